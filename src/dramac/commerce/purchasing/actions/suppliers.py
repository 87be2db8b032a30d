"""Suppliers and what they sell to us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.customers.rules import is_email
from dramac.commerce.purchasing.events import SupplierChanged
from dramac.commerce.purchasing.models import PurchaseOrder, Supplier, SupplierItem
from dramac.commerce.purchasing.rules import MOST_UNITS
from dramac.kit.money import LARGEST_AMOUNT, Minor, UnknownCurrency, exponent
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

LONGEST_LEAD = 365


class SupplierRefused(Refused):
    """The supplier, or what they sell, cannot be what was asked for."""

    code = "supplier_refused"


@dataclass(frozen=True, slots=True)
class SupplierDetails:
    """What is said of a supplier. Amounts in minor units of `currency`; empty for the site's."""

    name: str
    contact: str = ""
    email: str = ""
    phone: str = ""
    currency: str = ""
    address: Mapping[str, str] = field(default_factory=dict)
    lead_time_days: int | None = None
    minimum_order: Minor | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """How a supplier sells a variant; the cost in minor units of the supplier's currency, None where it is not known."""

    supplier_sku: str = ""
    unit_cost: Minor | None = None
    minimum_lot: int = 1
    pack_size: int = 1
    lead_time_days: int | None = None
    is_preferred: bool = False


@transaction.atomic
def add_supplier(*, site: Site, details: SupplierDetails, by: Actor, now: datetime) -> Supplier:
    """Write down someone who sells to the shop. Raises SupplierRefused."""
    row = Supplier(site=site, created_at=now)
    return _keep(row, _checked(site, details, None), "purchasing.supplier_added", by, now)


@transaction.atomic
def edit_supplier(*, site: Site, supplier_id: UUID, details: SupplierDetails, by: Actor, now: datetime) -> Supplier:
    """Change what is said of a supplier. Raises SupplierRefused: for another currency while orders are in the old one, too."""
    row = _locked(site, supplier_id)
    told = _checked(site, details, row.pk)
    if told.currency != row.currency and PurchaseOrder.objects.of(site).filter(supplier_id=row.pk).exists():
        words = _("There are purchase orders in %(currency)s. Add another supplier for the other currency.")
        raise SupplierRefused(words % {"currency": row.currency}, field="currency", code="currency_in_use")
    return _keep(row, told, "purchasing.supplier_edited", by, now)


@transaction.atomic
def close_supplier(*, site: Site, supplier_id: UUID, by: Actor, now: datetime) -> Supplier:
    """Buy nothing more from a supplier; their orders stay. Safe to repeat."""
    return _switch(site, supplier_id, is_active=False, by=by, now=now)


@transaction.atomic
def reopen_supplier(*, site: Site, supplier_id: UUID, by: Actor, now: datetime) -> Supplier:
    """Buy from a supplier again. Safe to repeat."""
    return _switch(site, supplier_id, is_active=True, by=by, now=now)


@transaction.atomic
def put_item(*, site: Site, supplier_id: UUID, variant_id: UUID, details: ItemDetails, now: datetime) -> SupplierItem:
    """Say how a supplier sells a variant. The first supplier of a variant is preferred. Raises SupplierRefused."""
    _locked(site, supplier_id)
    if catalog.variant_by_id(site, variant_id) is None:
        raise SupplierRefused(_("There is no such variant."), field="variant", code="no_such_variant")
    _check_item(details)
    others = SupplierItem.objects.of(site).filter(variant_id=variant_id).exclude(supplier_id=supplier_id)
    preferred = details.is_preferred or not others.filter(is_preferred=True).exists()
    if preferred:
        others.filter(is_preferred=True).update(is_preferred=False, updated_at=now)
    told: dict[str, Any] = {
        **asdict(details),
        "is_preferred": preferred,
        "supplier_sku": one_line(details.supplier_sku)[:120],
    }
    item, _made = SupplierItem.objects.update_or_create(
        site=site, supplier_id=supplier_id, variant_id=variant_id, defaults={**told, "updated_at": now}
    )
    publish(SupplierChanged(site_id=site.pk, occurred_at=now, supplier_id=supplier_id))
    return item


