"""Tax rates: written down, changed, removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.tax.models import TaxClass, TaxRate
from dramac.commerce.tax.rules import STANDARD
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_PLACES = 500


class RateRefused(Refused):
    """The rate cannot be kept as it was given; `field` names what should be changed."""

    code = "tax_rate_refused"


class UnknownRate(Refused):
    """The site has no such rate."""

    code = "unknown_tax_rate"

    def __init__(self) -> None:
        super().__init__(_("There is no such tax rate."))


@dataclass(frozen=True, slots=True)
class RateDetails:
    """A rate as a merchant gives it, in per cent. See `rules.TaxRate` for what the parts mean."""

    name: str
    rate: Decimal
    country: str
    region: str = ""
    tax_class: str = STANDARD
    applies_to_shipping: bool = True
    priority: int = 1
    is_compound: bool = False
    is_active: bool = True
    postcodes: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


@transaction.atomic
def add_rate(*, site: Site, details: RateDetails, by: Actor, now: datetime) -> TaxRate:
    """Charge this rate from now on. Orders that were placed keep their taxes. Raises RateRefused."""
    row = TaxRate(site=site)
    return _write(row, details, "tax.rate_added", by, now)


@transaction.atomic
def edit_rate(*, site: Site, rate_id: UUID, details: RateDetails, by: Actor, now: datetime) -> TaxRate:
    """Charge this rate differently from now on. Raises UnknownRate, RateRefused."""
    return _write(_locked(site, rate_id), details, "tax.rate_edited", by, now)


@transaction.atomic
def remove_rate(*, site: Site, rate_id: UUID, by: Actor, now: datetime) -> None:
    """Charge this rate no more; orders that were placed keep their taxes. Raises UnknownRate."""
    row = _locked(site, rate_id)
    subject, told = f"tax_rate:{row.pk}", {"name": row.name, "rate": str(row.rate)}
    row.delete()
    audit.write(site, by=by, action="tax.rate_removed", subject=subject, now=now, details=told)


def _write(row: TaxRate, details: RateDetails, action: str, by: Actor, now: datetime) -> TaxRate:
    for name, value in asdict(_checked(row.site, details)).items():
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    alike = TaxRate.objects.of(row.site).filter(
        country=row.country, region=row.region, tax_class=row.tax_class, priority=row.priority, name=row.name
    )
    if alike.exclude(pk=row.pk).exists():
        raise RateRefused(_("There is a rate of this name for this place already."), field="name", code="rate_taken")
    row.save()
    told = {"name": row.name, "rate": str(row.rate), "country": row.country, "region": row.region}
    audit.write(row.site, by=by, action=action, subject=f"tax_rate:{row.pk}", now=now, details=told)
    return row


def _checked(site: Site, details: RateDetails) -> RateDetails:
    name, country = one_line(details.name), details.country.strip().upper()
    if not name or len(name) > 120:
        raise RateRefused(_("Give the rate a name of at most 120 characters, such as VAT."), field="name")
    exponent = details.rate.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -4 or not 0 <= details.rate <= 100:
        raise RateRefused(_("Give a rate from 0 to 100 per cent, with at most four decimals."), field="rate")
    if country and not (len(country) == 2 and country.isalpha() and country.isascii()):
        raise RateRefused(_("Choose a country from the list."), field="country")
    if not 1 <= details.priority <= 100:
        raise RateRefused(_("Give a priority from 1 to 100."), field="priority")
    if len(details.region) > 120 or (details.region and not country):
        raise RateRefused(_("Choose a region of the country you chose."), field="region")
    if details.tax_class != STANDARD and not TaxClass.objects.of(site).filter(key=details.tax_class).exists():
        raise RateRefused(_("Choose a tax class from the list."), field="tax_class")
    return RateDetails(
        name,
        details.rate,
        country,
        one_line(details.region),
        details.tax_class,
        details.applies_to_shipping,
        details.priority,
        details.is_compound,
        details.is_active,
        _places(details.postcodes, "postcodes"),
        _places(details.cities, "cities"),
    )


def _places(names: Iterable[str], field: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name for text in names if (name := one_line(text))))
    if len(found) > MOST_PLACES or any(len(name) > 120 for name in found):
        raise RateRefused(_("Give at most 500 places, each below 120 characters."), field=field)
    return found


def _locked(site: Site, rate_id: UUID) -> TaxRate:
    found = TaxRate.objects.of(site).select_for_update().filter(pk=rate_id).first()
    if found is None:
        raise UnknownRate
    return found
