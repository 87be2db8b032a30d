"""Everything that other modules may ask about payments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dramac.commerce.payments.models import Payment, PaymentEntry, PaymentMethod
from dramac.commerce.payments.registry import UnknownProvider, provider
from dramac.commerce.payments.rules import Standing
from dramac.kit import sql
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

_OFFERED = """
SELECT id, provider, name, instructions, settings, expires_after_hours
FROM mod_ecommod01_payment_methods WHERE site_id = %s AND is_active ORDER BY position, id
"""


@dataclass(frozen=True, slots=True)
class PaymentOffer:
    """A way to pay that a shopper can choose."""

    id: UUID
    provider: str
    name: str
    instructions: str
    settings: dict[str, Any]
    expires_after_hours: int | None


def offers(site: Site) -> list[PaymentOffer]:
    """The ways to pay that a site offers, in its order; those whose provider is gone are left out. One statement."""
    found = [
        PaymentOffer(key_out(row[0]), row[1], row[2], row[3], sql.as_json(row[4]), row[5])
        for row in sql.rows(_OFFERED, [site.pk])
    ]
    return [offer for offer in found if _is_known(offer.provider)]


def methods(site: Site) -> list[PaymentMethod]:
    """Every method of a site in its own order, for its settings page. One statement."""
    return list(PaymentMethod.objects.of(site).order_by("position", "id"))


def method(site: Site, method_id: UUID) -> PaymentMethod | None:
    """The method with this key. One statement."""
    return PaymentMethod.objects.of(site).filter(pk=method_id).first()


def details(method: PaymentMethod | PaymentOffer | None) -> list[tuple[object, str]]:
    """What a shopper needs to know in order to pay by a method, as labels and values. No statement."""
    if method is None or not _is_known(method.provider):
        return []
    return provider(method.provider).details(method.settings)


def payment(site: Site, payment_id: UUID) -> Payment | None:
    """The payment with this key, with its method. One statement."""
    return Payment.objects.of(site).select_related("method").filter(pk=payment_id).first()


def standing(payment: Payment) -> Standing:
    """How a payment stands. No statement."""
    return Standing(payment.amount, payment.authorized, payment.captured, payment.refunded, payment.currency)


def ledger(site: Site, payment_id: UUID) -> list[PaymentEntry]:
    """The entries of a payment, oldest first. One statement."""
    return list(PaymentEntry.objects.of(site).filter(payment_id=payment_id).order_by("created_at", "id"))


def is_done(site: Site, operation_id: UUID) -> bool:
    """Whether an operation was written down before. One statement."""
    return PaymentEntry.objects.of(site).filter(operation_id=operation_id).exists()


def disagreements(site: Site) -> list[UUID]:
    """Payments whose sums are not those of their ledger; none in a healthy shop. One statement."""
    return [key_out(row[0]) for row in sql.rows(_DISAGREEING, [site.pk])]


_DISAGREEING = """
SELECT p.id FROM mod_ecommod01_payments p
LEFT JOIN mod_ecommod01_payment_entries e ON e.site_id = p.site_id AND e.payment_id = p.id AND e.status = 'done'
WHERE p.site_id = %s
GROUP BY p.id, p.authorized, p.captured, p.refunded
HAVING p.authorized <> COALESCE(SUM(CASE e.kind WHEN 'authorize' THEN e.amount WHEN 'void' THEN -e.amount END), 0)
    OR p.captured <> COALESCE(SUM(CASE WHEN e.kind = 'capture' THEN e.amount END), 0)
    OR p.refunded <> COALESCE(SUM(CASE WHEN e.kind = 'refund' THEN e.amount END), 0)
"""


def _is_known(key: str) -> bool:
    try:
        provider(key)
    except UnknownProvider:
        return False
    return True
