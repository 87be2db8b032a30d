"""Builders of products and categories for the tests of every slice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from dramac.commerce.catalog import actions
from dramac.commerce.catalog.models import Category, Product, Variant
from dramac.commerce.catalog.rules import options as combining
from dramac.commerce.catalog.rules.loads import ProductLoad, VariantLoad
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site
from dramac.tenancy.testing import an_actor


def a_product(
    site: Site,
    title: str = "Mug",
    *,
    price: int = 1250,
    options: Mapping[str, Sequence[str]] | None = None,
    **more: Any,
) -> Product:
    """An active product with one variant, or with every combination of `options`, all at one price in minor units.

    `more` goes into the draft (vendor, tags, status …); what names a column of a variant (sku, tracks_stock …) goes into
    each variant, a SKU numbered from the second on.
    """
    drafts = [actions.OptionDraft(name, tuple(values)) for name, values in (options or {}).items()]
    of_variant = {name: more.pop(name) for name in list(more) if name in actions.VariantDraft.__dataclass_fields__}
    sku = of_variant.pop("sku", "")
    rows = combining.grid(drafts)
    variants = tuple(
        actions.VariantDraft(
            values=row[: len(drafts)],
            price=price,
            sku=f"{sku}-{number}" if sku and number > 1 else sku,
            **of_variant,
        )
        for number, row in enumerate(rows, start=1)
    )
    categories = tuple(category.pk for category in more.pop("categories", ()))
    draft = actions.ProductDraft(
        title=title,
        options=tuple(drafts),
        variants=variants,
        category_ids=categories,
        **{"status": "active", **more},
    )
    saved = actions.save_product(site, draft, by=an_actor(), now=utc_now())
    return Product.objects.of(site).get(pk=saved.product_id)


def a_variant(site: Site, title: str = "Mug", *, price: int = 1250, **more: Any) -> Variant:
    """The only variant of a new product; see `a_product`."""
    return variants_of(a_product(site, title, price=price, **more))[0]


def many_variants(site: Site, number: int) -> list[Variant]:
    """So many products of one variant each, made as imports make them: quickly."""
    loads = [
        ProductLoad(slug=f"one-of-many-{n}", title=f"One of many {n}", variants=(VariantLoad(price=900),))
        for n in range(number)
    ]
    actions.load(site, loads, by=an_actor(), now=utc_now())
    return list(Variant.objects.of(site).filter(product__slug__startswith="one-of-many-").order_by("pk"))


def variants_of(product: Product) -> list[Variant]:
    """The product's variants that are not archived, in their order."""
    rows = Variant.objects.of(product.site_id).filter(product_id=product.pk, is_archived=False)
    return list(rows.order_by("position", "pk"))


def a_category(site: Site, name: str = "Kitchen", *, parent: Category | None = None, **more: Any) -> Category:
    """A visible category, at the root or below `parent`."""
    draft = actions.CategoryDraft(name=name, parent_id=parent.pk if parent else None, **more)
    key: UUID = actions.save_category(site, draft, by=an_actor(), now=utc_now())
    return Category.objects.of(site).get(pk=key)


def _a_picture(site: Site) -> tuple[UUID, UUID]:
    """A product and its picture, which has still to be fetched."""
    product = a_product(site, "A bowl of oak")
    address = "https://images.example/bowl.jpg"
    return product.pk, actions.add_image_by_url(site, product.pk, address, by=an_actor(), now=utc_now())


def _an_undo(site: Site) -> UUID | None:
    """What takes a bulk change back."""
    chosen = actions.Selection(ids=(a_product(site, "A bowl of oak").pk,))
    return actions.bulk_archive(site, chosen, by=an_actor(), now=utc_now()).undo_id


API_PARTS = {
    "slug": lambda site: a_product(site, "A bowl of oak").slug,
    "product_id": lambda site: a_product(site, "A bowl of oak").pk,
    "undo_id": _an_undo,
    "category_id": lambda site: a_category(site, "Kitchen and table").pk,
    "variant_id": lambda site: a_variant(site, "A bowl of oak").pk,
    ("product_id", "variant_id"): lambda site: (a := a_variant(site, "A bowl of oak")) and (a.product_id, a.pk),
    ("product_id", "image_id"): _a_picture,
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {
    "product_id": lambda site: a_product(site, "A bowl of oak").pk,
    "category_id": lambda site: a_category(site, "Kitchen and table").pk,
    "image_id": lambda site: _a_picture(site)[1],
}
"""What names a record of this part in addresses of the dashboard, for the test that walks them all."""
