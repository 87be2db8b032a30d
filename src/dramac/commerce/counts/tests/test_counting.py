"""Counting a location: what is written down, what it changes, and what it never changes."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.counts import actions, queries
from dramac.commerce.counts.actions import CountRefused, Entry, UnknownCount
from dramac.commerce.counts.models import StockCount, StockCountLine
from dramac.commerce.counts.rules import CountedLine, differences, units_of
from dramac.commerce.counts.testing import a_count
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_location,
    a_stocked_product,
    assert_ledger_agrees,
    demand,
    stocked,
)
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def counting(site: Site, count: StockCount, *entries: Entry) -> int:
    return actions.enter(site=site, count_id=count.pk, entries=entries, by=STAFF, now=LATER)


def posting(site: Site, count: StockCount, *, rest_is_zero: bool = False) -> StockCount:
    return actions.post(site=site, count_id=count.pk, rest_is_zero=rest_is_zero, by=STAFF, now=LATER)


def on_hand(site: Site, variant_id: object) -> int:
    return sum(level.on_hand for level in stock.levels(site, [variant_id]).get(variant_id, []))  # type: ignore[list-item,call-overload]


@given(st.integers(0, 2_000_000) | st.none(), st.integers(-10, 2_000_000), st.booleans())
def test_what_is_written_down_is_what_a_shelf_can_hold(before: int | None, number: int, adds: bool) -> None:
    units = units_of(before, number, adds=adds)
    total = number + (before or 0) * adds
    assert units == (total if 0 <= total <= 1_000_000 else None)


@given(st.lists(st.tuples(st.integers(-5, 50), st.integers(0, 50) | st.none())))
def test_the_differences_lead_from_what_was_expected_to_what_was_counted(rows: list[tuple[int, int | None]]) -> None:
    lines = [CountedLine(uuid4(), None if counted is None else was, counted) for was, counted in rows]
    changed = {one.variant_id: one.units for one in differences(lines)}
    for line in lines:
        if line.counted is not None and line.expected is not None:
            assert line.expected + changed.get(line.variant_id, 0) == line.counted
        else:
            assert line.variant_id not in changed


def test_a_count_puts_its_differences_into_the_books_and_nothing_else() -> None:
    site = a_site()
    less, same, unseen = (a_stocked_product(site, 10).pk for _ in range(3))
    count = a_count(site, [less, same, unseen])
    counting(site, count, Entry(less, 7), Entry(same, 10))
    posted = posting(site, count)
    assert posted.state == "posted"
    assert [on_hand(site, key) for key in (less, same, unseen)] == [7, 10, 10]
    made = stock.history(site, stock.HistoryFilter(reference=Reference("count", str(count.pk)))).movements
    assert [(row.quantity, row.cause, row.reason_code) for row in made] == [(-3, "counted", "cycle_count")]
    assert_ledger_agrees(site)


def test_what_is_sold_during_a_count_distorts_nothing() -> None:
    site = a_site()
    key = a_stocked_product(site, 10).pk
    count = a_count(site, [key])
    counting(site, count, Entry(key, 9))
    order = Reference("order", str(uuid4()))
    wants = [demand(key, 4)]
    inventory.take(site=site, demands=wants, reference=order, by=STAFF, now=LATER)
    inventory.ship(site=site, units={key: 4}, reference=order, by=STAFF, now=LATER)
    posting(site, count)
    assert on_hand(site, key) == 5
    assert_ledger_agrees(site)


def test_a_count_says_what_is_there_even_where_more_was_promised() -> None:
    site = a_site()
    key = a_stocked_product(site, 10).pk
    inventory.take(site=site, demands=[demand(key, 8)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    count = a_count(site, [key])
    counting(site, count, Entry(key, 5))
    posting(site, count)
    [level] = stock.levels(site, [key])[key]
    assert (level.on_hand, level.committed, level.available) == (5, 8, -3)


def test_the_same_count_is_posted_once() -> None:
    site = a_site()
    key = a_stocked_product(site, 10).pk
    count = a_count(site, [key])
    counting(site, count, Entry(key, 12))
    posting(site, count)
    with pytest.raises(CountRefused, match="posted already"):
        posting(site, count)
    assert on_hand(site, key) == 12
    assert OutboxEvent.objects.filter(site_id=site.pk, name="CountPosted").count() == 1


def test_what_nobody_counted_is_gone_only_where_somebody_says_so() -> None:
    site = a_site()
    seen, unseen = (a_stocked_product(site, 10).pk for _ in range(2))
    first = a_count(site, [seen, unseen])
    counting(site, first, Entry(seen, 10))
    posting(site, first, rest_is_zero=True)
    assert [on_hand(site, key) for key in (seen, unseen)] == [10, 0]


def test_a_scanner_counts_one_more_each_time_and_a_number_stands_for_itself() -> None:
    site = a_site()
    key = a_stocked_product(site, 3).pk
    count = a_count(site, [key])
    for _ in range(3):
        counting(site, count, Entry(key, 1, adds=True))
    counting(site, count, Entry(key, 2, adds=True), Entry(key, 1, adds=True))
    line = StockCountLine.objects.of(site).get(count=count)
    assert (line.counted, line.expected, line.counted_by) == (6, 3, STAFF.label)
    counting(site, count, Entry(key, 4))
    assert StockCountLine.objects.of(site).get(count=count).counted == 4


def test_what_turns_up_comes_onto_the_list_and_what_is_not_tracked_does_not() -> None:
    site = a_site()
    count = a_count(site, [])
    other = a_stocked_product(site, 2).pk
    counting(site, count, Entry(other, 2))
    assert queries.progress(site, count).counted == 1
    untracked = a_variant(site, tracks_stock=False)
    with pytest.raises(CountRefused, match="not tracked"):
        counting(site, count, Entry(untracked.pk, 1))


@pytest.mark.parametrize("number", [-1, 1_000_001, 1.5, True])
def test_what_is_no_number_of_units_is_refused_and_nothing_is_written(number: int) -> None:
    site = a_site()
    good, bad = (a_stocked_product(site, 1).pk for _ in range(2))
    count = a_count(site, [good, bad])
    with pytest.raises(CountRefused, match="whole number") as refused:
        counting(site, count, Entry(good, 5), Entry(bad, number))
    assert refused.value.variant_id == bad
    assert queries.progress(site, count).counted == 0


def test_a_line_can_be_counted_again() -> None:
    site = a_site()
    key = a_stocked_product(site, 1).pk
    count = a_count(site, [key])
    counting(site, count, Entry(key, 9))
    assert actions.clear(site=site, count_id=count.pk, variant_ids=[key], by=STAFF, now=LATER) == 1
    assert queries.progress(site, count).left == 1
    with pytest.raises(CountRefused, match="Nothing was counted"):
        posting(site, count)


def test_a_cancelled_count_changes_nothing_and_takes_no_more_numbers() -> None:
    site = a_site()
    key = a_stocked_product(site, 10).pk
    count = a_count(site, [key])
    counting(site, count, Entry(key, 1))
    actions.cancel(site=site, count_id=count.pk, by=STAFF, now=LATER)
    with pytest.raises(CountRefused, match="cancelled"):
        counting(site, count, Entry(key, 1))
    assert on_hand(site, key) == 10


def test_another_site_s_count_and_goods_are_not_there() -> None:
    site, other = a_site(), a_site()
    count = a_count(other)
    with pytest.raises(UnknownCount):
        posting(site, count)
    mine = a_count(site, [])
    with pytest.raises(CountRefused, match="no such variant"):
        counting(site, mine, Entry(a_stocked_product(other).pk, 1))


def test_counts_are_numbered_without_a_gap() -> None:
    site = a_site()
    numbers = [a_count(site, []).number for _ in range(2)]
    with pytest.raises(CountRefused):
        a_count(site, [uuid4()])
    assert [*numbers, a_count(site, []).number] == [1, 2, 3]


def test_a_count_is_of_one_location() -> None:
    site = a_site()
    key = a_stocked_product(site, 10).pk
    attic = a_location(site, "Attic")
    stocked(site, {key: 4}, location=attic)
    count = a_count(site, [key], location_id=attic.pk)
    counting(site, count, Entry(key, 3))
    posting(site, count)
    assert on_hand(site, key) == 13


def test_thousands_of_lines_cost_a_handful_of_statements(django_assert_max_num_queries: object) -> None:
    site = a_site()
    keys = [a_stocked_product(site, 1).pk for _ in range(30)]
    count = a_count(site, keys)
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture without a type
        counting(site, count, *(Entry(key, 2) for key in keys))
    with django_assert_max_num_queries(25):  # type: ignore[operator]  # likewise
        posting(site, count)
    assert all(on_hand(site, key) == 2 for key in keys)
