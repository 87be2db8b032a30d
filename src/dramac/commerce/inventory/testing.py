"""Builders of stock for the tests of every slice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Batch, Location
from dramac.commerce.inventory.rules import Demand
from dramac.commerce.inventory.rules.differences import Wish
from dramac.kit import media
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")


def a_location(site: Site, name: str = "Back room") -> Location:
    """A place that holds stock; the first of a site is its default."""
    return actions.add_location(site=site, details=actions.LocationDetails(name), by=STAFF, now=NOW)


def stocked(site: Site, units: dict[UUID, int], *, location: Location | None = None) -> None:
    """Each variant has so many units on hand."""
    place = location.pk if location else None
    why = actions.Why("adjustment", "Counted")
    actions.set_on_hand(site=site, counted=units, why=why, by=STAFF, now=NOW, location_id=place)


def demand(variant_id: UUID, quantity: int, *, sells_when_out: bool = False, tracks_stock: bool = True) -> Demand:
    """Units of a variant that an order wants."""
    return Demand(variant_id, variant_id, quantity, tracks_stock=tracks_stock, sells_when_out=sells_when_out)


def assert_ledger_agrees(*sites: Site) -> None:
    """Every level is the sum of its movements, and what it has of batches of those that name them."""
    for site in sites:
        assert queries.check_ledger(site) == []
        assert queries.check_batches(site) == []


def available(site: Site, variant_ids: Iterable[UUID]) -> list[int]:
    """Units of each variant that can be sold, in the order asked."""
    wanted = list(variant_ids)
    found = queries.availability(site, wanted)
    return [found[key] for key in wanted]


def a_stocked_product(site: Site, units: int = 10, **fields: Any) -> Any:
    """The only variant of a new product of which so many units are on hand; `fields` as in `catalog.testing.a_product`."""
    variant = a_variant(site, **fields)
    if units:
        stocked(site, {variant.pk: units})
    return variant


def a_group(site: Site) -> UUID:
    """The key of a change of two levels that can be taken back as one."""
    place = actions.default_location(site)
    wishes = [Wish(a_variant(site, name).pk, place, 5) for name in ("A plate", "A jug")]
    why = actions.Why("adjustment", "Found", code="correction")
    return actions.adjust_many(site=site, wishes=wishes, why=why, by=STAFF, now=NOW).id


def keeping_batches(site: Site, **settings: Any) -> Site:
    """The site with batches turned on; `settings` as in `rules.batches.BatchSettings`."""
    site.settings = {**site.settings, "batches": {"is_on": True, **settings}}
    site.save()
    return site


def came(site: Site, variant_id: UUID, units: int, number: str = "", expires_on: date | None = None) -> None:
    """Units came in at the default location, of a batch where one is named."""
    batch = actions.BatchName(number, expires_on) if number else None
    delivery = actions.Adjustment(variant_id, units, batch=batch)
    actions.receive(site=site, deliveries=[delivery], by=STAFF, now=NOW)


def a_batch(site: Site, units: int = 5, number: str = "L-2044", expires_on: date | None = None) -> Batch:
    """Units of a new product's variant, all of one batch."""
    variant = a_variant(site, "Tea from Assam")
    came(keeping_batches(site), variant.pk, units, number, expires_on or NOW.date() + timedelta(days=400))
    return Batch.objects.of(site).get(variant=variant, number=number)


API_PARTS = {
    "batch_id": lambda site: a_batch(site).pk,
    "location_id": lambda site: a_location(site, "Shelf by the door").pk,
    "group_id": a_group,
    "hold_id": lambda site: a_hold(site).pk,
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""


def _the_shelf(site: Site) -> Location:
    """A location that is made once on each site."""
    name = "Top shelf"
    return next((one for one in queries.locations(site) if one.name == name), None) or a_location(site, name)


def a_movement(site: Site) -> Any:
    """The newest change by hand of what is on hand of a new product's variant."""
    variant = a_stocked_product(site)
    return queries.history(site, queries.HistoryFilter(variant_id=variant.pk), limit=1).movements[0]


def a_sheet(site: Site) -> UUID:
    """The key of a file with stock that was uploaded and not posted."""
    key = new_id()
    media.write(f"{site.pk}/imports/stock-{key}", b"SKU,Quantity\r\nNONE,1\r\n")
    return key


def a_hold(site: Site) -> Any:
    """Two units of a new product's variant, kept by staff until tomorrow."""
    variant, now = a_stocked_product(site), utc_now()
    wanted = actions.Hold(variant.pk, actions.default_location(site), 2, now + timedelta(days=1), "For Mrs Murray")
    return actions.hold(site=site, hold=wanted, by=STAFF, now=now)


DASHBOARD_PARTS = {
    "batch_id": lambda site: a_batch(site).pk,
    "hold_id": lambda site: a_hold(site).pk,
    "group_id": a_group,
    "sheet_id": a_sheet,
    "variant_id": lambda site: a_variant(site, "A bowl of oak").pk,
    "location_id": lambda site: _the_shelf(site).pk,
    "movement_id": lambda site: a_movement(site).pk,
}
"""What names a record of this part in addresses of the dashboard, for the test that walks them all."""
