"""A shop's own page buys through the API: from the list of products to the order, with a publishable key and no cookie."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from dramac.api.testing import a_shopper
from dramac.commerce.catalog.queries import Picture
from dramac.commerce.catalog.testing import a_category, a_product, variants_of
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.testing import stocked
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.testing import assert_books_agree
from dramac.commerce.payments.testing import a_payment_method
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.commerce.tax.testing import a_tax_rate
from dramac.kit import media
from dramac.kit.pictures import rendition_name
from dramac.storefront.api import shapes
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db

SHOP = "/api/v1/storefront"
ADDRESS = {"name": "Grace Murray", "line1": "12 Dame Street", "city": "Dublin", "country": "IE", "postcode": "D02 X285"}


class Shopper:
    """A program of a shop's page, with a cart."""

    def __init__(self, site: Site) -> None:
        self.client = a_shopper(site)
        self.secret = self.client.post(f"{SHOP}/carts").json()["secret"]

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Dramac-Cart": self.secret, **{name.replace("_", "-"): value for name, value in headers.items()}}
        more = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"{SHOP}{path}", headers=sent, **more)


def a_shop() -> tuple[Site, str]:
    """A shop with ten bowls at 12.50, and the key of the variant."""
    site = a_site()
    bowl = variants_of(a_product(site, "Oak bowl", price=1250))[0]
    stocked(site, {bowl.pk: 10})
    a_tax_rate(site)
    a_shipping_method(site)
    a_payment_method(site)
    return site, str(bowl.pk)


def order_of(shopper: Shopper, **changes: Any) -> dict[str, Any]:
    quote = shopper.send("get", "/cart/quote").json()
    told = {
        "expected_total": quote["cart"]["totals"]["total"],
        "email": "grace@example.com",
        "address": ADDRESS,
        "shipping_method_id": quote["chosen_shipping_method_id"],
        "payment_method_id": quote["payment_choices"][0]["method_id"],
    }
    return {**told, **changes}


def test_a_page_lists_reads_fills_a_cart_and_orders() -> None:
    site, bowl = a_shop()
    shopper = Shopper(site)
    listed = shopper.send("get", "/products?q=bowl").json()
    product = shopper.send("get", f"/products/{listed['data'][0]['slug']}").json()
    assert product["variants"][0]["id"] == bowl
    assert (product["variants"][0]["is_available"], product["variants"][0]["most"]) == (True, 10)
    added = shopper.send("post", "/cart/lines", {"variant_id": bowl, "quantity": 2}).json()
    assert (added["quantity"], added["cart"]["totals"]["total"]) == (2, {"amount": 2500, "currency": "EUR"})
    placed = shopper.send("post", "/orders", order_of(shopper))
    assert placed.status_code == 201
    assert placed.json()["total"] == {"amount": 2995, "currency": "EUR"}
    told = shopper.send("get", "/order", Dramac_Order=placed.json()["secret"]).json()
    assert (told["number"], told["state"], told["payment_state"]) == (placed.json()["number"], "open", "pending")
    assert [(line["title"], line["quantity"]) for line in told["lines"]] == [("Oak bowl", 2)]
    assert told["totals"]["tax_total"]["amount"] == 560
    assert list(inventory.availability(site, [UUID(bowl)]).values()) == [8]
    assert_books_agree(site)


def test_ordering_twice_gives_one_order() -> None:
    site, bowl = a_shop()
    shopper = Shopper(site)
    shopper.send("post", "/cart/lines", {"variant_id": bowl, "quantity": 1})
    body = order_of(shopper)
    first = shopper.send("post", "/orders", body, Idempotency_Key="order-1")
    again = shopper.send("post", "/orders", body, Idempotency_Key="order-1")
    without = shopper.send("post", "/orders", body)
    assert {answer.json()["number"] for answer in (first, again, without)} == {first.json()["number"]}
    assert again["Idempotent-Replayed"] == "true"
    assert orders.index(site).count() == 1


def test_another_total_than_the_one_shown_is_409_and_orders_nothing() -> None:
    site, bowl = a_shop()
    shopper = Shopper(site)
    shopper.send("post", "/cart/lines", {"variant_id": bowl, "quantity": 1})
    wrong = order_of(shopper, expected_total={"amount": 1, "currency": "EUR"})
    answer = shopper.send("post", "/orders", wrong)
    assert (answer.status_code, answer.json()["code"]) == (409, "total_moved")
    foreign = order_of(shopper, expected_total={"amount": 1745, "currency": "USD"})
    answer = shopper.send("post", "/orders", foreign)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/expected_total/currency")
    assert not orders.index(site).exists()


