"""Who gets units from where, and what may be changed by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from dramac.commerce.inventory import rules
from dramac.commerce.inventory.rules import (
    AdjustmentFault,
    Allocation,
    Change,
    Crossing,
    Demand,
    Level,
    Shortage,
    allocate,
    crossings,
    fault_of,
    merge,
    spread,
)

MUG, CUP, BOX = UUID(int=1), UUID(int=2), UUID(int=9)
SHOP, BARN, LOFT = UUID(int=11), UUID(int=12), UUID(int=13)


def level(place: UUID, on_hand: int, committed: int = 0, **more: Any) -> Level:
    return Level(MUG, BOX, place, on_hand=on_hand, committed=committed, is_default=place == SHOP, **more)


def shares(quantity: int, *levels: Level, sells_when_out: bool = False) -> dict[UUID, int] | int:
    """Units per location, or what is left where there is not enough."""
    decided = allocate(Demand(MUG, BOX, quantity, sells_when_out=sells_when_out), levels, SHOP)
    if isinstance(decided, Shortage):
        return decided.left
    return {part.location_id: part.quantity for part in decided}


def test_two_demands_of_one_variant_are_checked_as_one() -> None:
    merged = merge([Demand(CUP, BOX, 1), Demand(MUG, BOX, 2), Demand(CUP, BOX, 3)])
    assert merged == [Demand(MUG, BOX, 2), Demand(CUP, BOX, 4)]


def test_the_default_location_is_asked_first() -> None:
    assert shares(3, level(BARN, 50), level(SHOP, 3)) == {SHOP: 3}


def test_a_location_that_has_all_comes_before_a_default_that_has_some() -> None:
    assert shares(4, level(SHOP, 3), level(BARN, 4)) == {BARN: 4}


def test_of_several_that_have_all_the_fullest_gives() -> None:
    assert shares(2, level(BARN, 4), level(LOFT, 9)) == {LOFT: 2}


def test_several_locations_give_together_when_none_has_all() -> None:
    assert shares(7, level(SHOP, 2), level(BARN, 4), level(LOFT, 1)) == {BARN: 4, SHOP: 2, LOFT: 1}


def test_what_is_promised_already_cannot_be_taken() -> None:
    assert shares(3, level(SHOP, 5, committed=3)) == 2


def test_closed_locations_do_not_count() -> None:
    assert shares(1, level(BARN, 5, is_active=False)) == 0


def test_what_is_left_is_never_below_zero() -> None:
    assert shares(1, level(SHOP, 0, committed=4)) == 0


def test_goods_that_sell_when_out_are_promised_at_the_default_location() -> None:
    assert shares(5, level(BARN, 2), sells_when_out=True) == {BARN: 2, SHOP: 3}
    assert shares(5, sells_when_out=True) == {SHOP: 5}


def test_an_allocation_names_what_it_promises() -> None:
    assert allocate(Demand(MUG, BOX, 1), [level(SHOP, 1)], SHOP) == [Allocation(MUG, BOX, SHOP, 1)]


def test_units_leave_the_fullest_place_first_unless_one_is_named() -> None:
    assert spread({SHOP: 1, BARN: 3}, 2) == {BARN: 2}
    assert spread({SHOP: 1, BARN: 3}, 2, first=SHOP) == {SHOP: 1, BARN: 1}
    assert spread({SHOP: 1}, 2) is None
    assert spread({}, 0) == {}


@pytest.mark.parametrize(
    ("units", "kind", "reason", "fault"),
    [
        ([5], "adjustment", "Counted", None),
        ([-5], "adjustment", "Counted", None),
        ([], "adjustment", "Counted", AdjustmentFault.NOTHING),
        ([0], "adjustment", "Counted", AdjustmentFault.NOTHING),
        ([1, 0], "adjustment", "Counted", AdjustmentFault.NOTHING),
        ([1_000_001], "adjustment", "Counted", AdjustmentFault.TOO_MANY),
        ([5], "adjustment", "  ", AdjustmentFault.NEEDS_REASON),
        ([5], "restock", "", None),
        ([-5], "restock", "", AdjustmentFault.MUST_RAISE),
        ([-1], "damage", "Fell down", None),
        ([1], "damage", "Fell down", AdjustmentFault.MUST_LOWER),
        ([-1], "expired", "", AdjustmentFault.NEEDS_REASON),
        ([1], "sale", "Sold", AdjustmentFault.UNKNOWN_TYPE),
        ([1], "gift", "Given", AdjustmentFault.UNKNOWN_TYPE),
        ([2, -2], "transfer", "To the barn", None),
        ([2, -1], "transfer", "To the barn", AdjustmentFault.NOT_BALANCED),
        ([1.5], "adjustment", "Counted", AdjustmentFault.NOT_WHOLE),
        ([True], "adjustment", "Counted", AdjustmentFault.NOT_WHOLE),
    ],
)
def test_changes_by_hand_are_checked(units: list[int], kind: str, reason: str, fault: AdjustmentFault | None) -> None:
    assert fault_of([Change(MUG, SHOP, on_hand=count) for count in units], kind, reason) is fault


def test_the_last_unit_taken_anywhere_means_it_ran_out() -> None:
    before = [level(SHOP, 1), level(BARN, 2, committed=1)]
    assert crossings(before, [Change(MUG, SHOP, committed=1)]) == []
    both = [Change(MUG, SHOP, committed=1), Change(MUG, BARN, committed=1)]
    assert crossings(before, both) == [Crossing(MUG, BOX, is_back=False, was_known=True)]


def test_a_first_delivery_is_told_from_a_return() -> None:
    fresh = [level(SHOP, 0, is_new=True)]
    assert crossings(fresh, [Change(MUG, SHOP, on_hand=5)]) == [Crossing(MUG, BOX, is_back=True, was_known=False)]
    assert crossings([level(SHOP, 0)], [Change(MUG, SHOP, on_hand=5)])[0].was_known


def test_goods_that_sell_when_out_never_run_out() -> None:
    assert crossings([level(SHOP, 1, sells_when_out=True)], [Change(MUG, SHOP, committed=1)]) == []
    assert crossings([level(SHOP, 1, tracks_stock=False)], [Change(MUG, SHOP, committed=1)]) == []


@pytest.mark.parametrize(
    ("quantity", "made_for", "may"),
    [
        (5, ["manual"], True),
        (-5, ["reversal", "manual"], True),
        (5, ["reversal", "reversal", "manual"], False),
        (0, ["manual"], False),
        (5, ["order"], False),
        (5, ["import"], False),
    ],
)
def test_a_change_by_hand_is_taken_back_once_and_that_once_more(quantity: int, made_for: list[str], may: bool) -> None:
    assert rules.is_reversible(quantity, made_for) is may
