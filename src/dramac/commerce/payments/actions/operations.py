"""Operations that a provider is asked for over the network: written down first, asked outside any transaction, concluded after.

An operation nobody answered stays unknown until `reconcile` has asked what became of it; a program that dies in between
loses nothing, because the entry was there before the call.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from dramac.commerce.payments.actions.ledger import Movement, shift, write_entries
from dramac.commerce.payments.events import PaymentConcluded
from dramac.commerce.payments.models import PaymentEntry
from dramac.commerce.payments.ports import (
    OperationRequest,
    OperationResult,
    Outcome,
    Provider,
    Started,
    StartRequest,
    StartStatus,
)
from dramac.commerce.payments.registry import provider
from dramac.commerce.payments.rules import Kind, Shift, shift_of
from dramac.kit.outbox import publish
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

log = logging.getLogger("dramac.payments")
PATIENCE = timedelta(minutes=5)
_OUTCOMES = {
    StartStatus.AUTHORIZED: Outcome.DONE,
    StartStatus.CAPTURED: Outcome.DONE,
    StartStatus.DECLINED: Outcome.FAILED,
}


def begin(*, site: Site, payment_id: UUID, kind: Kind, movement: Movement, by: Actor, now: datetime) -> None:
    """Write down what a provider is about to be asked; nothing is moved yet. Repeated, it changes nothing."""
    with transaction.atomic():
        write_entries(site, payment_id, [(kind, movement)], by, now, status=PaymentEntry.Status.UNKNOWN)


def start(*, site: Site, key: str, request: StartRequest, by: Actor, now: datetime) -> Started:
    """Begin a payment with the provider `key`; a remote one is called outside any transaction, once per operation.

    Raises RuntimeError inside a transaction when the provider is remote.
    """
    asked = provider(key)
    if not asked.capabilities().is_remote:
        return asked.start(request)
    _outside()
    movement = Movement(request.amount, request.operation_id)
    begin(site=site, payment_id=request.payment_id, kind=Kind.AUTHORIZE, movement=movement, by=by, now=now)
    started = _ask_to_start(asked, request)
    if outcome := _OUTCOMES.get(started.status):
        takes = started.status is StartStatus.CAPTURED
        result = OperationResult(outcome, started.reference, started.message)
        _conclude(site, request.operation_id, result, now, also_capture=takes)
    return started


def settle(*, site: Site, operation_id: UUID, now: datetime) -> OperationResult:
    """Ask the provider to do what was written down by `begin`, and write down what it answered."""
    return _answer(site, operation_id, now, first_time=True)


def reconcile(*, now: datetime) -> int:
    """Ask what became of operations that nobody answered for five minutes; returns how many were concluded. Scheduled."""
    waiting = PaymentEntry.objects.filter(status=PaymentEntry.Status.UNKNOWN, created_at__lte=now - PATIENCE)
    concluded = 0
    for entry in waiting.select_related("site").order_by("created_at")[:200]:
        result = _answer(entry.site, entry.operation_id, now, first_time=False)
        concluded += result.outcome is not Outcome.UNKNOWN
    return concluded


def _answer(site: Site, operation_id: UUID, now: datetime, *, first_time: bool) -> OperationResult:
    _outside()
    entry = PaymentEntry.objects.of(site).select_related("payment__method").get(operation_id=operation_id)
    if entry.status != PaymentEntry.Status.UNKNOWN:
        return OperationResult(Outcome(entry.status), entry.reference)
    asked = provider(entry.payment.provider)
    request = _request(entry)
    verbs = {Kind.CAPTURE: asked.capture, Kind.VOID: asked.void, Kind.REFUND: asked.refund}
    verb = verbs.get(Kind(entry.kind), asked.retrieve) if first_time else asked.retrieve
    try:
        result = verb(request)
    except Exception:  # a provider may fail in any way; what became of the money is asked again later
        log.exception("A payment provider did not answer", extra={"operation": str(operation_id)})
        return OperationResult(Outcome.UNKNOWN)
    if result.outcome is not Outcome.UNKNOWN:
        _conclude(site, operation_id, result, now)
    return result


def _request(entry: PaymentEntry) -> OperationRequest:
    known = PaymentEntry.objects.of(entry.site_id).filter(payment=entry.payment, kind=Kind.AUTHORIZE)
    return OperationRequest(
        operation_id=entry.operation_id,
        payment_id=entry.payment_id,
        amount=entry.amount,
        currency=entry.currency,
        reference=known.exclude(reference="").values_list("reference", flat=True).first() or "",
        reason=entry.reason,
        settings=entry.payment.method.settings if entry.payment.method else {},
    )


@transaction.atomic
def _conclude(
    site: Site, operation_id: UUID, result: OperationResult, now: datetime, *, also_capture: bool = False
) -> None:
    waiting = PaymentEntry.objects.of(site).filter(operation_id=operation_id, status=PaymentEntry.Status.UNKNOWN)
    if not waiting.update(status=result.outcome.value, reference=result.reference[:200]):
        return
    entry = PaymentEntry.objects.of(site).get(operation_id=operation_id)
    if result.outcome is Outcome.DONE:
        moved = shift_of(Kind(entry.kind), entry.amount)
        if also_capture:
            taken = Movement(entry.amount, reference=entry.reference)
            maker = Actor("system", entry.created_by)
            write_entries(site, entry.payment_id, [(Kind.CAPTURE, taken)], maker, now)
            moved = Shift(authorized=entry.amount, captured=entry.amount)
        if shift(site, entry.payment_id, moved) is None:
            raise RuntimeError("A provider moved more than the payment allows.")
    publish(
        PaymentConcluded(
            site_id=site.pk,
            occurred_at=now,
            payment_id=entry.payment_id,
            operation_id=operation_id,
            kind=entry.kind,
            outcome=entry.status,
            amount=entry.amount,
            currency=entry.currency,
            message=result.message[:300],
        )
    )


def _ask_to_start(asked: Provider, request: StartRequest) -> Started:
    try:
        return asked.start(request)
    except Exception:  # as above: the shopper is told that it is being looked into
        log.exception("A payment could not be started", extra={"payment": str(request.payment_id)})
        return Started(StartStatus.UNKNOWN)


def _outside() -> None:
    if transaction.get_connection().in_atomic_block:
        raise RuntimeError("A provider is asked outside any transaction, which would be held open while it thinks.")
