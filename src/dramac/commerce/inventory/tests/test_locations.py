"""Places that hold stock."""

from __future__ import annotations

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Location
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, stocked
from dramac.tenancy.models import AuditEntry, Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def close(site: Site, location: Location) -> Location:
    return actions.close_location(site=site, location_id=location.pk, by=STAFF, now=NOW)


def test_a_site_has_a_default_location_as_soon_as_it_is_asked_for() -> None:
    site = a_site(name="Cobbler")
    assert actions.default_location(site) == actions.default_location(site)
    assert [place.name for place in queries.locations(site)] == ["Cobbler"]


def test_the_first_location_is_the_default_until_another_is_chosen() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    assert (shop.is_default, barn.is_default) == (True, False)
    actions.make_default(site=site, location_id=barn.pk, by=STAFF, now=NOW)
    assert [place.name for place in queries.locations(site)] == ["Barn", "Shop"]
    assert Location.objects.filter(is_default=True).count() == 1


def test_a_location_that_holds_stock_or_is_the_default_stays_open() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site)
    stocked(site, {mug.pk: 1}, location=barn)
    with pytest.raises(actions.LocationRefused) as default:
        close(site, shop)
    with pytest.raises(actions.LocationRefused) as full:
        close(site, barn)
    assert (default.value.code, full.value.code) == ("location_is_default", "location_holds_stock")
    stocked(site, {mug.pk: 0}, location=barn)
    assert not close(site, barn).is_active
    with pytest.raises(actions.LocationRefused):
        actions.make_default(site=site, location_id=barn.pk, by=STAFF, now=NOW)
    assert actions.reopen_location(site=site, location_id=barn.pk, by=STAFF, now=NOW).is_active


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "Shop"])
def test_a_location_needs_a_name_of_its_own(name: str) -> None:
    site = a_site()
    a_location(site, "Shop")
    with pytest.raises(actions.LocationRefused) as refused:
        a_location(site, name)
    assert refused.value.field == "name"


def test_another_sites_location_cannot_be_edited() -> None:
    here, there = a_site(), a_site()
    theirs = a_location(there)
    details = actions.LocationDetails("Mine now")
    with pytest.raises(actions.LocationRefused):
        actions.edit_location(site=here, location_id=theirs.pk, details=details, by=STAFF, now=NOW)


def test_changes_of_locations_are_on_the_audit_trail() -> None:
    site = a_site()
    shop = a_location(site, "Shop")
    actions.edit_location(
        site=site, location_id=shop.pk, details=actions.LocationDetails("High Street"), by=STAFF, now=NOW
    )
    trail = list(AuditEntry.objects.of(site).order_by("id").values_list("action", "actor", "details"))
    assert trail == [
        ("inventory.location_added", "Ann Staff", {"name": "Shop"}),
        ("inventory.location_edited", "Ann Staff", {"name": "High Street"}),
    ]