@transaction.atomic
def remove_item(*, site: Site, supplier_id: UUID, variant_id: UUID, now: datetime) -> None:
    """Forget that a supplier sells a variant; another supplier of it becomes the preferred one. Safe to repeat."""
    _locked(site, supplier_id)
    mine = SupplierItem.objects.of(site).filter(variant_id=variant_id)
    mine.filter(supplier_id=supplier_id).delete()
    if not mine.filter(is_preferred=True).exists() and (next_one := mine.order_by("id").first()):
        mine.filter(pk=next_one.pk).update(is_preferred=True)
    publish(SupplierChanged(site_id=site.pk, occurred_at=now, supplier_id=supplier_id))


def _keep(row: Supplier, told: SupplierDetails, action: str, by: Actor, now: datetime) -> Supplier:
    for name, value in asdict(told).items():
        setattr(row, name, value)
    row.updated_at = now
    row.save()
    audit.write(row.site, by=by, action=action, subject=f"supplier:{row.pk}", now=now, details={"name": row.name})
    publish(SupplierChanged(site_id=row.site_id, occurred_at=now, supplier_id=row.pk))
    return row


def _switch(site: Site, supplier_id: UUID, *, is_active: bool, by: Actor, now: datetime) -> Supplier:
    row = _locked(site, supplier_id)
    row.is_active, row.updated_at = is_active, now
    row.save(update_fields=["is_active", "updated_at"])
    action = "purchasing.supplier_reopened" if is_active else "purchasing.supplier_closed"
    audit.write(site, by=by, action=action, subject=f"supplier:{row.pk}", now=now, details={"name": row.name})
    publish(SupplierChanged(site_id=site.pk, occurred_at=now, supplier_id=row.pk))
    return row


def _locked(site: Site, supplier_id: UUID) -> Supplier:
    row = Supplier.objects.of(site).select_for_update().filter(pk=supplier_id).first()
    if row is None:
        raise SupplierRefused(_("There is no such supplier."), code="unknown_supplier")
    row.site = site
    return row


def _checked(site: Site, details: SupplierDetails, own: UUID | None) -> SupplierDetails:
    name, currency = one_line(details.name)[:120], (details.currency or site.currency).upper()
    if not name:
        raise SupplierRefused(_("Give a name."), field="name", code="no_name")
    namesakes = Supplier.objects.of(site).filter(name=name)
    if (namesakes.exclude(pk=own) if own else namesakes).exists():
        raise SupplierRefused(_("There is a supplier of this name already."), field="name", code="name_taken")
    if details.email and not is_email(details.email):
        raise SupplierRefused(_("Give an e-mail address such as ann@example.com."), field="email", code="bad_email")
    try:
        exponent(currency)
    except UnknownCurrency:
        words = _("Give the three letters of a currency, such as EUR.")
        raise SupplierRefused(words, field="currency", code="bad_currency") from None
    _check_lead(details.lead_time_days)
    if not 0 <= (details.minimum_order or 0) <= LARGEST_AMOUNT:
        raise SupplierRefused(_("An amount is zero or more."), field="minimum_order", code="bad_amount")
    return SupplierDetails(
        name=name,
        contact=one_line(details.contact)[:120],
        email=details.email.strip(),
        phone=one_line(details.phone)[:40],
        currency=currency,
        address={key: one_line(value)[:200] for key, value in details.address.items() if value},
        lead_time_days=details.lead_time_days,
        minimum_order=details.minimum_order,
        notes=details.notes.strip()[:2000],
    )


def _check_lead(days: int | None) -> None:
    if not 0 <= (days or 0) <= LONGEST_LEAD:
        raise SupplierRefused(_("A lead time is at most 365 days."), field="lead_time_days", code="bad_lead_time")


def _check_item(details: ItemDetails) -> None:
    _check_lead(details.lead_time_days)
    for name in ("minimum_lot", "pack_size"):
        if not 1 <= getattr(details, name) <= MOST_UNITS:
            raise SupplierRefused(_("Give a number of units from 1 to 1,000,000."), field=name, code="bad_units")
    if not 0 <= (details.unit_cost or 0) <= LARGEST_AMOUNT // MOST_UNITS:
        raise SupplierRefused(_("This cost is too large."), field="unit_cost", code="bad_amount")
