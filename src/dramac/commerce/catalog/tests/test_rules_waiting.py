"""What is told of goods that are not there: how many can be had, and for when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.catalog.rules import waiting
from dramac.commerce.catalog.rules.availability import is_in_stock
from dramac.commerce.catalog.rules.waiting import MOST_BEYOND, MOST_DAYS, Waiting

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(st.none() | DAYS, st.none() | st.integers(0, MOST_DAYS), DAYS)
def test_nobody_is_promised_a_day_that_is_past(on: date | None, days: int | None, today: date) -> None:
    told = waiting.promised(on, days, today)
    assert told is None or told >= today


def test_a_number_of_days_counts_from_the_order_and_a_day_stands() -> None:
    assert waiting.promised(None, 10, TODAY) == date(2026, 12, 3)
    assert waiting.promised(TODAY, None, TODAY) == TODAY
    assert waiting.promised(TODAY - timedelta(days=1), None, TODAY) is None


@pytest.mark.parametrize(
    ("tracks", "sells", "limit", "ends"),
    [(False, False, 3, False), (True, False, None, True), (True, True, None, False), (True, True, 0, True)],
)
def test_only_what_is_counted_and_capped_can_run_out(tracks: bool, sells: bool, limit: int | None, ends: bool) -> None:
    assert waiting.can_run_out(tracks_stock=tracks, sells_when_out=sells, oversell_limit=limit) is ends


def test_a_cap_counts_only_where_something_sells_when_out() -> None:
    assert waiting.beyond(sells_when_out=True, oversell_limit=5) == 5
    assert waiting.beyond(sells_when_out=False, oversell_limit=5) == 0


def test_a_product_is_in_stock_where_one_of_its_variants_never_ends() -> None:
    assert is_in_stock(False, [True, False])
    assert not is_in_stock(False, [True])
    assert is_in_stock(True, [True])
    assert not is_in_stock(True, [])


@pytest.mark.parametrize(
    ("kind", "limit", "on", "days", "code"),
    [
        (Waiting.BACK_ORDER, 5, None, 10, None),
        (Waiting.PRE_ORDER, None, TODAY, None, None),
        (Waiting.BACK_ORDER, -1, None, None, "limit"),
        (Waiting.BACK_ORDER, MOST_BEYOND + 1, None, None, "limit"),
        (Waiting.BACK_ORDER, None, None, MOST_DAYS + 1, "days"),
        (Waiting.BACK_ORDER, None, TODAY, 3, "either"),
        (Waiting.PRE_ORDER, None, None, 3, "release"),
    ],
)
def test_what_is_wrong_is_said(
    kind: Waiting, limit: int | None, on: date | None, days: int | None, code: str | None
) -> None:
    found = waiting.problem(kind=kind, oversell_limit=limit, on=on, days=days)
    assert (found[1] if found else None) == code
