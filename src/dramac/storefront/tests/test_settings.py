"""What the merchant sets for checkout and accounts is what shoppers meet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dramac.commerce.cart.testing import a_cart
from dramac.commerce.checkout.actions import AccountNeeded, DetailRefused, place
from dramac.commerce.checkout.rules import CheckoutSettings
from dramac.commerce.checkout.testing import NOW, SHOPPER, an_open_checkout, the_form
from dramac.commerce.customers import actions as customers
from dramac.commerce.customers.actions import NoAccounts
from dramac.commerce.customers.rules import AccountSettings
from dramac.commerce.customers.testing import an_address
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.dashboard.testing import a_browser
from dramac.kit.settings import Settings
from dramac.storefront.tests.shop import Shop, Shopper
from dramac.tenancy.actions import change_settings
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def a_shop(*settings: Settings) -> Site:
    site = a_site(contact_email="hello@example.com")
    an_open_checkout(site)
    for each in settings:
        site = change_settings(site=site, settings=each, by=an_actor(), now=NOW)
    return site


def test_guests_do_not_order_where_an_account_is_demanded() -> None:
    site = a_shop(CheckoutSettings(account_required=True))
    cart = a_cart(site, [(a_stocked_product(site), 1)])
    with pytest.raises(AccountNeeded):
        place(site=site, order=the_form(site, cart), by=SHOPPER, now=NOW)


def test_a_phone_number_is_demanded_where_something_is_sent() -> None:
    site = a_shop(CheckoutSettings(phone="required"))
    cart = a_cart(site, [(a_stocked_product(site), 1)])
    form = the_form(site, cart, address={**an_address(), "phone": ""})
    with pytest.raises(DetailRefused) as refused:
        place(site=site, order=form, by=SHOPPER, now=NOW)
    assert refused.value.field == "phone"
    assert place(site=site, order=replace(form, phone="+353 1 555 0100"), by=SHOPPER, now=NOW).order.number


def test_a_shop_without_accounts_sends_no_codes_and_has_no_page_to_sign_in() -> None:
    site = a_shop(AccountSettings(accounts=False))
    with pytest.raises(NoAccounts):
        customers.request_code(site=site, email="grace@example.com", ip="", now=NOW)
    with pytest.raises(NoAccounts):
        customers.sign_in(site=site, email="grace@example.com", code="123456", ip="", now=NOW)
    visitor = a_browser(site).client
    assert visitor.get(f"/shop/{site.slug}/account/sign-in").status_code == 404
    assert "/account" not in visitor.get(f"/shop/{site.slug}/cart").content.decode()


def test_an_account_cannot_be_both_demanded_and_impossible() -> None:
    browser = a_browser(a_shop(AccountSettings(accounts=False)))
    answer = browser.post("checkout:settings", {"account_required": "on", "phone": "optional"})
    assert answer.status_code == 422
    assert "cannot sign in" in answer.content.decode()
    browser = a_browser(a_shop(CheckoutSettings(account_required=True)))
    assert browser.post("customers:settings", {}).status_code == 422
    assert browser.post("customers:settings", {"accounts": "on"}).status_code == 302


def test_the_checkout_asks_what_the_shop_wants_to_know() -> None:
    shop = Shop()
    asked = CheckoutSettings(phone="required", terms_box=True, offers_news=True)
    change_settings(site=shop.site, settings=asked, by=an_actor(), now=NOW)
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    refused = grace.orders_it()
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Tick the box to accept the terms." in page
    assert "Give a phone number" in page
    assert not shop.orders
    assert grace.orders_it(phone="+353 1 555 0100", terms="on", news="on").status_code == 303
    assert shop.rows("customers.Customer").get().accepts_marketing


def test_what_the_shop_does_not_ask_is_not_there() -> None:
    shop = Shop()
    change_settings(site=shop.site, settings=CheckoutSettings(phone="hidden"), by=an_actor(), now=NOW)
    change_settings(site=shop.site, settings=AccountSettings(accounts=False), by=an_actor(), now=NOW)
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    page = grace.get("checkout").content.decode()
    assert not any(words in page for words in ('name="phone"', 'name="terms"', 'name="news"', "I have an account"))


def test_a_guest_is_led_to_sign_in_before_the_checkout_that_demands_an_account() -> None:
    shop = Shop()
    change_settings(site=shop.site, settings=CheckoutSettings(account_required=True), by=an_actor(), now=NOW)
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    answer = grace.get("checkout")
    assert answer.status_code == 302
    assert "account/sign-in?next=" in answer["Location"]
