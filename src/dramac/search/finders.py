"""What the palette finds in each slice, through the slice's own queries."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.customers import queries as customers
from dramac.commerce.orders import queries as orders
from dramac.kit.money import Money
from dramac.search.finding import Hit
from dramac.tenancy.models import Site
from dramac.ui.formats import money


def find_orders(site: Site, words: str, most: int) -> Sequence[Hit]:
    """Orders by number, e-mail address or name, newest first. One statement."""
    return [
        Hit(
            label=f"#{order.number} {order.name or order.email}",
            href=reverse("orders:detail", kwargs={"site_slug": site.slug, "number": order.number}),
            icon="shopping-bag",
            detail=money(Money(order.total, order.currency)),
        )
        for order in orders.search(site, words, limit=most)
    ]


def find_customers(site: Site, words: str, most: int) -> Sequence[Hit]:
    """Customers by name, e-mail address or phone, newest first. One statement."""
    return [
        Hit(
            label=customer.name or customer.email,
            href=reverse("customers:detail", kwargs={"site_slug": site.slug, "customer_id": customer.pk}),
            icon="user",
            detail=customer.email if customer.name else "",
        )
        for customer in customers.search(site, words, limit=most)
    ]


def find_products(site: Site, words: str, most: int) -> Sequence[Hit]:
    """Products of any status by their words or SKU, as shoppers search, last changed first. One statement."""
    found = catalog.products_for_index(site, catalog.IndexFilters(text=words)).order_by("-updated_at", "-pk")
    return [
        Hit(
            label=product.title,
            href=reverse("catalog:product", kwargs={"site_slug": site.slug, "product_id": product.pk}),
            icon="package",
            detail=money(Money(product.price_from, site.currency)),
        )
        for product in found[:most]
    ]
