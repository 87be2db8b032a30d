"""A shop's own page signs shoppers in through the API: by a code that is mailed, and then to what is theirs alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from dramac.api.testing import a_client, a_shopper
from dramac.commerce.catalog.testing import a_product, variants_of
from dramac.commerce.customers import queries as customers
from dramac.commerce.customers.testing import mailed_code
from dramac.commerce.inventory.testing import stocked
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.testing import an_order
from dramac.commerce.payments.testing import a_payment_method
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.commerce.tax.testing import a_tax_rate
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db

SHOP = "/api/v1/storefront"
GRACE = "grace@example.com"
ADDRESS = {"name": "Grace Murray", "line1": "12 Dame Street", "city": "Dublin", "country": "IE", "postcode": "D02 X285"}


def send(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    more = {} if body is None else {"data": body, "content_type": "application/json"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(client, method)(f"{SHOP}{path}", headers=named, **more)


def signed_in(client: Client, site: Site, email: str = GRACE, **told: str) -> str:
    """The secret of a sign-in."""
    assert send(client, "post", "/sign-in-codes", {"email": email}).status_code == 204
    answer = send(client, "post", "/sign-ins", {"email": email, "code": mailed_code(site), **told})
    assert answer.status_code == 201, answer.content
    secret: str = answer.json()["secret"]
    return secret


def a_bowl(site: Site) -> Any:
    bowl = variants_of(a_product(site, "Oak bowl", price=1250))[0]
    stocked(site, {bowl.pk: 10})
    return bowl


def test_someone_signs_in_by_a_mailed_code_and_out_again() -> None:
    site = a_site()
    client = a_shopper(site)
    secret = signed_in(client, site)
    assert send(client, "get", "/customer", Dramac_Customer=secret).json()["email"] == GRACE
    assert send(client, "delete", "/sign-in", Dramac_Customer=secret).status_code == 204
    ended = send(client, "get", "/customer", Dramac_Customer=secret)
    assert (ended.status_code, ended.json()["code"]) == (404, "unknown_sign_in")


def test_a_wrong_code_is_422_beside_its_field_and_signs_nobody_in() -> None:
    site = a_site()
    client = a_shopper(site)
    send(client, "post", "/sign-in-codes", {"email": GRACE})
    wrong = f"{(int(mailed_code(site)) + 1) % 1_000_000:06d}"
    answer = send(client, "post", "/sign-ins", {"email": GRACE, "code": wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_code")
    assert answer.json()["errors"][0]["pointer"] == "/code"
    assert customers.by_email(site, GRACE) is None


def test_asking_for_codes_again_and_again_is_429() -> None:
    site = a_site()
    client = a_shopper(site)
    answers = [send(client, "post", "/sign-in-codes", {"email": GRACE}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [204] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_server_is_no_place_of_one_shopper() -> None:
    """Thirty codes an hour from one place are many for a browser and few for a shop's server."""
    site = a_site()
    server = a_client(site, ["storefront.use"])
    told = [send(server, "post", "/sign-in-codes", {"email": f"one-{n}@example.com"}).status_code for n in range(31)]
    assert set(told) == {204}


def test_whether_an_address_is_known_makes_no_difference() -> None:
    site = a_site()
    client = a_shopper(site)
    signed_in(client, site)
    known = send(client, "post", "/sign-in-codes", {"email": GRACE})
    unknown = send(client, "post", "/sign-in-codes", {"email": "nobody@example.com"})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)


def test_the_guests_cart_comes_along_and_is_ordered_in_their_name() -> None:
    site = a_site()
    bowl = a_bowl(site)
    a_tax_rate(site)
    a_shipping_method(site)
    a_payment_method(site)
    client = a_shopper(site)
    cart = send(client, "post", "/carts").json()["secret"]
    send(client, "post", "/cart/lines", {"variant_id": str(bowl.pk), "quantity": 2}, Dramac_Cart=cart)
    grace = signed_in(client, site, cart_secret=cart)
    quote = send(client, "get", "/cart/quote", Dramac_Customer=grace).json()
    order = {
        "email": "other@example.com",
        "expected_total": quote["cart"]["totals"]["total"],
        "address": ADDRESS,
        "shipping_method_id": quote["chosen_shipping_method_id"],
        "payment_method_id": quote["payment_choices"][0]["method_id"],
    }
    placed = send(client, "post", "/orders", order, Dramac_Customer=grace)
    assert placed.status_code == 201, placed.content
    kept = orders.by_token(site, placed.json()["secret"])
    customer = customers.by_email(site, GRACE)
    assert kept is not None
    assert customer is not None
    assert kept.order.customer_id == customer.pk
    listed = send(client, "get", "/customer/orders", Dramac_Customer=grace).json()["data"]
    assert [one["number"] for one in listed] == [kept.order.number]
    own = send(client, "get", f"/customer/orders/{kept.order.number}", Dramac_Customer=grace).json()
    assert own["lines"][0]["title"] == "Oak bowl"


