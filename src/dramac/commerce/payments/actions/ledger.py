"""The one writer of the payment ledger: an entry, and the sums it moves, in one conditional statement each.

Nothing is changed or deleted: money given back is an entry of its own. An operation that is asked for twice under one id
is written once, whoever asks and however often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.payments.models import Payment, PaymentEntry
from dramac.commerce.payments.rules import Kind, PaymentFault, Shift, Standing, fault_of, most, shift_of
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.money import LARGEST_AMOUNT, Minor
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

_OPEN = """
INSERT INTO mod_ecommod01_payments (site_id, id, method_id, provider, currency, amount, authorized, captured, refunded,
  created_at)
VALUES (%s, %s, %s, %s, %s, %s, 0, 0, 0, %s)
"""
_MOVE = """
UPDATE mod_ecommod01_payments
SET authorized = authorized + %s, captured = captured + %s, refunded = refunded + %s
WHERE site_id = %s AND id = %s
  AND authorized + %s <= amount AND captured + %s <= authorized + %s AND refunded + %s <= captured + %s
RETURNING amount, authorized, captured, refunded, currency
"""
_ENTRY = """
INSERT INTO mod_ecommod01_payment_entries (site_id, id, payment_id, kind, status, amount, currency, operation_id,
  reference, reason, created_by, created_at)
VALUES :rows ON CONFLICT (site_id, operation_id) DO NOTHING
"""
_AUTHORIZATION_OF = UUID("5f0b4d0e-6a3c-4c5f-9d0e-2f8a1c7b9e11")
_SENTENCES = {
    PaymentFault.NOT_WHOLE: _("Give an amount of money."),
    PaymentFault.NOTHING: _("Give an amount above zero."),
    PaymentFault.TOO_MUCH: _("That is more than is possible."),
}


class UnknownPayment(Refused):
    """The site has no such payment."""

    code = "unknown_payment"

    def __init__(self) -> None:
        super().__init__(_("There is no such payment."))


class AmountRefused(Refused):
    """The amount cannot be moved; `most` is what could be, in minor units."""

    code = "amount_refused"

    def __init__(self, fault: PaymentFault, limit: Minor) -> None:
        super().__init__(_SENTENCES[fault], field="amount", code=fault.value)
        self.most = limit


class OperationReused(Refused):
    """An operation id came again with other contents."""

    code = "operation_reused"

    def __init__(self) -> None:
        super().__init__(_("This was already asked for with another amount."))


@dataclass(frozen=True, slots=True)
class Movement:
    """Money to move: minor units of the payment's currency. Two movements of one `operation_id` are one."""

    amount: Minor
    operation_id: UUID = field(default_factory=new_id)
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewPayment:
    """What one order is to be paid with. Without a method there is nothing to pay."""

    amount: Minor
    currency: str
    provider: str
    method_id: UUID | None = None


Movements = Sequence[tuple[Kind, Movement]]


def open_payment(*, site: Site, payment: NewPayment, now: datetime) -> UUID:
    """A payment that nothing has been paid of. One statement."""
    key = new_id()
    values = [site.pk, key, payment.method_id, payment.provider, payment.currency, payment.amount, now]
    sql.execute(_OPEN, values)
    return key


@transaction.atomic
def authorize(*, site: Site, payment_id: UUID, movement: Movement, by: Actor, now: datetime) -> Standing:
    """Money is held for the order, and not more than it costs. Raises AmountRefused, UnknownPayment, OperationReused."""
    return _write(site, payment_id, [(Kind.AUTHORIZE, movement)], by, now)


@transaction.atomic
def capture(*, site: Site, payment_id: UUID, movement: Movement, by: Actor, now: datetime) -> Standing:
    """Money that was held is taken. Raises AmountRefused, UnknownPayment, OperationReused."""
    return _write(site, payment_id, [(Kind.CAPTURE, movement)], by, now)


