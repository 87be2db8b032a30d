"""Shipping methods: offered, changed, put in order, no longer offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.shipping.models import ShippingMethod
from dramac.commerce.shipping.rules import ShippingKind, WeightBand
from dramac.kit.money import LARGEST_AMOUNT, Minor
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_METHODS = 200
HEAVIEST_G = 1_000_000_000


class MethodRefused(Refused):
    """The method cannot be kept as it was given; `field` names what should be changed."""

    code = "shipping_method_refused"


class UnknownMethod(Refused):
    """The site has no such method."""

    code = "unknown_shipping_method"

    def __init__(self) -> None:
        super().__init__(_("There is no such shipping method."))


@dataclass(frozen=True, slots=True)
class MethodDetails:
    """A method as a merchant gives it: minor units of the site's currency, grams, days. See `rules.ShippingRate`."""

    name: str
    kind: ShippingKind
    amount: Minor = 0
    description: str = ""
    free_over: Minor | None = None
    bands: tuple[WeightBand, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    min_subtotal: Minor | None = None
    max_subtotal: Minor | None = None
    min_weight_g: int | None = None
    max_weight_g: int | None = None
    tax_class: str = "standard"
    min_days: int | None = None
    max_days: int | None = None
    is_active: bool = True


@transaction.atomic
def add_method(*, site: Site, details: MethodDetails, by: Actor, now: datetime) -> ShippingMethod:
    """Offer a way of delivery, last in order. Raises MethodRefused."""
    count = ShippingMethod.objects.of(site).count()
    if count >= MOST_METHODS:
        raise MethodRefused(_("Remove a shipping method before you add another."), code="too_many_methods")
    return _write(ShippingMethod(site=site, position=count), details, "shipping.method_added", by, now)


@transaction.atomic
def edit_method(*, site: Site, method_id: UUID, details: MethodDetails, by: Actor, now: datetime) -> ShippingMethod:
    """Offer a way of delivery differently from now on. Raises UnknownMethod, MethodRefused."""
    return _write(_locked(site, method_id), details, "shipping.method_edited", by, now)


@transaction.atomic
def remove_method(*, site: Site, method_id: UUID, by: Actor, now: datetime) -> None:
    """Offer it no more; orders keep its name. Raises UnknownMethod."""
    found = _locked(site, method_id)
    told = {"name": found.name}
    found.delete()
    audit.write(
        site, by=by, action="shipping.method_removed", subject=f"shipping_method:{method_id}", now=now, details=told
    )


@transaction.atomic
def order_methods(*, site: Site, method_ids: Sequence[UUID], by: Actor, now: datetime) -> None:
    """Show the methods in this order; those not named follow as they were. Raises UnknownMethod."""
    known = {row.pk: row for row in ShippingMethod.objects.of(site).select_for_update().order_by("position", "id")}
    if not set(method_ids) <= known.keys():
        raise UnknownMethod
    for position, key in enumerate(dict.fromkeys([*method_ids, *known])):
        known[key].position = position
    ShippingMethod.objects.bulk_update(known.values(), ["position"])
    audit.write(site, by=by, action="shipping.methods_ordered", subject="shipping_methods", now=now)


def _write(row: ShippingMethod, details: MethodDetails, action: str, by: Actor, now: datetime) -> ShippingMethod:
    checked = _checked(details)
    for name in MethodDetails.__slots__:
        value = getattr(checked, name)
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    row.bands = [{"up_to_g": band.up_to_g, "amount": band.amount} for band in checked.bands]
    row.save()
    subject = f"shipping_method:{row.pk}"
    audit.write(row.site, by=by, action=action, subject=subject, now=now, details={"name": row.name})
    return row


def _checked(details: MethodDetails) -> MethodDetails:
    name, description = one_line(details.name), one_line(details.description)
    if not name or len(name) > 120:
        raise MethodRefused(_("Give the method a name of at most 120 characters."), field="name")
    if len(description) > 300:
        raise MethodRefused(_("Keep the description below 300 characters."), field="description")
    if details.kind is ShippingKind.FREE_OVER and details.free_over is None:
        raise MethodRefused(_("Say from which amount delivery is free."), field="free_over")
    _check_amounts(details)
    _check_ranges(details)
    _check_bands(details)
    _check_places(details)
    return replace(details, name=name, description=description)


def _check_amounts(details: MethodDetails) -> None:
    for field in ("amount", "free_over", "min_subtotal", "max_subtotal"):
        value = getattr(details, field)
        if value is not None and (type(value) is not int or not 0 <= value <= LARGEST_AMOUNT):
            raise MethodRefused(_("Give an amount of zero or more."), field=field)


def _check_ranges(details: MethodDetails) -> None:
    limits = {"weight_g": HEAVIEST_G, "days": 365}
    for field, most in limits.items():
        for end in ("min", "max"):
            value = getattr(details, f"{end}_{field}")
            if value is not None and (type(value) is not int or not 0 <= value <= most):
                raise MethodRefused(_("Give a whole number that is not too large."), field=f"{end}_{field}")
    for field in ("subtotal", "weight_g", "days"):
        least, most_of = getattr(details, f"min_{field}"), getattr(details, f"max_{field}")
        if least is not None and most_of is not None and least > most_of:
            raise MethodRefused(_("The least is more than the most."), field=f"min_{field}")


def _check_bands(details: MethodDetails) -> None:
    if details.kind is not ShippingKind.BY_WEIGHT:
        return
    weights = [HEAVIEST_G + 1 if band.up_to_g is None else band.up_to_g for band in details.bands]
    if not weights or len(weights) > 50:
        raise MethodRefused(_("Give between 1 and 50 weights with their prices."), field="bands")
    if weights != sorted(set(weights)) or weights[0] < 1:
        raise MethodRefused(_("Give each weight once, the lightest first."), field="bands")
    if any(type(band.amount) is not int or not 0 <= band.amount <= LARGEST_AMOUNT for band in details.bands):
        raise MethodRefused(_("Give an amount of zero or more."), field="bands")


def _check_places(details: MethodDetails) -> None:
    if any(len(code) != 2 or not code.isascii() or not code.isupper() for code in details.countries):
        raise MethodRefused(_("Choose countries from the list."), field="countries")
    if any(len(code) > 120 or code[2:3] != "-" or not code.isprintable() for code in details.regions):
        raise MethodRefused(_("Choose regions from the list."), field="regions")


def _locked(site: Site, method_id: UUID) -> ShippingMethod:
    found = ShippingMethod.objects.of(site).select_for_update().filter(pk=method_id).first()
    if found is None:
        raise UnknownMethod
    return found
