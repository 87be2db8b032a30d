"""What a shop has behind it, in bulk rows: customers, what they ordered and paid, and carts that wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bench import shop
from bench.rows import fill
from bench.shop import Shop
from dramac.commerce.cart.models import Cart, CartLine
from dramac.commerce.customers.models import Customer
from dramac.commerce.orders.models import Order, OrderLine, OrderNumber
from dramac.commerce.payments.models import Payment
from dramac.tenancy.models import Site

ORDERS_OF_EACH = 5
PAID = {"provider": "manual", "currency": "EUR", "amount": 2490, "authorized": 2490, "captured": 2490}
DONE = {"state": "completed", "payment_state": "paid", "fulfilment_state": "fulfilled"}
AMOUNTS = {"subtotal": 2000, "shipping_total": 490, "total": 2490}
LINE_AMOUNTS = {"unit_price": 1000, "gross": 1000, "net": 1000, "tax": 187, "total": 1000}


def remember(site: Site, kept: Shop, now: datetime) -> None:
    """The orders of a small shop, one a minute until now."""
    orders, people = shop.SMALL, shop.SMALL // ORDERS_OF_EACH
    fill(Customer, (_customer(site, number) for number in range(people)))
    fill(Payment, (row(site, shop.PAYMENT, number, **PAID) for number in range(orders)))
    fill(Order, (_order(site, number, people, now - timedelta(minutes=orders - number)) for number in range(orders)))
    fill(OrderLine, (line for number in range(orders) for line in _order_lines(site, number, kept)))
    OrderNumber.objects.update_or_create(site=site, defaults={"last": orders + 1000})


def wait(site: Site, kept: Shop) -> None:
    """Carts that the measuring fills and orders."""
    for kind in (shop.EMPTY_CART, shop.FULL_CART):
        fill(Cart, (row(site, kind, number, digest=shop.digest(kind, number)) for number in range(shop.CARTS)))
    fill(CartLine, (line for number in range(shop.CARTS) for line in _cart_lines(site, number, kept)))


def row(site: Site, kind: int, at: int, /, **columns: Any) -> dict[str, Any]:
    """Row number `at` of a kind."""
    return {"site_id": site.pk, "id": shop.key(kind, at), **columns}


def _customer(site: Site, number: int) -> dict[str, Any]:
    email = f"known-{number}@example.com"
    return row(site, shop.CUSTOMER, number, email=email, email_key=email, name="Grace Hopper")


def _order(site: Site, at: int, people: int, placed_at: datetime) -> dict[str, Any]:
    customer = at % people
    return row(
        site,
        shop.ORDER,
        at,
        number=at + 1001,
        currency="EUR",
        prices_include_tax=True,
        customer_id=shop.key(shop.CUSTOMER, customer),
        email=f"known-{customer}@example.com",
        payment_id=shop.key(shop.PAYMENT, at),
        token_digest=f"{at:064x}",
        placed_at=placed_at,
        **DONE,
        **AMOUNTS,
    )


def _order_lines(site: Site, number: int, kept: Shop) -> Iterator[dict[str, Any]]:
    for place in range(1 + number % 2):
        product = kept.products[(number + place) % shop.SMALL]
        yield row(
            site,
            shop.ORDER_LINE,
            number * 2 + place,
            order_id=shop.key(shop.ORDER, number),
            position=place,
            product_id=product.id,
            variant_id=product.variant_id,
            title="A product",
            quantity=1,
            fulfilled=1,
            **LINE_AMOUNTS,
        )


def _cart_lines(site: Site, number: int, kept: Shop) -> Iterator[dict[str, Any]]:
    for place, product in enumerate(kept.bought(number)):
        line = number * shop.LINES + place
        cart, price = shop.key(shop.FULL_CART, number), shop.price(line % shop.SMALL)
        what = {"variant_id": product.variant_id, "quantity": 1, "seen_price": price}
        yield row(site, shop.CART_LINE, line, cart_id=cart, **what)
