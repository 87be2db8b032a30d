"""Suppliers of the demonstration, what they sell, and orders past and under way, so that the reorder list lives."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.purchasing import actions, queries
from dramac.commerce.purchasing.actions import Delivery, ItemDetails, LineWish, OrderDetails, SupplierDetails
from dramac.commerce.purchasing.queries import Supplier
from dramac.commerce.purchasing.rules import Delivered
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

BUYER = Actor("staff", "Nora Keane")
NAMES: tuple[tuple[str, str, int, int | None], ...] = (
    ("Harbour Mill", "Orla Byrne", 6, 25_000),
    ("Kupka Workshops", "Petr Kupka", 14, 40_000),
    ("Northern Goods", "Ingrid Dahl", 10, None),
    ("Quiet Hands", "Mei Tanaka", 21, 60_000),
    ("Valley Makers", "Tom Price", 4, None),
)
PAST = ((38, 1), (24, 1), (12, 2), (5, 0), (2, 0))
"""How many days ago each supplier got an order, and what of every second line came: all, a half, or nothing yet."""

PACKS = (1, 1, 4, 6, 12)


class Sent(NamedTuple):
    """When an order was sent; `share` as in PAST."""

    at: datetime
    share: int


def buy(site: Site, now: datetime) -> int:
    """Suppliers sell most of what is tracked, three orders came and two are on their way; returns how many orders."""
    chance = Random(f"{site.slug} buys")
    begun = now - timedelta(days=40)
    suppliers = [_supplier(site, told, begun) for told in NAMES]
    variants = list(catalog.variants_for_index(site).filter(tracks_stock=True).order_by("product_id", "pk"))
    sold: dict[UUID, list[catalog.Variant]] = {one.pk: [] for one in suppliers}
    for variant in variants:
        if chance.random() < 0.08:
            continue
        supplier = suppliers[variant.product_id.int % len(suppliers)]
        cost = variant.cost if variant.cost is not None else variant.price * 2 // 5
        pack = chance.choice(PACKS)
        code = f"{supplier.name[:2].upper()}-{chance.randint(10_000, 99_999)}"
        details = ItemDetails(code, cost, minimum_lot=pack * chance.choice((1, 1, 2)), pack_size=pack)
        actions.put_item(site=site, supplier_id=supplier.pk, variant_id=variant.pk, details=details, now=begun)
        sold[supplier.pk].append(variant)
    orders = [(supplier, past) for supplier, past in zip(suppliers, PAST, strict=True) if sold[supplier.pk]]
    for supplier, (days, share) in orders:
        goods = chance.sample(sold[supplier.pk], min(5, len(sold[supplier.pk])))
        _order(site, supplier, goods, Sent(now - timedelta(days=days), share), chance)
    return len(orders)


def _supplier(site: Site, told: tuple[str, str, int, int | None], now: datetime) -> Supplier:
    name, contact, days, least = told
    email = f"orders@{name.lower().replace(' ', '-')}.example"
    details = SupplierDetails(name, contact, email, lead_time_days=days, minimum_order=least)
    return actions.add_supplier(site=site, details=details, by=BUYER, now=now)


def _order(site: Site, supplier: Supplier, goods: list[catalog.Variant], sent: Sent, chance: Random) -> None:
    """An order that was sent then, and what came of it since."""
    wishes = [LineWish(variant.pk, chance.choice((12, 24, 36))) for variant in goods]
    details = OrderDetails(shipping_cost=chance.choice((1900, 2900, 4500)))
    told: dict[str, Any] = {"site": site, "by": BUYER}
    made = actions.create_order(supplier_id=supplier.pk, lines=wishes, details=details, now=sent.at, **told)
    actions.place_order(order_id=made.pk, now=sent.at + timedelta(hours=2), **told)
    detail = queries.detail(site, made.pk)
    if detail is None or not sent.share:
        return
    units = [
        Delivered(line.pk, line.ordered // sent.share if number % 2 else line.ordered)
        for number, line in enumerate(detail.lines)
    ]
    delivery = Delivery(units, "first", "Delivery note 1")
    actions.receive(order_id=made.pk, delivery=delivery, now=sent.at + timedelta(days=7), **told)
