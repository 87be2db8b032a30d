"""Money moves by entries that only ever add, and never beyond what there is."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.payments import actions, queries
from dramac.commerce.payments.actions import Movement
from dramac.commerce.payments.models import Payment, PaymentEntry
from dramac.commerce.payments.rules import Kind, PaymentFault, Shift, Standing, fault_of, most, shift_of
from dramac.commerce.payments.testing import NOW, STAFF, a_payment
from dramac.tenancy.testing import a_site


@given(st.integers(0, 900), st.integers(0, 900), st.integers(0, 900))
def test_the_most_that_can_be_moved_keeps_the_sums_in_order(authorized: int, captured: int, refunded: int) -> None:
    authorized, captured, refunded = sorted((authorized, captured, refunded), reverse=True)
    standing = Standing(1000, authorized, captured, refunded, "EUR")
    for kind in Kind:
        shift = shift_of(kind, most(kind, standing))
        after = Shift(authorized + shift.authorized, captured + shift.captured, refunded + shift.refunded)
        assert 1000 >= after.authorized >= after.captured >= after.refunded >= 0


@pytest.mark.parametrize(
    ("amount", "fault"),
    [
        (1, None),
        (10, None),
        (11, PaymentFault.TOO_MUCH),
        (0, PaymentFault.NOTHING),
        (-1, PaymentFault.NOTHING),
        (1.5, PaymentFault.NOT_WHOLE),
        (True, PaymentFault.NOT_WHOLE),
        ("1", PaymentFault.NOT_WHOLE),
    ],
)
def test_amounts_are_whole_above_zero_and_within_the_limit(amount: Any, fault: PaymentFault | None) -> None:
    assert fault_of(amount, 10) is fault


@pytest.mark.django_db
def test_money_that_came_is_held_and_taken_in_one() -> None:
    site = a_site()
    key = a_payment(site, 5000)
    standing = actions.receive(site=site, payment_id=key, movement=Movement(2000, reference="TRX 1"), by=STAFF, now=NOW)
    assert standing == Standing(5000, 2000, 2000, 0, "EUR")
    assert (standing.due, standing.kept) == (3000, 2000)
    entries = queries.ledger(site, key)
    assert [(entry.kind, entry.amount, entry.reference, entry.created_by) for entry in entries] == [
        ("authorize", 2000, "TRX 1", "Ann Staff"),
        ("capture", 2000, "TRX 1", "Ann Staff"),
    ]
    assert queries.disagreements(site) == []


@pytest.mark.django_db
def test_each_step_allows_no_more_than_the_one_before_it() -> None:
    site = a_site()
    key = a_payment(site, 5000)
    steps: list[tuple[Any, int, int]] = [
        (actions.authorize, 5001, 5000),
        (actions.capture, 1, 0),
        (actions.authorize, 3000, -1),
        (actions.capture, 3001, 3000),
        (actions.capture, 2000, -1),
        (actions.refund, 2001, 2000),
        (actions.refund, 500, -1),
        (actions.void, 1001, 1000),
        (actions.void, 1000, -1),
        (actions.capture, 1, 0),
    ]
    for verb, amount, limit in steps:
        if limit < 0:
            verb(site=site, payment_id=key, movement=Movement(amount), by=STAFF, now=NOW)
            continue
        with pytest.raises(actions.AmountRefused) as refused:
            verb(site=site, payment_id=key, movement=Movement(amount), by=STAFF, now=NOW)
        assert refused.value.most == limit
    payment = Payment.objects.get(pk=key)
    assert queries.standing(payment) == Standing(5000, 2000, 2000, 500, "EUR")
    assert queries.disagreements(site) == []


@pytest.mark.django_db
def test_an_operation_asked_for_twice_is_done_once() -> None:
    site = a_site()
    key = a_payment(site, 5000)
    movement = Movement(2000, uuid4())
    first = actions.receive(site=site, payment_id=key, movement=movement, by=STAFF, now=NOW)
    assert actions.receive(site=site, payment_id=key, movement=movement, by=STAFF, now=NOW) == first
    assert PaymentEntry.objects.count() == 2
    other = Movement(1999, movement.operation_id)
    with pytest.raises(actions.OperationReused):
        actions.receive(site=site, payment_id=key, movement=other, by=STAFF, now=NOW)
    with pytest.raises(actions.OperationReused):
        actions.receive(site=site, payment_id=a_payment(site), movement=movement, by=STAFF, now=NOW)
    assert Payment.objects.get(pk=key).captured == 2000


@pytest.mark.django_db
@pytest.mark.parametrize("amount", [0, -5, 1.5, True, None, "5", 10**16])
def test_what_is_no_amount_is_refused_and_leaves_no_entry(amount: Any) -> None:
    site = a_site()
    key = a_payment(site, 5000)
    with pytest.raises(actions.AmountRefused):
        actions.receive(site=site, payment_id=key, movement=Movement(amount), by=STAFF, now=NOW)
    assert not PaymentEntry.objects.exists()


@pytest.mark.django_db
def test_a_payment_of_another_site_is_unknown_here() -> None:
    theirs = a_payment(a_site())
    with pytest.raises(actions.UnknownPayment):
        actions.receive(site=a_site(), payment_id=theirs, movement=Movement(1), by=STAFF, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"captured": 1}, {"refunded": 1}, {"authorized": -1}])
def test_the_database_itself_refuses_sums_that_cannot_be(change: dict[str, int]) -> None:
    key = a_payment(a_site())
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=key).update(**change)


@pytest.mark.django_db
def test_a_sum_changed_behind_the_ledgers_back_is_found() -> None:
    site = a_site()
    key = a_payment(site)
    Payment.objects.filter(pk=key).update(authorized=1)
    assert queries.disagreements(site) == [key]


@pytest.mark.django_db
def test_the_payment_written_by_hand_is_what_the_plain_form_writes() -> None:
    site = a_site()
    key = a_payment(site, 5000)
    plain = Payment.objects.create(site=site, provider="manual", currency="EUR", amount=5000, created_at=NOW)
    by_hand, by_orm = (Payment.objects.filter(pk=pk).values().get() | {"id": None} for pk in (key, plain.pk))
    assert by_hand == by_orm
