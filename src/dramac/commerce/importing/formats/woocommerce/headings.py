"""Owns the headings of WooCommerce's product CSV, and what each fills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dramac.commerce.importing import columns
from dramac.commerce.importing.columns import ColumnUse

ATTRIBUTES: Final = range(1, 31)
WEIGHTS: Final = {f"weight ({unit})": unit for unit in ("kg", "g", "lbs", "oz")} | {"weight": "kg"}

NAMES: Final[columns.Names] = {
    "id": ("id",),
    "type": ("type",),
    "sku": ("sku",),
    "barcode": ("gtin, upc, ean, or isbn", "meta: _global_unique_id"),
    "title": ("name",),
    "slug": ("slug",),
    "published": ("published",),
    "visibility": ("visibility in catalog",),
    "short_description": ("short description",),
    "description_html": ("description",),
    "sale_starts": ("date sale price starts",),
    "sale_ends": ("date sale price ends",),
    "tax_status": ("tax status",),
    "tax_class": ("tax class",),
    "in_stock": ("in stock?",),
    "quantity": ("stock",),
    "backorders": ("backorders allowed?",),
    "weight": tuple(WEIGHTS),
    "sale_price": ("sale price",),
    "price": ("regular price",),
    "cost": ("cost of goods", "cost of goods sold"),
    "categories": ("categories",),
    "tags": ("tags",),
    "vendor": ("brands",),
    "images": ("images",),
    "parent": ("parent",),
    "grouped": ("grouped products",),
    "external_url": ("external url",),
    "download": ("download 1 url",),
    "position": ("position",),
    "seo_title": ("meta: _yoast_wpseo_title", "meta: rank_math_title"),
    "seo_description": ("meta: _yoast_wpseo_metadesc", "meta: rank_math_description"),
    **{f"attribute{number}_name": (f"attribute {number} name",) for number in ATTRIBUTES},
    **{f"attribute{number}_value": (f"attribute {number} value(s)",) for number in ATTRIBUTES},
}
# Headings that no other layout has; without one of them a file is not taken for WooCommerce's.
SIGNS: Final = frozenset(
    {"regular price", "visibility in catalog", "in stock?", "backorders allowed?", "attribute 1 value(s)", "tax status"}
)
IGNORED: Final = dict.fromkeys(
    (
        *("is featured?", "sold individually?", "allow customer reviews?", "purchase note", "shipping class"),
        *(
            "length (",
            "width (",
            "height (",
            "download",
            "upsells",
            "cross-sells",
            "button text",
            "meta: ",
            "attribute ",
        ),
        "low stock amount",
    ),
    "not_kept",
)


def used(headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column fills."""
    return columns.uses(headers, NAMES, IGNORED)


def matches(headers: Sequence[str]) -> float:
    """How surely these are headings of a WooCommerce product file."""
    return columns.confidence(used(headers), SIGNS, ("id", "sku", "title"))


def weight_unit(headers: Sequence[str]) -> str:
    """The unit of the weight column, which its heading names: kg, g, lbs or oz."""
    return next((WEIGHTS[columns.plain(header)] for header in headers if columns.plain(header) in WEIGHTS), "kg")
