"""Changes of every state of stock are posted in one call: written down with what they are worth, or refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.catalog.testing import a_variant, many_variants
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.commerce.inventory.rules import Change, Reference
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_location,
    assert_ledger_agrees,
    available,
    demand,
    stocked,
)
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def post(site: Site, *changes: Change, type: str = "adjustment", **why: Any) -> list[actions.AdjustedLevel]:
    with transaction.atomic():
        told = actions.Why(type, **{"reason": "Looked at", **why})
        return actions.post(site=site, changes=changes, why=told, by=STAFF, now=NOW)


def state(site: Site) -> tuple[int, ...]:
    row = StockLevel.objects.of(site).get()
    return (row.on_hand, row.committed, row.incoming, row.damaged, row.quality, row.safety, row.value)


def a_mug(site: Site, units: int = 10, unit_cost: int | None = 100) -> Any:
    mug, place = a_variant(site), actions.default_location(site)
    if units:
        post(site, Change(mug.pk, place, on_hand=units, unit_cost=unit_cost), type="restock")
    return mug, place


def test_every_state_is_written_to_the_level_and_to_its_movement() -> None:
    site = a_site()
    mug, place = a_mug(site)
    change = Change(mug.pk, place, on_hand=2, incoming=5, damaged=1, quality=2, safety=3, unit_cost=160)
    [done] = post(site, change, type="restock", code="received", reference=Reference("transfer", "t-1"))
    assert (done.quantity, done.on_hand_before, done.on_hand, done.available, done.value_change) == (2, 10, 12, 6, 320)
    assert state(site) == (12, 0, 5, 1, 2, 3, 1320)
    row = Movement.objects.get(reference_type="transfer")
    assert (row.damaged_change, row.quality_change, row.safety_change, row.unavailable_after) == (1, 2, 3, 6)
    assert (row.incoming_change, row.incoming_after, row.unit_cost, row.value_change) == (5, 5, 160, 320)
    assert (row.type, row.cause, row.reason_code, row.reference_id) == ("restock", "received", "received", "t-1")
    assert_ledger_agrees(site)


@pytest.mark.parametrize(
    ("change", "type", "cause"),
    [
        ({"damaged": 1}, "adjustment", "moved"),
        ({"incoming": 1}, "restock", "expected"),
        ({"on_hand": 1}, "restock", "received"),
        ({"on_hand": -1}, "adjustment", "adjusted"),
    ],
)
def test_what_a_change_does_follows_from_what_it_changes(change: dict[str, Any], type: str, cause: str) -> None:
    site = a_site()
    mug, place = a_mug(site)
    post(site, Change(mug.pk, place, **change), type=type)
    assert Movement.objects.order_by("-id")[0].cause == cause


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"on_hand": -11}, "below_zero", "Only 10 are on hand."),
        ({"incoming": -1}, "below_incoming", "Only 0 are on their way."),
        ({"committed": -4}, "below_promised", "Only 3 are promised."),
        ({"quality": -1}, "not_set_aside", "Only 0 are set aside like that."),
        ({"damaged": 10}, "below_zero", "Only 10 are on hand."),
        ({"on_hand": 10**9}, "too_much", "That is more than a location can hold."),
        ({"on_hand": 1, "unit_cost": -1}, "cannot_adjust", "A cost is zero or more."),
        (
            {"on_hand": -6},
            "below_committed",
            "3 of the 10 on hand are promised to orders and 2 are set aside: at most 5 can be taken off. "
            "If they are really gone, say so.",
        ),
        (
            {"quality": 6},
            "below_committed",
            "3 of the 10 on hand are promised to orders and 2 are set aside: at most 5 can be taken off. "
            "If they are really gone, say so.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_written(
    change: dict[str, Any], code: str, sentence: str
) -> None:
    site = a_site()
    mug, place = a_mug(site)
    cup = a_variant(site)
    post(site, Change(mug.pk, place, damaged=2))
    actions.take(site=site, demands=[demand(mug.pk, 3)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    before = state(site), Movement.objects.count()
    with pytest.raises(actions.CannotAdjust) as refused:
        post(site, Change(cup.pk, place, on_hand=1), Change(mug.pk, place, **change))
    assert (refused.value.code, str(refused.value), refused.value.variant_id) == (code, sentence, mug.pk)
    assert (state(site), Movement.objects.count()) == before


def test_what_is_set_aside_is_not_for_sale_and_can_be_put_back() -> None:
    site = a_site()
    mug, place = a_mug(site)
    post(site, Change(mug.pk, place, quality=4), code="quality")
    assert available(site, [mug.pk]) == [6]
    with pytest.raises(actions.NotEnough):
        actions.take(site=site, demands=[demand(mug.pk, 7)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    post(site, Change(mug.pk, place, quality=-4), code="quality")
    assert available(site, [mug.pk]) == [10]
    assert state(site) == (10, 0, 0, 0, 0, 0, 1000)


def test_broken_units_that_are_thrown_away_leave_what_can_be_sold_as_it_is() -> None:
    site = a_site()
    mug, place = a_mug(site)
    post(site, Change(mug.pk, place, damaged=4))
    gone = actions.Adjustment(mug.pk, -4, state="damaged")
    why = actions.Why("damage", code="damaged")
    [done] = actions.adjust(site=site, changes=[gone], why=why, by=STAFF, now=NOW)
    assert (done.available, done.value_change) == (6, -400)
    assert state(site) == (6, 0, 0, 0, 0, 0, 600)
    with pytest.raises(actions.CannotAdjust):
        actions.adjust(site=site, changes=[actions.Adjustment(mug.pk, -1, state="lost")], why=why, by=STAFF, now=NOW)


def test_goods_that_are_sold_take_their_share_of_the_value_when_they_leave_and_bring_it_back() -> None:
    site = a_site()
    mug, place = a_mug(site, 3, 100)
    post(site, Change(mug.pk, place, on_hand=1, unit_cost=101), type="restock")
    order: dict[str, Any] = {"reference": Reference("order", "1"), "by": STAFF, "now": NOW}
    actions.take(site=site, demands=[demand(mug.pk, 4)], **order)
    assert state(site)[-1] == 401
    actions.ship(site=site, units={mug.pk: 3}, **order)
    assert state(site)[-1] == 100
    actions.ship(site=site, units={mug.pk: 1}, **order)
    assert state(site)[-1] == 0
    actions.take_back(site=site, units={mug.pk: 1}, **order)
    assert_ledger_agrees(site)


def test_a_change_that_is_taken_back_takes_back_its_very_value_and_states() -> None:
    site = a_site()
    mug, place = a_mug(site, 10, 100)
    dear = Change(mug.pk, place, on_hand=10, unit_cost=1000, damaged=2)
    post(site, dear, type="restock")
    wrong = Movement.objects.order_by("-id")[0]
    actions.reverse(site=site, movement_id=wrong.pk, by=STAFF, now=NOW)
    assert state(site) == (10, 0, 0, 0, 0, 0, 1000)
    assert_ledger_agrees(site)


def test_a_transfer_by_hand_carries_its_value_to_the_last_cent() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site)
    post(site, Change(mug.pk, shop.pk, on_hand=3, value=100), type="restock")
    there, back = actions.Adjustment(mug.pk, 2, barn.pk), actions.Adjustment(mug.pk, -2, shop.pk)
    why = actions.Why("transfer", "For the fair")
    actions.adjust(site=site, changes=[there, back], why=why, by=STAFF, now=NOW)
    assert list(StockLevel.objects.order_by("value").values_list("on_hand", "value")) == [(1, 33), (2, 67)]
    assert_ledger_agrees(site)


def test_what_can_be_sold_is_told_only_where_it_changed() -> None:
    site = a_site()
    mug, place = a_mug(site)
    OutboxEvent.objects.all().delete()
    post(site, Change(mug.pk, place, incoming=5), type="restock")
    post(site, Change(mug.pk, place, on_hand=-1, committed=0, damaged=0))
    post(site, Change(mug.pk, place, safety=1))
    assert [event.name for event in OutboxEvent.objects.order_by("id")] == ["StockAdjusted", "StockMoved"] * 2


@pytest.mark.django_db(transaction=True)
def test_stock_changes_only_inside_the_transaction_of_what_changes_it() -> None:
    site = a_site()
    mug, place = a_mug(site, 0)
    with pytest.raises(RuntimeError):
        actions.post(
            site=site, changes=[Change(mug.pk, place, on_hand=1)], why=actions.Why("restock"), by=STAFF, now=NOW
        )


def test_a_thousand_changes_of_known_levels_cost_five_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    variants = [one.pk for one in many_variants(site, 1000)]
    stocked(site, dict.fromkeys(variants, 5))
    place = actions.default_location(site)
    with django_assert_num_queries(7):  # of which two are the savepoint's
        post(site, *(Change(key, place, on_hand=1) for key in variants))
    assert_ledger_agrees(site)


def test_a_level_whose_value_was_changed_behind_the_ledgers_back_is_found() -> None:
    site = a_site()
    a_mug(site)
    StockLevel.objects.update(value=1, safety=1)
    [found] = queries.check_ledger(site)
    assert (found.value, found.value_moved, found.safety, found.safety_moved) == (1, 1000, 1, 0)
