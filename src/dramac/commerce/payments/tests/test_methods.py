"""Ways to pay, as merchants keep them; and the built-in providers."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.payments import actions, queries, registry
from dramac.commerce.payments.models import PaymentMethod
from dramac.commerce.payments.ports import OperationRequest, Outcome, StartRequest, StartStatus
from dramac.commerce.payments.providers.bank_transfer import is_iban
from dramac.commerce.payments.testing import NOW, STAFF, a_payment_method
from dramac.kit.ids import new_id
from dramac.tenancy.testing import a_site


def test_the_providers_folder_is_what_is_offered() -> None:
    assert list(registry.providers()) == ["bank_transfer", "cash_on_delivery", "manual"]
    with pytest.raises(registry.UnknownProvider):
        registry.provider("gold bars")


@pytest.mark.parametrize("key", ["bank_transfer", "cash_on_delivery", "manual"])
def test_an_offline_provider_waits_for_money_and_does_at_once_what_it_is_told(key: str) -> None:
    provider = registry.provider(key)
    assert provider.title()
    assert not provider.capabilities().is_remote
    start = StartRequest(new_id(), new_id(), 100, "EUR", 1001, "ann@example.com")
    assert provider.start(start).status is StartStatus.WAITING
    request = OperationRequest(new_id(), new_id(), 100, "EUR")
    for verb in (provider.capture, provider.void, provider.refund, provider.retrieve):
        assert verb(request).outcome is Outcome.DONE
    with pytest.raises(ValueError, match="webhook"):
        provider.parse_webhook({}, b"{}", {})


def test_only_a_bank_transfer_is_waited_for_with_an_end() -> None:
    hours = {key: provider.capabilities().expires_after_hours for key, provider in registry.providers().items()}
    assert hours == {"bank_transfer": 168, "cash_on_delivery": None, "manual": None}


@pytest.mark.parametrize("text", ["DE89 3704 0044 0532 0130 00", "ie29aibk93115212345678"])
def test_account_numbers_with_the_right_check_digits(text: str) -> None:
    assert is_iban(text)


@pytest.mark.parametrize("text", ["", "DE88370400440532013000", "1234567890123456", "DE89", "DÉ89370400440532013000"])
def test_account_numbers_that_are_none(text: str) -> None:
    assert not is_iban(text)


@pytest.mark.django_db
def test_shoppers_are_offered_what_is_on_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    a_payment_method(site, settings={"iban": "DE89 3704 0044 0532 0130 00", "bank": "Bank of Cobble", "secret": "x"})
    a_payment_method(site, "manual", is_active=False)
    cash = a_payment_method(site, "cash_on_delivery", name="Cash to the courier")
    gone = a_payment_method(site, "manual", name="Cheque")
    PaymentMethod.objects.filter(pk=gone.pk).update(provider="cheque")
    a_payment_method(a_site())
    with django_assert_num_queries(1):
        found = queries.offers(site)
    assert [offer.name for offer in found] == ["Bank transfer", "Cash to the courier"]
    assert [(str(label), value) for label, value in queries.details(found[0])] == [
        ("IBAN", "DE89 3704 0044 0532 0130 00"),
        ("Bank", "Bank of Cobble"),
    ]
    assert queries.details(cash) == queries.details(None) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 100_000}, "name"),
        ({"provider": "gold bars"}, "provider"),
        ({"instructions": "x" * 2001}, "instructions"),
        ({"expires_after_hours": 0}, "expires_after_hours"),
        ({"expires_after_hours": 1.5}, "expires_after_hours"),
        ({"expires_after_hours": 99_999}, "expires_after_hours"),
        ({"settings": {"iban": "DE88370400440532013000"}}, "iban"),
        ({"settings": {"bic": "x" * 12}}, "bic"),
    ],
)
def test_methods_that_cannot_be_are_refused(changes: dict[str, Any], field: str) -> None:
    details = actions.MethodDetails(**{"provider": "bank_transfer", "name": "Transfer", **changes})
    with pytest.raises(actions.MethodRefused) as refused:
        actions.add_method(site=a_site(), details=details, by=STAFF, now=NOW)
    assert refused.value.field == field
    assert not PaymentMethod.objects.exists()


@pytest.mark.django_db
def test_a_method_is_changed_and_put_in_order_but_keeps_its_provider() -> None:
    site = a_site()
    first, second = a_payment_method(site), a_payment_method(site, "manual")
    actions.order_methods(site=site, method_ids=[second.pk], by=STAFF, now=NOW)
    assert [row.pk for row in queries.methods(site)] == [second.pk, first.pk]
    details = actions.MethodDetails("bank_transfer", "By bank", expires_after_hours=48)
    actions.edit_method(site=site, method_id=first.pk, details=details, by=STAFF, now=NOW)
    with pytest.raises(actions.MethodRefused):
        actions.edit_method(site=site, method_id=second.pk, details=details, by=STAFF, now=NOW)
    with pytest.raises(actions.UnknownMethod):
        actions.edit_method(site=a_site(), method_id=first.pk, details=details, by=STAFF, now=NOW)


@pytest.mark.django_db
def test_a_method_that_was_paid_with_is_switched_off_and_another_is_removed() -> None:
    site = a_site()
    used, unused = a_payment_method(site), a_payment_method(site, "manual")
    new = actions.NewPayment(100, "EUR", used.provider, used.pk)
    actions.open_payment(site=site, payment=new, now=NOW)
    for method in (used, unused):
        actions.remove_method(site=site, method_id=method.pk, by=STAFF, now=NOW)
    assert [(row.pk, row.is_active) for row in queries.methods(site)] == [(used.pk, False)]
