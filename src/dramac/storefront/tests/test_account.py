"""An account: signed in by a mailed code, with the cart of before; orders, addresses and details in one place."""

from __future__ import annotations

import pytest

from dramac.commerce.customers import queries as people
from dramac.commerce.customers.codes import code_text
from dramac.commerce.customers.testing import an_address
from dramac.storefront.tests.shop import Shop, Shopper, text

pytestmark = pytest.mark.django_db


def signs_in(shopper: Shopper, email: str = "grace@example.com", *, to: str = "") -> str:
    """Ask for a code, take it from the mail, and go where it leads."""
    shopper.post("account/sign-in", email=email, next=to)
    code = shopper.shop.rows("customers.SignInCode").filter(used_at=None).get()
    answer = shopper.post("account/sign-in/code", email=email, code=code_text(code.pk), next=to)
    assert answer.status_code == 303
    return answer["Location"]


def test_a_guest_makes_an_account_after_ordering_and_finds_the_order_there() -> None:
    shop = Shop()
    grace = Shopper(shop)
    grace.puts_in(shop.sell("Mug"))
    placed = grace.orders_it()
    assert "Create an account" in text(grace.browser.get(placed["Location"]))
    offered = grace.browser.post(placed["Location"] + "/account")
    assert "We sent a code to grace@example.com." in grace.browser.get(offered["Location"]).content.decode()
    assert signs_in(grace) == shop.at("account")
    page = text(grace.get("account"))
    assert f"Order {shop.orders[0].number}" in page
    assert "Mug" in text(grace.get(f"account/orders/{shop.orders[0].number}"))


def test_the_cart_of_before_comes_along_at_sign_in() -> None:
    shop = Shop()
    mug, bowl = shop.sell("Mug"), shop.sell("Bowl")
    at_home, on_the_way = Shopper(shop), Shopper(shop)
    at_home.puts_in(mug)
    signs_in(at_home)
    on_the_way.puts_in(bowl)
    signs_in(on_the_way)
    page = text(on_the_way.get("cart"))
    assert "Mug" in page
    assert "Bowl" in page


def test_a_wrong_code_says_no_more_than_that_and_an_unknown_address_is_answered_alike() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    assert "We sent a code to nobody@example.com." in text(shopper.post("account/sign-in", email="nobody@example.com"))
    wrong = shopper.post("account/sign-in/code", email="nobody@example.com", code="000000x")
    assert wrong.status_code == 422
    assert "This code is not right or no longer valid." in text(wrong)
    assert "nobody@example.com" in text(wrong)


def test_asking_for_codes_again_and_again_is_slowed_down() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    answers = [shopper.post("account/sign-in", email="grace@example.com").status_code for _try in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_signing_in_leads_to_pages_of_this_shop_only() -> None:
    shop = Shop()
    assert signs_in(Shopper(shop), "a@example.com", to=shop.at("checkout")) == shop.at("checkout")
    for elsewhere in ("https://evil.example/", "//evil.example", "/dashboard/", "\\\\evil.example", shop.at("\\evil")):
        assert signs_in(Shopper(shop), f"b{len(elsewhere)}@example.com", to=elsewhere) == shop.at("account")


def test_signing_out_ends_the_session() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    signs_in(shopper)
    shopper.post("account/sign-out")
    assert not shop.rows("customers.CustomerSession").exists()
    assert shopper.get("account").status_code == 302


def test_addresses_are_kept_changed_and_removed() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    signs_in(shopper)
    assert shopper.post("account/addresses", **an_address(postcode="nonsense")).status_code == 422
    assert shopper.post("account/addresses", **an_address()).status_code == 303
    customer = people.by_email(shop.site, "grace@example.com")
    assert customer is not None
    [kept] = people.addresses(shop.site, customer.pk)
    shopper.post(f"account/addresses/{kept.pk}", **an_address(city="Cork"))
    assert [row.city for row in people.addresses(shop.site, customer.pk)] == ["Cork"]
    shopper.post("account/addresses", **an_address(line1="2 Quay"))
    second = people.addresses(shop.site, customer.pk)[1]
    shopper.post(f"account/addresses/{second.pk}/default")
    assert people.addresses(shop.site, customer.pk)[0].pk == second.pk
    shopper.post(f"account/addresses/{second.pk}/removal")
    assert [row.pk for row in people.addresses(shop.site, customer.pk)] == [kept.pk]


def test_details_are_changed_and_far_too_long_a_name_is_refused_with_a_sentence() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    signs_in(shopper)
    wrong = shopper.post("account/profile", name="x" * 250, phone="")
    assert wrong.status_code == 422
    assert "Keep the name below 200 characters." in text(wrong)
    assert shopper.post("account/profile", name="Grace M", phone="", news="on").status_code == 303
    customer = people.by_email(shop.site, "grace@example.com")
    assert customer is not None
    assert (customer.name, customer.accepts_marketing) == ("Grace M", True)


def test_the_checkout_knows_who_is_signed_in() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    signs_in(shopper)
    shopper.post("account/addresses", **an_address())
    shopper.puts_in(shop.sell())
    page = text(shopper.get("checkout"))
    assert 'value="grace@example.com"' in page
    assert 'value="12 Dame Street"' in page
