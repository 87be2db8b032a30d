"""Providers at the other end of a wire: asked once per operation, outside any transaction, and asked again if they were silent."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from dramac.commerce.payments import actions, queries
from dramac.commerce.payments.actions import Movement
from dramac.commerce.payments.models import Payment
from dramac.commerce.payments.ports import OperationResult, Outcome, Started, StartRequest, StartStatus
from dramac.commerce.payments.rules import Kind, Standing
from dramac.commerce.payments.testing import NOW, STAFF, FarProvider, connected
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db(transaction=True)


def a_far_payment(site: Site) -> UUID:
    return actions.open_payment(site=site, payment=actions.NewPayment(5000, "EUR", "far"), now=NOW)


def begun(site: Site, key: UUID) -> Started:
    request = StartRequest(new_id(), key, 5000, "EUR", 1001, "ann@example.com")
    return actions.start(site=site, key="far", request=request, by=STAFF, now=NOW)


def standing(key: UUID) -> Standing:
    return queries.standing(Payment.objects.get(pk=key))


@pytest.mark.parametrize(
    ("status", "sums"),
    [
        (StartStatus.AUTHORIZED, (5000, 0)),
        (StartStatus.CAPTURED, (5000, 5000)),
        (StartStatus.DECLINED, (0, 0)),
        (StartStatus.WAITING, (0, 0)),
    ],
)
def test_what_the_provider_answers_is_what_the_ledger_says(status: StartStatus, sums: tuple[int, int]) -> None:
    site = a_site()
    key = a_far_payment(site)
    with connected(FarProvider(Started(status, "far-7"))):
        assert begun(site, key).status is status
    assert (standing(key).authorized, standing(key).captured) == sums
    assert queries.disagreements(site) == []


def test_a_provider_is_never_asked_inside_a_transaction() -> None:
    site = a_site()
    key = a_far_payment(site)
    with connected(FarProvider()) as known:
        with pytest.raises(RuntimeError, match="outside"), transaction.atomic():
            begun(site, key)
        assert known["far"].asked == []


def test_a_refund_is_written_down_before_it_is_asked_for_and_moved_when_it_is_done() -> None:
    site = a_site()
    key = a_far_payment(site)
    movement = Movement(1200)
    with connected(FarProvider(Started(StartStatus.CAPTURED, "far-7"))) as known:
        begun(site, key)
        actions.begin(site=site, payment_id=key, kind=Kind.REFUND, movement=movement, by=STAFF, now=NOW)
        assert standing(key).refunded == 0
        actions.settle(site=site, operation_id=movement.operation_id, now=NOW)
        actions.settle(site=site, operation_id=movement.operation_id, now=NOW)
        assert [verb for verb, _key in known["far"].asked] == ["start", "refund"]
    assert standing(key).refunded == 1200
    assert OutboxEvent.objects.filter(name="PaymentConcluded").count() == 2
    assert queries.disagreements(site) == []


def test_silence_is_asked_about_again_after_a_while_and_never_done_twice() -> None:
    site = a_site()
    key = a_far_payment(site)
    movement = Movement(1200)
    done = OperationResult(Outcome.DONE, "r-1")
    with connected(FarProvider(Started(StartStatus.CAPTURED, "far-7"), TimeoutError("silence"), done)) as known:
        begun(site, key)
        actions.begin(site=site, payment_id=key, kind=Kind.REFUND, movement=movement, by=STAFF, now=NOW)
        result = actions.settle(site=site, operation_id=movement.operation_id, now=NOW)
        assert result.outcome is Outcome.UNKNOWN
        assert actions.reconcile(now=NOW + timedelta(minutes=4)) == 0
        assert actions.reconcile(now=NOW + timedelta(minutes=5)) == 1
        assert actions.reconcile(now=NOW + timedelta(minutes=9)) == 0
        assert known["far"].asked[1:] == [("refund", movement.operation_id), ("retrieve", movement.operation_id)]
    assert standing(key).refunded == 1200


def test_a_refused_refund_moves_nothing() -> None:
    site = a_site()
    key = a_far_payment(site)
    movement = Movement(1200)
    failed = OperationResult(Outcome.FAILED, message="Card closed")
    with connected(FarProvider(Started(StartStatus.CAPTURED, "far-7"), failed)):
        begun(site, key)
        actions.begin(site=site, payment_id=key, kind=Kind.REFUND, movement=movement, by=STAFF, now=NOW)
        assert actions.settle(site=site, operation_id=movement.operation_id, now=NOW).message == "Card closed"
    assert standing(key).refunded == 0
    assert [entry.status for entry in queries.ledger(site, key)] == ["done", "done", "failed"]


def test_a_start_that_nobody_answered_is_concluded_later() -> None:
    site = a_site()
    key = a_far_payment(site)
    with connected(FarProvider(TimeoutError("silence"))):
        assert begun(site, key).status is StartStatus.UNKNOWN
        assert standing(key).authorized == 0
        assert actions.reconcile(now=NOW + timedelta(minutes=6)) == 1
    assert standing(key).authorized == 5000
