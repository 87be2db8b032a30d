"""How many units a line may have, and what a shopper is told."""

from __future__ import annotations

from typing import Any

import pytest

from dramac.commerce.cart.rules import (
    NoticeKind,
    QuantityFault,
    Settled,
    add_units,
    check_units,
    merge_units,
    notices_of,
    set_units,
)


@pytest.mark.parametrize(
    ("quantity", "fault"),
    [
        (1, None),
        (9999, None),
        (10_000, QuantityFault.TOO_MANY),
        (10**30, QuantityFault.TOO_MANY),
        (0, QuantityFault.TOO_FEW),
        (-3, QuantityFault.TOO_FEW),
        (1.5, QuantityFault.NOT_WHOLE),
        (2.0, QuantityFault.NOT_WHOLE),
        ("2", QuantityFault.NOT_WHOLE),
        (True, QuantityFault.NOT_WHOLE),
        (None, QuantityFault.NOT_WHOLE),
    ],
)
def test_quantities_are_whole_numbers_from_one_to_9999(quantity: Any, fault: QuantityFault | None) -> None:
    assert check_units(quantity) is fault


@pytest.mark.parametrize(
    ("asked", "has", "available", "settled"),
    [
        (2, 0, None, Settled(2)),
        (2, 3, 10, Settled(5)),
        (2, 3, 4, Settled(4, True)),
        (2, 4, 4, QuantityFault.HAS_ALL),
        (1, 0, 0, QuantityFault.SOLD_OUT),
        (1, 0, -5, QuantityFault.SOLD_OUT),
        (9999, 1, None, Settled(9999, True)),
        (1, 9999, None, QuantityFault.HAS_ALL),
    ],
)
def test_adding_gives_as_many_as_there_are(
    asked: int, has: int, available: int | None, settled: Settled | QuantityFault
) -> None:
    assert add_units(asked, has, available) == settled


@pytest.mark.parametrize(
    ("asked", "available", "settled"),
    [(4, None, Settled(4)), (4, 9, Settled(4)), (4, 3, Settled(3, True)), (1, 0, QuantityFault.SOLD_OUT)],
)
def test_changing_gives_as_many_as_there_are(
    asked: int, available: int | None, settled: Settled | QuantityFault
) -> None:
    assert set_units(asked, available) == settled


def test_two_lines_of_one_thing_become_one_within_the_limit() -> None:
    assert merge_units(2, 3) == 5
    assert merge_units(9000, 9000) == 9999


def told(**facts: Any) -> list[tuple[NoticeKind, int, int]]:
    usual = {"quantity": 3, "available": None, "is_on_sale": True, "seen": 100, "price": 100}
    return notices_of(**{**usual, **facts})


def test_a_shopper_is_told_what_changed_and_nothing_else() -> None:
    assert told() == []
    assert told(available=3) == []
    assert told(price=120) == [(NoticeKind.PRICE_UP, 100, 120)]
    assert told(price=80, available=2) == [(NoticeKind.LESS_LEFT, 3, 2), (NoticeKind.PRICE_DOWN, 100, 80)]
    assert told(available=0, price=120) == [(NoticeKind.SOLD_OUT, 3, 0)]
    assert told(is_on_sale=False, available=0) == [(NoticeKind.NOT_SOLD, 3, 0)]
