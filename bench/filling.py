"""Filling a shop: opened and furnished as any other, its catalogue loaded by the action that imports use."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from bench import growing, past, shop
from bench.rows import fill, settle, trust
from bench.shop import Product, Shop
from dramac.api import actions as api
from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import models
from dramac.commerce.catalog.rules.loads import ProductLoad, VariantLoad
from dramac.commerce.inventory.models import Location, StockLevel
from dramac.commerce.payments import queries as payments
from dramac.commerce.shipping import actions as shipping
from dramac.commerce.shipping import queries as deliveries
from dramac.commerce.shipping.rules import ShippingKind
from dramac.commerce.tax import actions as tax
from dramac.kit.clock import utc_now
from dramac.project import preparing
from dramac.tenancy.actions import NewSite
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

UNITS = 1_000_000
NOW = utc_now()
WOODS = ("Oak", "Ash", "Walnut", "Birch", "Linen", "Wool", "Clay", "Glass", "Steel", "Brass")
THINGS = ("bowl", "tray", "lamp", "stool", "cushion", "vase", "basket", "kettle", "candle", "shelf", "apron", "mug")
ROOMS = ("Kitchen", "Table", "Bedroom", "Bath", "Garden", "Study", "Hall", "Light")


def filled(products: int, orders: int) -> Shop:
    """A new shop with so many thousand products and past orders, in an empty database."""
    plan = NewSite(shop.SLUG, "Bench", domain=shop.HOST)
    site = preparing.create_site(plan, owner="owner@example.com", say=lambda words: None)
    tax.add_rate(site=site, details=tax.RateDetails("VAT", Decimal(23), "IE"), by=SYSTEM, now=NOW)
    way = shipping.MethodDetails("Standard", ShippingKind.FLAT, shop.DELIVERY)
    shipping.add_method(site=site, details=way, by=SYSTEM, now=NOW)
    issued = api.create_key(site=site, wanted=api.NewKey("Bench", kind="publishable"), by=SYSTEM, now=NOW)
    loads = [product(number) for number in range(shop.SMALL)]
    catalog.load(site, loads, by=SYSTEM, now=NOW - timedelta(days=1))
    trust()
    _furnish(site)
    kept = Shop(issued.text, _shown(site), deliveries.rates(site)[0].id, payments.offers(site)[0].id)
    past.remember(site, kept, NOW)
    growing.products(products)
    growing.orders(orders)
    past.wait(site, kept)
    settle()
    return kept


def product(number: int) -> ProductLoad:
    """Product `number`, with its three variants, as an import brings it."""
    wood, thing = WOODS[number % len(WOODS)], THINGS[number % len(THINGS)]
    text = f"A {thing} of {wood.lower()}, made to be used every day and to last longer than the shelf it stands on. "
    variants = tuple(
        VariantLoad(values=(size,), sku=f"{number:06d}-{size}", price=shop.price(number), weight_g=400)
        for size in ("Small", "Medium", "Large")
    )
    return ProductLoad(
        slug=f"product-{number:06d}",
        title=f"{wood} {thing} {number}",
        description_html=f"<p>{text * 3}</p>",
        vendor=f"Workshop {number % 20}",
        product_type=thing,
        status="active",
        option_names=("Size",),
        variants=variants,
        tags=(wood.lower(), f"season-{number % 4}"),
        categories=((ROOMS[number % len(ROOMS)],),),
    )


def _furnish(site: Site) -> None:
    """A picture of each product and plenty of each variant."""
    keys = models.Product.objects.of(site).order_by("slug").values_list("pk", flat=True)
    fill(models.ProductImage, [_image(site, number, key) for number, key in enumerate(keys)])
    location = Location.objects.of(site).get().pk
    variants = models.Variant.objects.of(site).values_list("pk", flat=True)
    fill(
        StockLevel,
        [
            past.row(site, shop.LEVEL, number, variant_id=key, location_id=location, on_hand=UNITS)
            for number, key in enumerate(variants)
        ],
    )
    models.Product.objects.of(site).update(is_in_stock=True)


def _image(site: Site, number: int, product_id: UUID) -> dict[str, object]:
    picture = {"file": f"{site.pk}/products/{number}.jpg", "alt": "A product", "width": 1600, "height": 1600}
    sizes = "[320, 640, 960, 1280]"
    return past.row(site, shop.IMAGE, number, product_id=product_id, widths=sizes, state="ready", **picture)


def _shown(site: Site) -> tuple[Product, ...]:
    rows = models.Product.objects.of(site).filter(slug__lt=f"product-{shop.SMALL:06d}").order_by("slug")
    variants = models.Variant.objects.of(site).filter(product__in=rows).order_by("position")
    found: dict[UUID, list[UUID]] = {}
    for product_id, key in variants.values_list("product_id", "pk"):
        found.setdefault(product_id, []).append(key)
    return tuple(Product(row.pk, row.slug, tuple(found[row.pk])) for row in rows)