def test_prices_and_states_are_not_taken_from_a_page() -> None:
    site, bowl = a_shop()
    shopper = Shopper(site)
    for more in ({"price": {"amount": 1, "currency": "EUR"}}, {"unit_price": 1}, {"site": "x"}):
        answer = shopper.send("post", "/cart/lines", {"variant_id": bowl, "quantity": 1, **more})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "extra_forbidden")
    shopper.send("post", "/cart/lines", {"variant_id": bowl, "quantity": 1})
    for more in ({"total": 1}, {"payment_state": "paid"}, {"customer_id": bowl}, {"channel": "manual"}):
        answer = shopper.send("post", "/orders", order_of(shopper, **more))
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "extra_forbidden")


@pytest.mark.parametrize("quantity", [0, -1, 10**9, 0.5, "2", None, True])
def test_a_quantity_that_is_none_is_422(quantity: object) -> None:
    site, bowl = a_shop()
    shopper = Shopper(site)
    answer = shopper.send("post", "/cart/lines", {"variant_id": bowl, "quantity": quantity})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/quantity"
    assert shopper.send("get", "/cart").json()["lines"] == []


def test_a_cart_is_known_by_its_secret_alone() -> None:
    site, bowl = a_shop()
    shopper, other = Shopper(site), Shopper(site)
    added = shopper.send("post", "/cart/lines", {"variant_id": bowl, "quantity": 1}).json()
    line = added["cart"]["lines"][0]["id"]
    assert other.send("patch", f"/cart/lines/{line}", {"quantity": 5}).status_code == 404
    assert other.send("get", "/cart").json()["lines"] == []
    other.secret = added["cart"]["id"]
    assert other.send("get", "/cart").status_code == 404
    assert Client(headers=shopper.client.defaults).get(f"{SHOP}/cart").status_code == 401
    assert shopper.client.get(f"{SHOP}/cart").json()["errors"][0] == {
        "detail": "This is required.",
        "code": "missing",
        "parameter": "Dramac-Cart",
    }


def test_two_shoppers_with_the_same_idempotency_key_have_two_carts() -> None:
    site, _bowl = a_shop()
    client = a_shopper(site)
    secrets = {client.post(f"{SHOP}/carts", headers={"Idempotency-Key": "1"}).json()["secret"] for _ in range(2)}
    assert len(secrets) == 2


def test_drafts_are_not_found_and_old_addresses_are() -> None:
    site = a_site()
    draft = a_product(site, "Secret bowl", status="draft")
    shopper = a_shopper(site)
    assert shopper.get(f"{SHOP}/products/{draft.slug}").status_code == 404
    assert shopper.get(f"{SHOP}/products").json()["data"] == []


def test_lists_go_on_by_cursor_and_say_what_they_can_be_narrowed_by() -> None:
    site = a_site()
    kitchen = a_category(site, "Kitchen")
    for number in range(5):
        a_product(site, f"Bowl {number}", vendor="Oak & Ash", tags=("wood",), categories=[kitchen])
    shopper = a_shopper(site)
    seen, cursor = [], ""
    while True:
        page = shopper.get(f"{SHOP}/products?limit=2&category=kitchen{cursor}").json()
        seen += [card["title"] for card in page["data"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert sorted(seen) == [f"Bowl {number}" for number in range(5)]
    filters = shopper.get(f"{SHOP}/filters?vendor=Oak %26 Ash").json()
    assert filters["total"] == 5
    assert {one["kind"]: one["values"][0]["count"] for one in filters["filters"]} == {"vendor": 5, "tag": 5}
    tree = shopper.get(f"{SHOP}/categories").json()["data"]
    assert [(branch["name"], branch["children"]) for branch in tree] == [("Kitchen", [])]


def test_a_cursor_that_no_list_gave_is_422() -> None:
    answer = a_shopper(a_site()).get(f"{SHOP}/products?cursor=abc")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "cursor")


def test_statements_of_lists_and_products_do_not_grow_with_rows(django_assert_max_num_queries: Any) -> None:
    site = a_site()
    for number in range(30):
        a_product(site, f"Bowl {number}", options={"Size": ["S", "M", "L"]})
    shopper = a_shopper(site)
    shopper.get(f"{SHOP}/products")  # notes the use of the key
    with django_assert_max_num_queries(2):
        assert len(shopper.get(f"{SHOP}/products").json()["data"]) == 24
    with django_assert_max_num_queries(5):
        shopper.get(f"{SHOP}/products/bowl-1")


def test_a_picture_tells_where_its_sizes_are() -> None:
    picture = Picture(uuid4(), "site/products/one two/abc.jpg", "A bowl", 800, 600, (160, 320))
    shown = shapes.image(picture)
    smaller = rendition_name(picture.file, 160, "avif")
    assert shown.template.format(width=160, format="avif") == settings.PUBLIC_URL + media.url(smaller)
    assert shown.url == settings.PUBLIC_URL + media.url(picture.file)