@transaction.atomic
def receive(*, site: Site, payment_id: UUID, movement: Movement, by: Actor, now: datetime) -> Standing:
    """Money came without having been held: by transfer, in cash. It is held and taken in one.

    Raises AmountRefused for more than is due, UnknownPayment, OperationReused.
    """
    held = Movement(
        movement.amount, uuid5(_AUTHORIZATION_OF, movement.operation_id.hex), movement.reference, movement.reason
    )
    return _write(site, payment_id, [(Kind.AUTHORIZE, held), (Kind.CAPTURE, movement)], by, now)


@transaction.atomic
def refund(*, site: Site, payment_id: UUID, movement: Movement, by: Actor, now: datetime) -> Standing:
    """Money that was taken goes back, and never more. Raises AmountRefused, UnknownPayment, OperationReused."""
    return _write(site, payment_id, [(Kind.REFUND, movement)], by, now)


@transaction.atomic
def void(*, site: Site, payment_id: UUID, movement: Movement, by: Actor, now: datetime) -> Standing:
    """Money that was held and not taken is let go. Raises AmountRefused, UnknownPayment, OperationReused."""
    return _write(site, payment_id, [(Kind.VOID, movement)], by, now)


def shift(site: Site, payment_id: UUID, by: Shift) -> Standing | None:
    """Move the sums of a payment, or nothing where they would not allow it. One conditional statement."""
    held, taken, back = by.authorized, by.captured, by.refunded
    values = [held, taken, back, site.pk, payment_id, held, taken, held, back, taken]
    for amount, authorized, captured, refunded, currency in sql.rows(_MOVE, values):
        return Standing(int(amount), int(authorized), int(captured), int(refunded), currency)
    return None


def write_entries(
    site: Site,
    payment_id: UUID,
    movements: Movements,
    by: Actor,
    now: datetime,
    status: PaymentEntry.Status = PaymentEntry.Status.DONE,
) -> bool:
    """Write entries of a payment, without moving its sums; False when the same ones were written before.

    Raises AmountRefused for what is no amount, UnknownPayment, OperationReused.
    """
    standing = _standing(site, payment_id)
    for kind, movement in movements:
        if fault := fault_of(movement.amount, LARGEST_AMOUNT):
            raise AmountRefused(fault, most(kind, standing))
    made = (payment_id, status.value, standing.currency, by.label[:160], now)
    if sql.execute(_ENTRY, many=[_entry(site, kind, movement, made) for kind, movement in movements]) == len(movements):
        return True
    _check_repeated(site, payment_id, movements)
    return False


def _write(site: Site, payment_id: UUID, movements: Movements, by: Actor, now: datetime) -> Standing:
    if not write_entries(site, payment_id, movements, by, now):
        return _standing(site, payment_id)
    shifts = [shift_of(kind, movement.amount) for kind, movement in movements]
    moved = shift(
        site,
        payment_id,
        Shift(
            sum(one.authorized for one in shifts),
            sum(one.captured for one in shifts),
            sum(one.refunded for one in shifts),
        ),
    )
    if moved is None:
        raise AmountRefused(PaymentFault.TOO_MUCH, most(movements[0][0], _standing(site, payment_id)))
    return moved


def _entry(
    site: Site, kind: Kind, movement: Movement, made: tuple[UUID, str, str, str, datetime]
) -> tuple[object, ...]:
    payment_id, status, currency, maker, now = made
    return (
        site.pk,
        new_id(),
        payment_id,
        kind.value,
        status,
        movement.amount,
        currency,
        movement.operation_id,
        one_line(movement.reference)[:200],
        one_line(movement.reason)[:300],
        maker,
        now,
    )


def _check_repeated(site: Site, payment_id: UUID, movements: Movements) -> None:
    """Raises OperationReused unless the operations that were written before are the same ones."""
    wanted = {movement.operation_id: (kind.value, movement.amount) for kind, movement in movements}
    known = PaymentEntry.objects.of(site).filter(payment_id=payment_id, operation_id__in=list(wanted))
    if {entry.operation_id: (entry.kind, entry.amount) for entry in known} != wanted:
        raise OperationReused


def _standing(site: Site, payment_id: UUID) -> Standing:
    row = Payment.objects.of(site).filter(pk=payment_id).first()
    if row is None:
        raise UnknownPayment
    return Standing(row.amount, row.authorized, row.captured, row.refunded, row.currency)
