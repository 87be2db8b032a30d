"""What is measured: each scenario as the requests of a shopper, and what its targets are (design.md, section 6)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bench import shop
from bench.load import Ask, Unit
from bench.shop import Shop

PAGE = {"Host": shop.HOST, "Accept": "text/html", "Accept-Encoding": "identity"}
ADDRESS = {"name": "Grace Hopper", "line1": "1 Harbour Road", "city": "Dublin", "postcode": "D01 F5P2", "country": "IE"}
GROWTH = 1.3
"""How much longer the same may take in a large shop than in a small one."""

WATCHED = 2
"""The piece of work whose statements are watched, and the one after it; those before fill what the program keeps."""

FIRST = WATCHED + 2
"""The first piece that is measured."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Something a shopper does. Work `number` gives its requests; `names` what in it differs from number to number.

    `requests` is how many there are. `ratios` are the least shares of the bare statements' pace that are aimed at, by
    database; `cpu_ms` the most milliseconds of the web process for one request, or for all of them where `is_whole`.
    Pages have none: design.md says them of the API.
    `uses_up` says that each piece of work uses up a cart, `places` that it places an order.
    """

    name: str
    label: str
    unit: Callable[[Shop, int], Unit]
    names: Callable[[Shop, int], tuple[UUID | str, ...]]
    ratios: Mapping[str, float]
    cpu_ms: float | None
    requests: int = 1
    is_whole: bool = False
    uses_up: bool = False
    places: bool = False


def _api(kept: Shop, cart: str = "") -> dict[str, str]:
    own = {"Host": shop.HOST, "Authorization": f"Bearer {kept.key}", "Content-Type": "application/json"}
    return {**own, "Dramac-Cart": cart} if cart else own


def _list_page(kept: Shop, number: int) -> Unit:
    yield Ask("GET", "/products", headers=PAGE)


def _list_api(kept: Shop, number: int) -> Unit:
    yield Ask("GET", "/api/v1/storefront/products", headers=_api(kept))


def _product_page(kept: Shop, number: int) -> Unit:
    yield Ask("GET", f"/products/{_looked_at(kept, number).slug}", headers=PAGE)


def _product_api(kept: Shop, number: int) -> Unit:
    yield Ask("GET", f"/api/v1/storefront/products/{_looked_at(kept, number).slug}", headers=_api(kept))


def _add_to_cart(kept: Shop, number: int) -> Unit:
    headers = _api(kept, shop.secret(shop.EMPTY_CART, number))
    for product in kept.bought(number):
        yield _adding(product.variant_id, headers)


def _place_order(kept: Shop, number: int) -> Unit:
    headers = _api(kept, shop.secret(shop.FULL_CART, number))
    email = shop.email("placed", number)
    yield _ordering(kept, email, shop.total(number), headers)


def _whole_checkout(kept: Shop, number: int) -> Unit:
    opened = yield Ask("POST", "/api/v1/storefront/carts", b"{}", _api(kept), 201)
    headers = _api(kept, json.loads(opened)["secret"])
    for product in kept.bought(number):
        yield _adding(product.variant_id, headers)
    email = shop.email("whole", number)
    told = {"email": email, "address": ADDRESS, "shipping_method_id": str(kept.shipping_method_id)}
    yield Ask("PATCH", "/api/v1/storefront/cart", _json(told), headers)
    shown = yield Ask("GET", "/api/v1/storefront/cart/quote", headers=headers)
    yield _ordering(kept, email, json.loads(shown)["cart"]["totals"]["total"]["amount"], headers)


def _adding(variant_id: UUID, headers: Mapping[str, str]) -> Ask:
    return Ask("POST", "/api/v1/storefront/cart/lines", _json({"variant_id": str(variant_id)}), headers)


def _ordering(kept: Shop, email: str, total: int, headers: Mapping[str, str]) -> Ask:
    body = {
        "expected_total": {"amount": total, "currency": "EUR"},
        "email": email,
        "address": ADDRESS,
        "shipping_method_id": str(kept.shipping_method_id),
        "payment_method_id": str(kept.payment_method_id),
    }
    return Ask("POST", "/api/v1/storefront/orders", _json(body), headers, 201)


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()


def _looked_at(kept: Shop, number: int) -> shop.Product:
    return kept.products[number % shop.SMALL]


def _nothing(kept: Shop, number: int) -> tuple[UUID | str, ...]:
    return ()


def _product(kept: Shop, number: int) -> tuple[UUID | str, ...]:
    product = _looked_at(kept, number)
    return product.id, product.slug, *product.variants


def _bought(kept: Shop, number: int) -> tuple[UUID | str, ...]:
    return tuple(key for product in kept.bought(number) for key in (product.id, product.variant_id))


def _empty_cart(kept: Shop, number: int) -> tuple[UUID | str, ...]:
    kind = shop.EMPTY_CART
    return shop.key(kind, number), shop.digest(kind, number), *_bought(kept, number)


def _full_cart(kept: Shop, number: int) -> tuple[UUID | str, ...]:
    kind = shop.FULL_CART
    own = (shop.key(kind, number), shop.digest(kind, number), shop.email("placed", number))
    return (*own, *_bought(kept, number))


def _whole_cart(kept: Shop, number: int) -> tuple[UUID | str, ...]:
    return shop.email("whole", number), *_bought(kept, number)


def _both(share: float) -> dict[str, float]:
    return {"postgresql": share, "sqlite": share}


ORDER = {"postgresql": 0.50, "sqlite": 0.35}
SCENARIOS = (
    Scenario("list-api", "product list, API", _list_api, _nothing, _both(0.25), 3),
    Scenario("list-page", "product list, page", _list_page, _nothing, _both(0.15), None),
    Scenario("product-api", "product, API", _product_api, _product, _both(0.15), 2),
    Scenario("product-page", "product, page", _product_page, _product, _both(0.10), None),
    Scenario(
        "add-to-cart", "add to cart, 3 lines", _add_to_cart, _empty_cart, _both(0.25), 4, requests=3, uses_up=True
    ),
    Scenario("place-order", "place order, 3 lines", _place_order, _full_cart, ORDER, None, uses_up=True, places=True),
    Scenario(
        "whole-checkout",
        "whole checkout, 7 requests",
        _whole_checkout,
        _whole_cart,
        {},
        20,
        requests=7,
        is_whole=True,
        places=True,
    ),
)
