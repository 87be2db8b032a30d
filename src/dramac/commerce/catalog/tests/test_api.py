"""The catalogue through the API: what is sent becomes a draft, edits name their state, and nothing else is taken."""

from __future__ import annotations

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from dramac.api.testing import a_client, a_shopper
from dramac.commerce.catalog.models import Product
from dramac.commerce.catalog.testing import a_category, a_product
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db

PRODUCTS = "/api/v1/products"
PRICE = {"amount": 1250, "currency": "EUR"}
BOWL = {"title": "Oak bowl", "variants": [{"price": PRICE, "sku": "BOWL"}], "tags": ["wood"], "status": "active"}


def send(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    more = {} if body is None else {"data": body, "content_type": "application/json"}
    return getattr(client, method)(path, headers={k.replace("_", "-"): v for k, v in headers.items()}, **more)


def test_a_product_is_made_read_and_changed() -> None:
    client = a_client(a_site())
    made = send(client, "post", PRODUCTS, BOWL)
    assert (made.status_code, made.json()["slug"], made.json()["version"]) == (201, "oak-bowl", 1)
    read = client.get(made["Location"])
    assert read.json() == made.json()
    edited = send(client, "patch", made["Location"], {"title": "Ash bowl"}, If_Match=read["ETag"]).json()
    assert (edited["title"], edited["slug"], edited["tags"], edited["version"]) == ("Ash bowl", "oak-bowl", ["wood"], 2)
    assert edited["variants"] == made.json()["variants"]
    late = send(client, "patch", made["Location"], {"title": "Elm bowl"}, If_Match=read["ETag"])
    assert (late.status_code, late.json()["code"]) == (412, "stale")


def test_everything_that_is_wrong_with_a_product_is_told_at_its_place() -> None:
    wrong = {
        "title": "Bowl",
        "options": [{"name": "Size"}],
        "variants": [
            {"price": PRICE, "values": ["S"], "compare_at_price": {"amount": 1, "currency": "EUR"}},
            {"price": PRICE, "values": ["S"]},
        ],
    }
    answer = send(a_client(a_site()), "post", PRODUCTS, wrong)
    told = {(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}
    assert answer.status_code == 422
    assert ("/variants/0/compare_at_price", "compare_at_not_above") in told
    assert "same_combination" in {code for _pointer, code in told}
    assert not Product.objects.exists()


def test_an_amount_of_another_currency_is_refused_at_its_place() -> None:
    foreign = {**BOWL, "variants": [{"price": PRICE}, {"price": {"amount": 5, "currency": "USD"}}]}
    answer = send(a_client(a_site()), "post", PRODUCTS, foreign)
    fault = answer.json()["errors"][0]
    assert (answer.status_code, fault["pointer"], fault["code"]) == (
        422,
        "/variants/1/price/currency",
        "wrong_currency",
    )


@pytest.mark.parametrize("field", ["site", "id", "version", "price_from", "created_at", "is_in_stock"])
def test_what_only_the_shop_decides_is_not_taken(field: str) -> None:
    answer = send(a_client(a_site()), "post", PRODUCTS, {**BOWL, field: "x"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")


def test_markup_that_could_harm_is_taken_out() -> None:
    harmful = {**BOWL, "description_html": "<p onclick='x()'>Oak<script>alert(1)</script></p>"}
    made = send(a_client(a_site()), "post", PRODUCTS, harmful).json()
    assert made["description_html"] == "<p>Oak</p>"


def test_one_variant_is_changed_added_and_taken_out() -> None:
    site = a_site()
    client = a_client(site)
    product = a_product(site, "Bowl", options={"Size": ["S", "M"]})
    address = f"{PRODUCTS}/{product.pk}"
    small, medium = client.get(address).json()["variants"]
    dearer = send(
        client, "patch", f"{address}/variants/{small['id']}", {"price": {"amount": 2000, "currency": "EUR"}}
    ).json()
    assert [one["price"]["amount"] for one in dearer["variants"]] == [2000, 1250]
    larger = send(client, "post", f"{address}/variants", {"values": ["L"], "price": PRICE}).json()
    assert [one["values"] for one in larger["variants"]] == [["S"], ["M"], ["L"]]
    assert send(client, "delete", f"{address}/variants/{medium['id']}").status_code == 204
    assert [one["values"] for one in client.get(address).json()["variants"]] == [["S"], ["L"]]
    assert send(client, "delete", f"{address}/variants/{medium['id']}").status_code == 404
    assert send(client, "patch", f"{address}/variants/{small['id']}", {"price": None}).status_code == 422


def test_a_product_is_shown_hidden_put_away_and_removed() -> None:
    client = a_client(a_site())
    address = send(client, "post", PRODUCTS, BOWL)["Location"]
    for status in ("draft", "active", "archived"):
        assert send(client, "put", f"{address}/status", {"status": status}).json()["status"] == status
    assert send(client, "delete", address).status_code == 204
    assert client.get(address).status_code == 404


def test_a_picture_is_uploaded_described_and_removed() -> None:
    site = a_site()
    client = a_client(site)
    address = f"{PRODUCTS}/{a_product(site).pk}"
    made = client.post(f"{address}/images", {"file": a_png(), "alt": "A bowl"})
    image = made.json()["images"][0]
    assert (made.status_code, image["alt"], image["width"], image["height"]) == (201, "A bowl", 40, 30)
    described = send(client, "patch", f"{address}/images/{image['id']}", {"alt": "A bowl of oak"}).json()
    assert described["images"][0]["alt"] == "A bowl of oak"
    assert send(client, "delete", f"{address}/images/{image['id']}").status_code == 204


def test_a_category_gets_a_picture_which_shoppers_see_and_loses_it() -> None:
    site = a_site()
    client, shopper = a_client(site), a_shopper(site)
    address = f"/api/v1/categories/{a_category(site, 'Kitchen').pk}"
    assert client.get(address).json()["image"] is None
    shown = client.post(f"{address}/image", {"file": a_png()})
    picture = shown.json()["image"]
    assert (shown.status_code, picture["width"], picture["height"]) == (200, 40, 30)
    assert client.get(address).json()["image"] == picture
    seen = shopper.get("/api/v1/storefront/category?path=kitchen").json()["image"]
    assert (seen["url"], seen["width"]) == (picture["url"], 40)
    broken = client.post(f"{address}/image", {"file": SimpleUploadedFile("bowl.png", b"<svg/>", "image/png")})
    assert broken.status_code == 422
    assert client.post(f"{address}/image", {}).status_code == 422
    assert send(client, "delete", f"{address}/image").status_code == 204
    assert client.get(address).json()["image"] is None
    assert shopper.get("/api/v1/storefront/category?path=kitchen").json()["image"] is None
    nowhere = f"/api/v1/categories/{uuid4()}/image"
    assert client.post(nowhere, {"file": a_png()}).status_code == 404
    assert send(client, "delete", nowhere).status_code == 404


def a_png() -> SimpleUploadedFile:
    """A picture of forty by thirty dots."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(out, "PNG")
    return SimpleUploadedFile("bowl.png", out.getvalue(), "image/png")


@pytest.mark.parametrize("data", [b"", b"<svg onload='x()'/>", b"\x89PNG broken", b"<html></html>"])
def test_what_is_no_picture_is_422(data: bytes) -> None:
    site = a_site()
    file = SimpleUploadedFile("bowl.png", data, "image/png")
    answer = a_client(site).post(f"{PRODUCTS}/{a_product(site).pk}/images", {"file": file})
    assert answer.status_code == 422


def test_an_address_inside_our_own_network_is_not_fetched() -> None:
    site = a_site()
    body = {"url": "http://127.0.0.1:8000/secret.png"}
    answer = send(a_client(site), "post", f"{PRODUCTS}/{a_product(site).pk}/image-addresses", body)
    assert answer.status_code == 422


def test_products_are_listed_by_state_category_and_words() -> None:
    site = a_site()
    kitchen = a_category(site, "Kitchen")
    a_product(site, "Oak bowl", categories=[kitchen], vendor="Ash")
    a_product(site, "Linen apron", status="draft")
    client = a_client(site)

    def titles(query: str) -> list[str]:
        return [one["title"] for one in client.get(f"{PRODUCTS}?{query}").json()["data"]]

    assert titles("status=draft") == ["Linen apron"]
    assert titles(f"category_id={kitchen.pk}") == titles("q=bowl") == titles("vendor=Ash") == ["Oak bowl"]
    assert titles("sort=title") == ["Linen apron", "Oak bowl"]
    assert titles("status=active&status=draft&sort=created&limit=1") == ["Linen apron"]


def test_categories_are_made_moved_ordered_and_removed() -> None:
    site = a_site()
    client = a_client(site)
    home = send(client, "post", "/api/v1/categories", {"name": "Home"}).json()
    kitchen = send(client, "post", "/api/v1/categories", {"name": "Kitchen", "parent_id": home["id"]}).json()
    assert kitchen["path"] == "home/kitchen"
    address = f"/api/v1/categories/{kitchen['id']}"
    moved = send(client, "patch", address, {"parent_id": None}, If_Match='"1"').json()
    assert (moved["path"], moved["version"]) == ("kitchen", 2)
    assert send(client, "patch", address, {"name": "Cooking"}, If_Match='"1"').status_code == 412
    order = {"category_ids": [kitchen["id"], home["id"]]}
    assert send(client, "put", "/api/v1/category-order", order).status_code == 204
    assert [one["name"] for one in client.get("/api/v1/categories").json()["data"]] == ["Kitchen", "Home"]
    send(client, "post", PRODUCTS, {**BOWL, "category_ids": [kitchen["id"]]})
    assert send(client, "delete", address).json()["code"] == "category_in_use"
    assert send(client, "delete", f"{address}?products_to={home['id']}").status_code == 204


def test_many_products_are_changed_at_once_and_put_back() -> None:
    site = a_site()
    client = a_client(site)
    ids = [str(a_product(site, f"Bowl {number}", price=1000).pk) for number in range(3)]
    foreign = str(a_product(a_site()).pk)
    change = {"product_ids": [*ids, foreign], "step": "percent", "percent": "-10", "compare": "old_price"}
    report = send(client, "post", "/api/v1/product-changes/prices", change).json()
    assert (report["changed"], report["failures"]) == (3, [])
    assert [one["price_from"]["amount"] for one in client.get(PRODUCTS).json()["data"]] == [900, 900, 900]
    back = send(client, "post", f"/api/v1/product-changes/{report['undo_id']}/undoing").json()
    assert back["changed"] == 3
    assert [one["price_from"]["amount"] for one in client.get(PRODUCTS).json()["data"]] == [1000, 1000, 1000]
    again = send(client, "post", f"/api/v1/product-changes/{report['undo_id']}/undoing")
    assert (again.status_code, again.json()["code"]) == (409, "already_undone")
    assert Product.objects.get(pk=foreign).price_from == 1250
