"""Places that hold stock: opened, renamed, made the default, closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers.rules import clean_address
from dramac.commerce.inventory.events import StockMoved
from dramac.commerce.inventory.models import Location, StockLevel
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.statements import batches
from dramac.kit.text import one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

KEYS_IN_A_FACT = 1000


class LocationRefused(Refused):
    """The location cannot be what was asked for."""

    code = "location_refused"


@dataclass(frozen=True, slots=True)
class LocationDetails:
    """What a merchant says of a location; `address` holds the fields of an address form."""

    name: str
    code: str = ""
    address: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_location(*, site: Site, details: LocationDetails, by: Actor, now: datetime) -> Location:
    """Open a place that holds stock; the first one of a site is its default. Raises LocationRefused."""
    _check(site, details, None)
    is_first = not Location.objects.of(site).filter(is_default=True).exists()
    location = Location.objects.create(
        site=site,
        name=one_line(details.name),
        code=one_line(details.code),
        address=_address(details),
        is_default=is_first,
        created_at=now,
    )
    _record(location, "inventory.location_added", by, now)
    return location


@transaction.atomic
def edit_location(*, site: Site, location_id: UUID, details: LocationDetails, by: Actor, now: datetime) -> Location:
    """Change what is said of a location. Raises LocationRefused."""
    location = _locked(site, location_id)
    _check(site, details, location_id)
    location.name, location.code = one_line(details.name), one_line(details.code)
    location.address = _address(details)
    location.save(update_fields=["name", "code", "address"])
    _record(location, "inventory.location_edited", by, now)
    return location


@transaction.atomic
def make_default(*, site: Site, location_id: UUID, by: Actor, now: datetime) -> Location:
    """Orders are filled from this location first. Raises LocationRefused when it is closed."""
    location = _locked(site, location_id)
    if not location.is_active:
        raise LocationRefused(_("A closed location cannot be the default."), code="location_closed")
    Location.objects.of(site).filter(is_default=True).update(is_default=False)
    location.is_default = True
    location.save(update_fields=["is_default"])
    _record(location, "inventory.location_made_default", by, now)
    return location


@transaction.atomic
def close_location(*, site: Site, location_id: UUID, by: Actor, now: datetime) -> Location:
    """Nothing is sold from this location any more. Raises LocationRefused while it is the default or holds stock."""
    location = _locked(site, location_id)
    if location.is_default:
        raise LocationRefused(_("Make another location the default first."), code="location_is_default")
    holds = ~Q(on_hand=0) | ~Q(committed=0) | ~Q(incoming=0)
    if StockLevel.objects.of(site).filter(holds, location=location).exists():
        raise LocationRefused(_("Move its stock to another location first."), code="location_holds_stock")
    location.is_active = False
    location.save(update_fields=["is_active"])
    _record(location, "inventory.location_closed", by, now)
    _tell_levels(location, now)
    return location


@transaction.atomic
def reopen_location(*, site: Site, location_id: UUID, by: Actor, now: datetime) -> Location:
    """A closed location holds stock for sale again. Raises LocationRefused for a location of another site."""
    location = _locked(site, location_id)
    location.is_active = True
    location.save(update_fields=["is_active"])
    _record(location, "inventory.location_reopened", by, now)
    _tell_levels(location, now)
    return location


def _tell_levels(location: Location, now: datetime) -> None:
    """What can be sold of every variant there is no longer what it was."""
    site = location.site_id
    keys = StockLevel.objects.of(site).filter(location=location).order_by("variant_id")
    pairs = keys.values_list("variant_id", "location_id").iterator(chunk_size=KEYS_IN_A_FACT)
    publish(*(StockMoved(site_id=site, occurred_at=now, keys=tuple(part)) for part in batches(pairs, KEYS_IN_A_FACT)))


def _locked(site: Site, location_id: UUID) -> Location:
    found = Location.objects.of(site).select_for_update().filter(pk=location_id).first()
    if found is None:
        raise LocationRefused(_("There is no such location."), code="unknown_location")
    return found


def _check(site: Site, details: LocationDetails, own: UUID | None) -> None:
    name = one_line(details.name)
    if not name or len(name) > 120:
        raise LocationRefused(_("Give the location a name of at most 120 characters."), field="name")
    if len(one_line(details.code)) > 40:
        raise LocationRefused(_("Give a code of at most 40 characters."), field="code")
    others = Location.objects.of(site).filter(name=name)
    if (others.exclude(pk=own) if own else others).exists():
        raise LocationRefused(_("Another location has this name."), field="name", code="name_taken")


def _address(details: LocationDetails) -> dict[str, str]:
    return {name: value[:200] for name, value in clean_address(details.address).items() if value}


def _record(location: Location, action: str, by: Actor, now: datetime) -> None:
    details = {"name": location.name}
    audit.write(location.site, by=by, action=action, subject=f"location:{location.pk}", now=now, details=details)
