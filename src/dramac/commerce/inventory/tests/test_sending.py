"""From which location goods leave: where they were promised, where they are, or where somebody says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.actions import Adjustment, Hold, NotHeld, NotInBatch, NotThere, UnknownLocation
from dramac.commerce.inventory.models import Batch, Location, Movement
from dramac.commerce.inventory.rules import Level, Reference, Shortage
from dramac.commerce.inventory.rules.sending import Leaving, Origin, leaving
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_batch,
    a_location,
    a_stocked_product,
    assert_ledger_agrees,
    came,
    demand,
    keeping_batches,
    stocked,
)
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

MUG = UUID(int=1)
SHOP, BARN, FARM = (UUID(int=number) for number in (11, 12, 13))
PLACES = (SHOP, BARN, FARM)


def at(place: UUID, on_hand: int, committed: int = 0, *, is_active: bool = True) -> Level:
    return Level(MUG, MUG, place, on_hand, committed, is_default=place == SHOP, is_active=is_active)


def left(found: list[Leaving] | Shortage | None) -> dict[tuple[UUID, UUID], int]:
    assert isinstance(found, list)
    return {(one.promised_at, one.location_id): one.units for one in found}


def test_goods_leave_from_where_they_were_promised() -> None:
    assert left(leaving({SHOP: 3}, 2, [at(SHOP, 3, 3), at(BARN, 9)])) == {(SHOP, SHOP): 2}


def test_what_is_not_where_it_was_promised_leaves_from_where_it_is() -> None:
    levels = [at(SHOP, 1, 3), at(BARN, 9, 8), at(FARM, 9)]
    assert left(leaving({SHOP: 3}, 3, levels)) == {(SHOP, FARM): 2, (SHOP, SHOP): 1}


def test_what_is_nowhere_leaves_from_where_it_was_promised() -> None:
    assert left(leaving({SHOP: 3}, 3, [at(SHOP, 0, 3), at(BARN, 1)])) == {(SHOP, BARN): 1, (SHOP, SHOP): 2}


def test_a_closed_location_sends_nothing_that_was_not_promised_there() -> None:
    levels = [at(SHOP, 0, 2), at(BARN, 9, is_active=False)]
    assert left(leaving({SHOP: 2}, 2, levels)) == {(SHOP, SHOP): 2}


def test_a_place_that_is_named_sends_all_or_says_how_many_it_can() -> None:
    levels = [at(SHOP, 5, 3), at(BARN, 5, 3)]
    assert left(leaving({SHOP: 3}, 2, levels, BARN)) == {(SHOP, BARN): 2}
    assert leaving({SHOP: 3}, 3, levels, BARN) == Shortage(MUG, 3, 2)


@given(
    some.tuples(*[some.tuples(some.integers(0, 9), some.integers(0, 5), some.integers(0, 9))] * 3),
    some.integers(1, 12),
    some.sampled_from([None, *PLACES]),
)
def test_what_leaves_is_all_that_was_asked_and_nothing_of_what_others_were_promised(
    stands: tuple[tuple[int, int, int], ...], quantity: int, place: UUID | None
) -> None:
    held = {key: own for key, (own, _others, _on_hand) in zip(PLACES, stands, strict=True) if own}
    levels = [at(key, on_hand, own + others) for key, (own, others, on_hand) in zip(PLACES, stands, strict=True)]
    found = leaving(held, quantity, levels, place)
    if quantity > sum(held.values()):
        assert found is None
        return
    if isinstance(found, Shortage):
        assert found.left < quantity
        quantity = found.left
        found = leaving(held, quantity, levels, place)
    assert isinstance(found, list)
    assert sum(one.units for one in found) == quantity
    for key, level in zip(PLACES, levels, strict=True):
        assert sum(one.units for one in found if one.promised_at == key) <= held.get(key, 0)
        borrowed = sum(one.units for one in found if one.location_id == key != one.promised_at)
        assert borrowed <= max(level.available, 0)
        assert place is None or not [one for one in found if one.location_id != place]


# With a database

ORDER = Reference("order", "1001")


def a_promised_mug(site: Site, wanted: int) -> tuple[UUID, Location, Location]:
    """Of five mugs in the shop some are promised to an order; five more stand in the barn."""
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_stocked_product(site, 5, title="Blue mug").pk
    stocked(site, {mug: 5}, location=barn)
    actions.take(site=site, demands=[demand(mug, wanted)], reference=ORDER, by=STAFF, now=NOW)
    return mug, shop, barn


def ship(site: Site, mug: UUID, units: int, place: UUID | None = None, batch: UUID | None = None) -> Any:
    origin = Origin(place, {mug: batch} if batch else {})
    return actions.ship(site=site, units={mug: units}, reference=ORDER, by=STAFF, now=NOW, origin=origin)


def stands(site: Site, mug: UUID) -> dict[str, tuple[int, int]]:
    """On hand and committed at each location."""
    names = {place.pk: place.name for place in queries.locations(site)}
    return {names[one.location_id]: (one.on_hand, one.committed) for one in queries.levels(site, [mug])[mug]}


@pytest.mark.django_db
def test_a_promise_moves_along_to_the_location_that_sends() -> None:
    site = a_site()
    mug, _shop, barn = a_promised_mug(site, 3)
    (sent,) = ship(site, mug, 2, place=barn.pk)
    assert (sent.location_id, sent.quantity) == (barn.pk, 2)
    assert stands(site, mug) == {"Shop": (5, 1), "Barn": (3, 0)}
    causes = (
        Movement.objects.filter(reference_id="1001").order_by("id").values_list("cause", "quantity", "committed_change")
    )
    assert list(causes) == [("allocated", 0, 3), ("released", 0, -2), ("allocated", 0, 2), ("shipped", -2, -2)]
    assert_ledger_agrees(site)
    actions.take_back(site=site, units={mug: 2}, reference=ORDER, by=STAFF, now=NOW)
    assert stands(site, mug) == {"Shop": (5, 1), "Barn": (5, 0)}


@pytest.mark.django_db
def test_a_back_order_is_sent_from_the_location_to_which_its_goods_came() -> None:
    site = a_site()
    a_location(site, "Shop")
    barn = a_location(site, "Barn")
    mug = a_stocked_product(site, 0, sells_when_out=True).pk
    wanted = demand(mug, 2, sells_when_out=True)
    actions.take(site=site, demands=[wanted], reference=ORDER, by=STAFF, now=NOW)
    stocked(site, {mug: 3}, location=barn)
    ship(site, mug, 2)
    assert stands(site, mug) == {"Shop": (0, 0), "Barn": (1, 0)}
    assert_ledger_agrees(site)


@pytest.mark.django_db
def test_what_is_promised_to_others_or_kept_for_somebody_does_not_leave() -> None:
    site = a_site()
    mug, _shop, barn = a_promised_mug(site, 3)
    actions.hold(site=site, hold=Hold(mug, barn.pk, 3, NOW + timedelta(days=2), "For Ann"), by=STAFF, now=NOW)
    before = Movement.objects.count()
    with pytest.raises(NotThere, match="Only 2 can be sent from there") as refused:
        ship(site, mug, 3, place=barn.pk)
    assert refused.value.field == "location"
    assert Movement.objects.count() == before
    ship(site, mug, 2, place=barn.pk)
    assert_ledger_agrees(site)


@pytest.mark.django_db
def test_no_other_shops_location_and_none_that_is_closed_sends() -> None:
    site, other = a_site(), a_site(slug="other")
    mug, _shop, barn = a_promised_mug(site, 3)
    foreign = a_location(other, "Theirs")
    stocked(site, {mug: 0}, location=barn)
    actions.close_location(site=site, location_id=barn.pk, by=STAFF, now=NOW)
    for place in (foreign.pk, barn.pk):
        with pytest.raises(UnknownLocation):
            ship(site, mug, 1, place=place)


@pytest.mark.django_db
def test_more_than_is_held_is_refused_from_any_place() -> None:
    site = a_site()
    mug, _shop, barn = a_promised_mug(site, 3)
    for place in (None, barn.pk):
        with pytest.raises(NotHeld):
            ship(site, mug, 4, place=place)
        with pytest.raises(NotHeld):
            ship(site, mug, -1, place=place)


@pytest.mark.django_db
def test_the_batch_that_was_chosen_leaves_from_where_it_is_instead_of_the_one_that_expires_first() -> None:
    site = keeping_batches(a_site())
    mug, _shop, barn = a_promised_mug(site, 3)
    came(site, mug, 4, "SOON", NOW.date() + timedelta(days=30))
    came(site, mug, 4, "LATE", NOW.date() + timedelta(days=90))
    late = Batch.objects.get(number="LATE")
    ship(site, mug, 1, batch=late.pk)
    assert {one.batch.number: one.units for one in queries.batch_levels(site, mug)} == {"SOON": 4, "LATE": 3}
    with pytest.raises(NotInBatch, match="Only 3 of that batch"):
        ship(site, mug, 4, batch=late.pk)
    with pytest.raises(NotInBatch, match="None of that batch can be sent from there"):
        ship(site, mug, 1, place=barn.pk, batch=late.pk)
    ship(site, mug, 1)
    assert {one.batch.number: one.units for one in queries.batch_levels(site, mug)} == {"SOON": 3, "LATE": 3}
    assert [one.sent for one in queries.batch_recipients(site, late.pk)] == [1]
    assert_ledger_agrees(site)


@pytest.mark.django_db
def test_a_batch_that_is_only_at_another_location_takes_the_promise_there() -> None:
    site = keeping_batches(a_site())
    mug, _shop, barn = a_promised_mug(site, 3)
    batch = actions.BatchName("BARN", None)
    actions.receive(site=site, deliveries=[Adjustment(mug, 2, barn.pk, batch=batch)], by=STAFF, now=NOW)
    ship(site, mug, 2, batch=Batch.objects.get().pk)
    assert stands(site, mug) == {"Shop": (5, 1), "Barn": (5, 0)}
    assert_ledger_agrees(site)


@pytest.mark.django_db
def test_a_batch_that_expired_or_was_called_back_or_is_of_other_goods_is_never_sent() -> None:
    site = keeping_batches(a_site())
    mug, _shop, _barn = a_promised_mug(site, 3)
    came(site, mug, 4, "OLD", NOW.date())
    came(site, mug, 4, "BAD", NOW.date() + timedelta(days=90))
    other = a_batch(site)
    bad = Batch.objects.get(number="BAD")
    actions.recall(site=site, batch_id=bad.pk, reason="Sharp edges", by=STAFF, now=NOW)
    before = Movement.objects.count()
    for batch in (Batch.objects.get(number="OLD"), bad, other):
        with pytest.raises(NotInBatch):
            ship(site, mug, 1, batch=batch.pk)
    assert Movement.objects.count() == before


@pytest.mark.django_db
def test_a_promise_that_moves_makes_no_news_of_stock_that_ran_out() -> None:
    site = a_site()
    mug, _shop, barn = a_promised_mug(site, 5)
    actions.take(site=site, demands=[demand(mug, 3)], reference=Reference("order", "1002"), by=STAFF, now=NOW)
    OutboxEvent.objects.all().delete()
    ship(site, mug, 2, place=barn.pk)
    assert {row.name for row in OutboxEvent.objects.all()} == {"StockMoved"}