def test_a_cart_that_has_become_somebodys_opens_for_nobody_else() -> None:
    site = a_site()
    client = a_shopper(site)
    cart = send(client, "post", "/carts").json()["secret"]
    grace = signed_in(client, site, cart_secret=cart)
    other = signed_in(client, site, "ada@example.com")
    assert send(client, "get", "/cart", Dramac_Cart=cart, Dramac_Customer=grace).status_code == 200
    assert send(client, "get", "/cart", Dramac_Cart=cart).status_code == 404
    assert send(client, "get", "/cart", Dramac_Cart=cart, Dramac_Customer=other).status_code == 404


def test_orders_of_others_are_not_there() -> None:
    site = a_site()
    placed = an_order(site, [(a_bowl(site), 1)], email=GRACE)
    number = orders.recent(site)[0].number
    client = a_shopper(site)
    other = signed_in(client, site, "ada@example.com")
    assert placed.token
    assert send(client, "get", f"/customer/orders/{number}", Dramac_Customer=other).status_code == 404
    assert send(client, "get", "/customer/orders", Dramac_Customer=other).json()["data"] == []


def test_a_sign_in_of_another_shop_opens_nothing() -> None:
    here, there = a_site(), a_site()
    secret = signed_in(a_shopper(there), there)
    assert send(a_shopper(here), "get", "/customer", Dramac_Customer=secret).status_code == 404


def test_addresses_are_kept_changed_and_forgotten_by_their_owner_only() -> None:
    site = a_site()
    client = a_shopper(site)
    grace, other = signed_in(client, site), signed_in(client, site, "ada@example.com")
    made = send(client, "post", "/customer/addresses", ADDRESS, Dramac_Customer=grace).json()
    path = f"/customer/addresses/{made['id']}"
    changed = {**ADDRESS, "line1": "1 Fleet Street"}
    assert send(client, "put", path, changed, Dramac_Customer=other).status_code == 404
    assert send(client, "post", f"{path}/default", Dramac_Customer=other).status_code == 404
    assert send(client, "delete", path, Dramac_Customer=other).status_code == 404
    assert send(client, "put", path, changed, Dramac_Customer=grace).json()["address"]["line1"] == "1 Fleet Street"
    assert send(client, "delete", path, Dramac_Customer=grace).status_code == 204
    assert send(client, "get", "/customer/addresses", Dramac_Customer=grace).json()["data"] == []


def test_who_one_is_can_be_changed_but_not_by_what_one_signs_in() -> None:
    site = a_site()
    client = a_shopper(site)
    grace = signed_in(client, site)
    edited = send(client, "patch", "/customer", {"name": "Grace M."}, Dramac_Customer=grace).json()
    assert (edited["name"], edited["email"]) == ("Grace M.", GRACE)
    refused = send(client, "patch", "/customer", {"email": "other@example.com"}, Dramac_Customer=grace)
    assert refused.status_code == 422


def test_a_repeated_sign_in_does_not_tell_the_secret_again() -> None:
    site = a_site()
    server = a_client(site, ["storefront.use"])
    send(server, "post", "/sign-in-codes", {"email": GRACE})
    told = {"email": GRACE, "code": mailed_code(site)}
    first = send(server, "post", "/sign-ins", told, Idempotency_Key="once")
    second = send(server, "post", "/sign-ins", told, Idempotency_Key="once")
    assert first.json()["secret"]
    assert second.headers["Idempotent-Replayed"] == "true"
    assert second.json()["secret"] is None


def test_a_page_can_ask_for_an_address_as_its_country_writes_it() -> None:
    client = a_shopper(a_site())
    named = {one["code"]: one["name"] for one in send(client, "get", "/countries").json()["data"]}
    assert named["IE"] == "Ireland"
    fields = {one["key"]: one for one in send(client, "get", "/address-fields?country=US").json()["data"]}
    assert fields["postcode"]["is_required"]
    assert {"value": "CA", "name": "California"} in fields["region"]["choices"]
    unknown = send(client, "get", "/address-fields?country=ZZ")
    assert (unknown.status_code, unknown.json()["errors"][0]["parameter"]) == (422, "country")
