"""Ways to pay: offered, changed, put in order, no longer offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.payments.models import Payment, PaymentMethod
from dramac.commerce.payments.registry import providers
from dramac.kit.refusal import Refused
from dramac.kit.text import clean, one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_METHODS = 50
LONGEST_WAIT_HOURS = 24 * 365


class MethodRefused(Refused):
    """The method cannot be kept as it was given; `field` names what should be changed."""

    code = "payment_method_refused"


class UnknownMethod(Refused):
    """The site has no such method."""

    code = "unknown_payment_method"

    def __init__(self) -> None:
        super().__init__(_("There is no such payment method."))


@dataclass(frozen=True, slots=True)
class MethodDetails:
    """A way to pay as a merchant gives it. `settings` are the provider's own fields."""

    provider: str
    name: str
    instructions: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    expires_after_hours: int | None = None
    is_active: bool = True


@transaction.atomic
def add_method(*, site: Site, details: MethodDetails, by: Actor, now: datetime) -> PaymentMethod:
    """Offer a way to pay, last in order. Raises MethodRefused."""
    count = PaymentMethod.objects.of(site).count()
    if count >= MOST_METHODS:
        raise MethodRefused(_("Remove a payment method before you add another."), code="too_many_methods")
    return _write(PaymentMethod(site=site, position=count), details, "payments.method_added", by, now)


@transaction.atomic
def edit_method(*, site: Site, method_id: UUID, details: MethodDetails, by: Actor, now: datetime) -> PaymentMethod:
    """Offer a way to pay differently from now on; its provider stays. Raises UnknownMethod, MethodRefused."""
    row = _locked(site, method_id)
    if details.provider != row.provider:
        raise MethodRefused(_("Add another method for another provider."), field="provider")
    return _write(row, details, "payments.method_edited", by, now)


@transaction.atomic
def remove_method(*, site: Site, method_id: UUID, by: Actor, now: datetime) -> None:
    """Offer it no more; one that orders were paid with is kept, switched off. Raises UnknownMethod."""
    row = _locked(site, method_id)
    if Payment.objects.of(site).filter(method=row).exists():
        row.is_active = False
        row.save(update_fields=["is_active"])
    else:
        row.delete()
    told = {"name": row.name}
    audit.write(
        site, by=by, action="payments.method_removed", subject=f"payment_method:{method_id}", now=now, details=told
    )


@transaction.atomic
def order_methods(*, site: Site, method_ids: Sequence[UUID], by: Actor, now: datetime) -> None:
    """Show the methods in this order; those not named follow as they were. Raises UnknownMethod."""
    known = {row.pk: row for row in PaymentMethod.objects.of(site).select_for_update().order_by("position", "id")}
    if not set(method_ids) <= known.keys():
        raise UnknownMethod
    for position, key in enumerate(dict.fromkeys([*method_ids, *known])):
        known[key].position = position
    PaymentMethod.objects.bulk_update(known.values(), ["position"])
    audit.write(site, by=by, action="payments.methods_ordered", subject="payment_methods", now=now)


def _write(row: PaymentMethod, details: MethodDetails, action: str, by: Actor, now: datetime) -> PaymentMethod:
    name, instructions = one_line(details.name), clean(details.instructions)
    if not name or len(name) > 120:
        raise MethodRefused(_("Give the method a name of at most 120 characters."), field="name")
    if len(instructions) > 2000:
        raise MethodRefused(_("Keep the instructions below 2,000 characters."), field="instructions")
    hours = details.expires_after_hours
    if hours is not None and (type(hours) is not int or not 1 <= hours <= LONGEST_WAIT_HOURS):
        raise MethodRefused(_("Give a number of hours from 1 to 8,760."), field="expires_after_hours")
    row.settings = _settings(details)
    row.provider, row.name, row.instructions = details.provider, name, instructions
    row.expires_after_hours, row.is_active = hours, details.is_active
    row.save()
    subject, told = f"payment_method:{row.pk}", {"name": row.name, "provider": row.provider}
    audit.write(row.site, by=by, action=action, subject=subject, now=now, details=told)
    return row


def _settings(details: MethodDetails) -> dict[str, str]:
    provider = providers().get(details.provider)
    if provider is None:
        raise MethodRefused(_("Choose a provider from the list."), field="provider")
    kept: dict[str, str] = {}
    for item in provider.setting_fields():
        value = one_line(str(details.settings.get(item.name) or ""))
        if item.is_required and not value:
            raise MethodRefused(_("Fill this in."), field=item.name, code="required")
        if len(value) > item.longest:
            raise MethodRefused(_("This is too long."), field=item.name, code="too_long")
        kept[item.name] = value
    for name, sentence in provider.check_settings(kept).items():
        raise MethodRefused(sentence, field=name)
    return kept


def _locked(site: Site, method_id: UUID) -> PaymentMethod:
    found = PaymentMethod.objects.of(site).select_for_update().filter(pk=method_id).first()
    if found is None:
        raise UnknownMethod
    return found
