"""The merchant's payment screens: the ways to pay, the choice of a provider, and a form for each."""

from __future__ import annotations

import pytest

from dramac.commerce.payments import actions
from dramac.commerce.payments.models import PaymentMethod
from dramac.commerce.payments.testing import NOW, a_payment_method
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import Role

pytestmark = pytest.mark.django_db
IBAN = "IE29 AIBK 9311 5212 3456 78"
TRANSFER = {
    "name": "Bank transfer",
    "instructions": "Within a week, please.\r\nThank you.",
    "setting_account_holder": "Slow Table Ltd",
    "setting_iban": IBAN,
    "setting_bic": "",
    "setting_bank": "",
    "expires_after_hours": "72",
    "is_active": "on",
}


def methods(browser: Browser) -> list[tuple[str, str, bool]]:
    """The ways to pay of the site."""
    rows = PaymentMethod.objects.of(browser.site).order_by("position")
    return [(row.name, row.provider, row.is_active) for row in rows]


def test_a_site_without_a_way_to_pay_says_what_that_means() -> None:
    assert "No way to pay yet" in a_browser().text("payments:methods")


def test_a_provider_is_chosen_and_asks_for_what_it_needs() -> None:
    browser = a_browser()
    assert browser.address("payments:new", provider="bank_transfer") in browser.text("payments:choice")
    assert 'name="setting_iban"' in browser.text("payments:new", provider="bank_transfer")
    assert 'name="setting_iban"' not in browser.text("payments:new", provider="manual")
    assert browser.get("payments:new", provider="gold").status_code == 404


def test_a_way_to_pay_is_added_and_stands_in_the_list() -> None:
    browser = a_browser()
    assert browser.post("payments:new", TRANSFER, provider="bank_transfer").status_code == 302
    found = PaymentMethod.objects.of(browser.site).get()
    assert (found.instructions, found.expires_after_hours) == ("Within a week, please.\nThank you.", 72)
    assert found.settings["iban"] == IBAN
    assert "Bank transfer" in browser.text("payments:methods")


def test_a_way_to_pay_is_changed() -> None:
    browser = a_browser()
    method = a_payment_method(browser.site, settings={"iban": IBAN})
    assert f'value="{IBAN}"' in browser.text("payments:method", method_id=method.pk)
    sent = {**TRANSFER, "name": "By transfer", "expires_after_hours": ""}
    assert browser.post("payments:method", sent, method_id=method.pk).status_code == 302
    method.refresh_from_db()
    assert (method.name, method.expires_after_hours, method.settings["account_holder"]) == (
        "By transfer",
        None,
        "Slow Table Ltd",
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"setting_iban": "IE00 AIBK 0000"}, "This is not an IBAN. Check its digits."),
        ({"expires_after_hours": "0"}, "greater than or equal to 1"),
        ({"expires_after_hours": "soon"}, "Enter a whole number."),
        ({"expires_after_hours": "-1"}, "greater than or equal to 1"),
        ({"expires_after_hours": "1.5"}, "Enter a whole number."),
        ({"expires_after_hours": "9" * 30}, "less than or equal to"),
        ({"name": "x" * 100_000}, "at most"),
        ({"instructions": "x" * 100_000}, "at most"),
        ({"setting_bank": "x" * 100_000}, "at most"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(wrong: dict[str, str], sentence: str) -> None:
    browser = a_browser()
    answer = browser.post("payments:new", {**TRANSFER, **wrong}, provider="bank_transfer")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert sentence in page
    assert 'value="Slow Table Ltd"' in page
    assert methods(browser) == []


def test_a_way_to_pay_is_removed_and_one_that_was_used_is_switched_off() -> None:
    browser = a_browser()
    unused, used = (a_payment_method(browser.site, name=name) for name in ("Unused", "Used"))
    new = actions.NewPayment(5000, "EUR", "bank_transfer", used.pk)
    actions.open_payment(site=browser.site, payment=new, now=NOW)
    for method in (unused, used):
        assert browser.post("payments:removal", method_id=method.pk).status_code == 302
    assert methods(browser) == [("Used", "bank_transfer", False)]


def test_a_viewer_reads_a_way_to_pay_and_cannot_change_it() -> None:
    browser = a_browser(role=Role.VIEWER)
    method = a_payment_method(browser.site)
    page = browser.text("payments:method", method_id=method.pk)
    assert '<fieldset class="stack stack-loose" disabled' in page
    assert browser.address("payments:removal", method_id=method.pk) not in page
    assert browser.post("payments:method", TRANSFER, method_id=method.pk).status_code == 403
    assert browser.post("payments:removal", method_id=method.pk).status_code == 403
    assert methods(browser) == [("Bank transfer", "bank_transfer", True)]


def test_a_name_is_shown_as_it_was_typed() -> None:
    browser = a_browser()
    method = a_payment_method(browser.site, name="<script>alert(1)</script>{{7*7}}")
    for page in (browser.text("payments:methods"), browser.text("payments:method", method_id=method.pk)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page
