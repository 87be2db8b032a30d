"""Whoever tells what can be sold tells the same: lists, levels, the API and the storefront; and its parts add up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.api.testing import a_client
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.events import StockMoved
from dramac.commerce.inventory.models_reservations import StockReservation
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.rules.differences import Aside, Way, Wish, WishFault
from dramac.commerce.inventory.rules.reserving import SellingSettings
from dramac.commerce.inventory.testing import STAFF, came, demand, keeping_batches, stocked
from dramac.kit.clock import utc_now
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.kit.settings import written
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SOME = st.integers(0, 4)


def a_keeping_site() -> Site:
    return a_site(settings={"selling": written(SellingSettings(reserve_minutes=10))})


def a_hold(site: Site, variant: UUID, units: int, days: int = 3) -> StockReservation:
    place, now = actions.default_location(site), utc_now()
    wanted = actions.Hold(variant, place, units, now + timedelta(days=days), "For Mrs Murray")
    return actions.hold(site=site, hold=wanted, by=STAFF, now=now)


def listed(site: Site, variant: UUID) -> Any:
    return queries.with_states(site, catalog.variants_for_index(site)).get(pk=variant)


@given(promised=SOME, damaged=SOME, held=SOME, at_checkout=SOME, too_old=SOME)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_on_hand_is_the_sum_of_its_states_wherever_it_is_told(
    promised: int, damaged: int, held: int, at_checkout: int, too_old: int
) -> None:
    site, now = keeping_batches(a_keeping_site()), utc_now()
    tea: UUID = a_variant(site).pk
    stocked(site, {tea: 20})
    if too_old:
        came(site, tea, too_old, "OLD", now.date() - timedelta(days=2))
    if promised:
        actions.take(site=site, demands=[demand(tea, promised)], reference=Reference("order", "1"), by=STAFF, now=now)
    if damaged:
        aside = Aside(tea, actions.default_location(site), "damaged", damaged)
        actions.set_aside(site=site, asides=[aside], why=actions.Why("damage", "Fell"), by=STAFF, now=now)
    if held:
        a_hold(site, tea, held)
    if at_checkout:
        actions.reserve(site=site, holder="ann", demands=[demand(tea, at_checkout)], now=now)
    left = 20 - promised - damaged - held - at_checkout
    row = listed(site, tea)
    assert (row.on_hand, row.committed, row.reserved) == (20 + too_old, promised, held + at_checkout)
    assert row.on_hand == row.available + row.committed + row.unavailable
    [told] = a_client(site).get("/api/v1/inventory/levels").json()["data"]
    assert told["reserved"] + told["spoiled"] + told["damaged"] == row.unavailable
    [level] = queries.levels(site, [tea])[tea]
    [product] = queries.with_stock(site, catalog.products_for_index(site))
    assert left == row.available == told["available"] == level.available == product.stock
    assert left == queries.availability(site, [tea])[tea]


def test_what_staff_set_as_available_is_what_is_available_then() -> None:
    site = a_site()
    mug: UUID = a_variant(site).pk
    stocked(site, {mug: 10})
    a_hold(site, mug, 4)
    wish = Wish(mug, actions.default_location(site), 5, Way.SET_AVAILABLE)
    group = actions.adjust_many(site=site, wishes=[wish], why=actions.Why("adjustment"), by=STAFF, now=utc_now())
    assert [(one.available_before, one.available, one.after) for one in group.differences] == [(6, 5, 9)]
    assert queries.availability(site, [mug]) == {mug: 5}


def test_what_is_kept_for_somebody_can_break_all_the_same() -> None:
    site = a_site()
    mug: UUID = a_variant(site).pk
    stocked(site, {mug: 10})
    a_hold(site, mug, 8)
    place = actions.default_location(site)
    why = actions.Why("damage", "The shelf fell")
    [over] = actions.preview_many(site=site, wishes=[Wish(mug, place, -11, Way.ADD)], why=why, now=utc_now())
    assert over.fault is WishFault.BELOW_ZERO
    actions.adjust_many(site=site, wishes=[Wish(mug, place, -5, Way.ADD)], why=why, by=STAFF, now=utc_now())
    assert queries.availability(site, [mug]) == {mug: -3}


def test_a_hold_that_ends_is_told_once_to_whoever_watches_stock() -> None:
    site = a_site()
    mug: UUID = a_variant(site).pk
    stocked(site, {mug: 10})
    row = a_hold(site, mug, 4)
    OutboxEvent.objects.all().delete()
    late = utc_now() + timedelta(days=4)
    assert [actions.end_holds(now=when) for when in (utc_now(), late, late)] == [0, 1, 0]
    facts = [decode(one.name, one.payload) for one in OutboxEvent.objects.filter(name="StockMoved")]
    assert facts == [StockMoved(site_id=site.pk, occurred_at=late, keys=((mug, row.location_id),))]
