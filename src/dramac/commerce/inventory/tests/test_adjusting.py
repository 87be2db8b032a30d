"""Stock changed by hand, counted, received; and the questions asked of the ledger."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.catalog.testing import a_variant, many_variants
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.events import StockAdjusted, StockMoved
from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.commerce.inventory.queries import HistoryFilter
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_location,
    assert_ledger_agrees,
    available,
    demand,
    stocked,
)
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def adjust(site: Site, *changes: actions.Adjustment, type: str = "adjustment", reason: str = "Counted") -> Any:
    return actions.adjust(site=site, changes=changes, why=actions.Why(type, reason), by=STAFF, now=NOW)


def test_an_adjustment_adds_to_what_is_on_hand_and_says_by_whom_and_why() -> None:
    site = a_site()
    mug = a_variant(site)
    done = adjust(site, actions.Adjustment(mug.pk, 7))
    assert [(level.on_hand_before, level.on_hand, level.available) for level in done] == [(0, 7, 7)]
    moved = Movement.objects.get()
    assert (moved.type, moved.cause, moved.reason, moved.created_by) == (
        "adjustment",
        "adjusted",
        "Counted",
        "Ann Staff",
    )
    assert (moved.previous_stock, moved.new_stock, moved.reference_type) == (0, 7, "manual")
    assert_ledger_agrees(site)


def test_several_changes_of_one_level_each_keep_their_place_in_the_ledger() -> None:
    site = a_site()
    mug = a_variant(site)
    adjust(site, actions.Adjustment(mug.pk, 5), actions.Adjustment(mug.pk, -2))
    assert list(Movement.objects.order_by("id").values_list("previous_stock", "new_stock")) == [(0, 5), (5, 3)]
    assert_ledger_agrees(site)


def test_stock_on_hand_never_falls_below_zero_by_hand() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 3})
    with pytest.raises(actions.CannotAdjust) as refused:
        adjust(site, actions.Adjustment(mug.pk, -4), type="damage", reason="Flood")
    assert (refused.value.code, refused.value.variant_id) == ("below_zero", mug.pk)
    assert available(site, [mug.pk]) == [3]


def test_what_is_promised_is_taken_off_only_when_somebody_says_that_it_is_gone() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 5})
    actions.take(site=site, demands=[demand(mug.pk, 3)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    change = actions.Adjustment(mug.pk, -3)
    with pytest.raises(actions.CannotAdjust) as refused:
        adjust(site, change, type="damage", reason="Flood")
    assert (refused.value.code, refused.value.variant_id) == ("below_committed", mug.pk)
    assert str(refused.value) == (
        "3 of the 5 on hand are promised to orders: at most 2 can be taken off. If they are really gone, say so."
    )
    with pytest.raises(actions.CannotAdjust):
        stocked(site, {mug.pk: 2})
    assert available(site, [mug.pk]) == [2]
    gone = actions.Why("damage", "Flood", beyond_committed=True)
    actions.adjust(site=site, changes=[change], why=gone, by=STAFF, now=NOW)
    assert available(site, [mug.pk]) == [-1]
    assert_ledger_agrees(site)


@pytest.mark.parametrize("quantity", [0, 1.5, "3", 10_000_000, True, None])
def test_what_is_no_number_of_units_is_refused(quantity: Any) -> None:
    site = a_site()
    mug = a_variant(site)
    with pytest.raises(actions.CannotAdjust):
        adjust(site, actions.Adjustment(mug.pk, quantity))
    assert not Movement.objects.exists()


def test_foreign_variants_and_locations_are_refused_and_nothing_is_opened() -> None:
    here, there = a_site(), a_site()
    theirs, ours = a_variant(there), a_variant(here)
    with pytest.raises(actions.CannotAdjust):
        adjust(here, actions.Adjustment(ours.pk, 1), actions.Adjustment(theirs.pk, 1))
    with pytest.raises(actions.CannotAdjust):
        adjust(here, actions.Adjustment(uuid4(), 1))
    with pytest.raises(actions.UnknownLocation):
        adjust(here, actions.Adjustment(ours.pk, 1, a_location(there).pk))
    assert not StockLevel.objects.exists()


def test_a_preview_shows_what_would_happen_and_changes_nothing() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 3})
    changes = [actions.Adjustment(mug.pk, 2)]
    shown = actions.preview(site=site, changes=changes, why=actions.Why("restock"), by=STAFF, now=NOW)
    assert [(level.on_hand_before, level.on_hand) for level in shown] == [(3, 5)]
    assert available(site, [mug.pk]) == [3]
    assert Movement.objects.count() == 1


def test_a_thousand_changes_cost_as_many_statements_as_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    variants = many_variants(site, 1000)
    counted = {variant.pk: number for number, variant in enumerate(variants, 1)}
    actions.default_location(site)
    with django_assert_max_num_queries(13):  # of which four are savepoints'
        stocked(site, counted)
    assert available(site, counted) == list(counted.values())
    assert_ledger_agrees(site)


def test_counting_writes_only_the_difference() -> None:
    site = a_site()
    mug, cup = a_variant(site), a_variant(site)
    stocked(site, {mug.pk: 10, cup.pk: 4})
    why = actions.Why("adjustment", "Stock take", Reference("import", "7"))
    changed = actions.set_on_hand(site=site, counted={mug.pk: 8, cup.pk: 4}, why=why, by=STAFF, now=NOW)
    assert changed == 1
    moved = Movement.objects.get(reference_type="import")
    assert (moved.variant_id, moved.quantity, moved.reference_id, moved.reason) == (mug.pk, -2, "7", "Stock take")


@pytest.mark.parametrize("units", [-1, 1_000_001, 2.0])
def test_counts_that_cannot_be_are_refused(units: Any) -> None:
    site = a_site()
    mug = a_variant(site)
    with pytest.raises(actions.CannotAdjust):
        stocked(site, {mug.pk: units})


def test_a_transfer_moves_units_between_locations() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site)
    stocked(site, {mug.pk: 5}, location=shop)
    there, back = actions.Adjustment(mug.pk, 2, barn.pk), actions.Adjustment(mug.pk, -2, shop.pk)
    adjust(site, there, back, type="transfer", reason="For the fair")
    assert [level.on_hand for level in queries.levels(site, [mug.pk])[mug.pk]] == [3, 2]
    assert available(site, [mug.pk]) == [5]


def test_goods_on_their_way_are_not_for_sale_until_they_came_in() -> None:
    site = a_site()
    mug = a_variant(site)
    actions.expect(site=site, deliveries=[actions.Adjustment(mug.pk, 10)], by=STAFF, now=NOW)
    assert available(site, [mug.pk]) == [0]
    actions.receive(site=site, deliveries=[actions.Adjustment(mug.pk, 12)], by=STAFF, now=NOW)
    level = StockLevel.objects.get()
    assert (level.on_hand, level.incoming) == (12, 0)
    assert_ledger_agrees(site)


@pytest.mark.parametrize("quantity", [0, -1, 0.5])
def test_a_delivery_is_a_whole_number_above_zero(quantity: Any) -> None:
    site = a_site()
    mug = a_variant(site)
    with pytest.raises(actions.CannotAdjust):
        actions.receive(site=site, deliveries=[actions.Adjustment(mug.pk, quantity)], by=STAFF, now=NOW)


def test_adjustments_are_told_fifty_levels_to_a_fact() -> None:
    site = a_site()
    stocked(site, {a_variant(site).pk: 3 for _ in range(51)})
    told = [decode(event.name, event.payload) for event in OutboxEvent.objects.order_by("id")][51:]
    assert [len(fact.levels) for fact in told if isinstance(fact, StockAdjusted)] == [50, 1]
    assert [len(fact.keys) for fact in told if isinstance(fact, StockMoved)] == [51]
    assert len(told) == 3
    first = told[0]
    assert isinstance(first, StockAdjusted)
    assert (first.levels[0].quantity, first.levels[0].on_hand, first.levels[0].available) == (3, 3, 3)


def test_history_pages_through_movements_newest_first() -> None:
    site = a_site()
    mug, cup = a_variant(site), a_variant(site)
    for hour in range(5):
        changes = [actions.Adjustment(mug.pk, 1)]
        moment = NOW + timedelta(hours=hour)
        actions.adjust(site=site, changes=changes, why=actions.Why("restock"), by=STAFF, now=moment)
    stocked(site, {cup.pk: 1})
    mine = HistoryFilter(variant_id=mug.pk)
    first = queries.history(site, mine, limit=3)
    assert first.next is not None
    rest = queries.history(site, mine, after=first.next, limit=3)
    assert [move.new_stock for move in first.movements] == [5, 4, 3]
    assert [move.new_stock for move in rest.movements] == [2, 1]
    assert rest.next is None
    recent = HistoryFilter(variant_id=mug.pk, since=NOW + timedelta(hours=3), types=["restock"])
    assert len(queries.history(site, recent).movements) == 2
    assert queries.history(a_site()).movements == []


def test_todays_number_is_explained_by_what_moved_it() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 10})
    adjust(site, actions.Adjustment(mug.pk, -1), type="damage", reason="Dropped")
    for number, units in (("1", 2), ("2", 3)):
        reference = Reference("order", number)
        actions.take(site=site, demands=[demand(mug.pk, units)], reference=reference, by=STAFF, now=NOW)
    actions.ship(site=site, units={mug.pk: 2}, reference=Reference("order", "1"), by=STAFF, now=NOW)
    told = queries.why(site, mug.pk)
    assert (told.on_hand, told.committed, told.available) == (7, 3, 4)
    assert sum(part.on_hand for part in told.parts) == 7
    assert [(holder.reference.id, holder.units) for holder in told.holders] == [("2", 3)]


def test_a_level_changed_behind_the_ledgers_back_is_found() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 3})
    StockLevel.objects.update(on_hand=4)
    found = queries.check_ledger(site)
    assert [(bad.variant_id, bad.on_hand, bad.on_hand_moved) for bad in found] == [(mug.pk, 4, 3)]


def test_text_that_no_database_keeps_does_no_harm() -> None:
    site = a_site()
    mug = a_variant(site)
    adjust(site, actions.Adjustment(mug.pk, 1), reason="Coun\x00ted \ud800" + "x" * 100_000)
    assert Movement.objects.get().reason.startswith("Counted x")
    assert len(Movement.objects.get().reason) == 300


def test_a_location_holds_a_thousand_million_units_at_most() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 1_000_000})
    StockLevel.objects.update(on_hand=1_000_000_000)
    with pytest.raises(actions.CannotAdjust) as refused:
        adjust(site, actions.Adjustment(mug.pk, 1))
    assert refused.value.code == "too_much"
