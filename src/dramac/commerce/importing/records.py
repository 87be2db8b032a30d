"""Owns what every file format is read into and written from: products, variants, images and what was wrong with a row.

Three things a cell can say are kept apart. A value: bring it in. Nothing, in a column the file has: set to empty (`""`,
`None`, `()`). No such column, or nothing where emptiness has no meaning (a price, a quantity): `UNCHANGED`, which leaves
what the shop has as it is, or takes the shop's default when the product is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, Literal, TypeAlias, TypeVar


class Unchanged(Enum):
    """The one value that says: the file does not speak of this."""

    UNCHANGED = "unchanged"

    def __repr__(self) -> str:
        return "UNCHANGED"


UNCHANGED: Final = Unchanged.UNCHANGED

T = TypeVar("T")
Given: TypeAlias = T | Unchanged

Status = Literal["active", "draft", "archived"]
Oversell = Literal["deny", "continue"]
Severity = Literal["refused", "warning"]
Params: TypeAlias = Mapping[str, str | int]

MAX_OPTIONS = 3
MAX_VARIANTS = 2_000
MAX_QUANTITY = 10_000_000
MAX_GRAMS = 10_000_000

# Longest text of each field in characters: what the catalogue's columns hold.
LONGEST: Final[Mapping[str, int]] = {
    "handle": 255,
    "title": 255,
    "description_html": 200_000,
    "vendor": 255,
    "product_type": 255,
    "tag": 255,
    "category": 120,
    "tax_class": 40,
    "seo_title": 200,
    "seo_description": 400,
    "option_name": 255,
    "option_value": 255,
    "sku": 255,
    "barcode": 64,
    "url": 2_000,
    "alt": 512,
}


@dataclass(frozen=True, slots=True)
class ImageRecord:
    """A picture by its address. `position` counts from 1 in the order in which shoppers see them."""

    url: str
    alt: str = ""
    position: int = 1


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """What is really bought. `option_values` stand in the order of the product's `option_names`.

    Amounts are exact decimals of the currency of the shop, never below zero; their number of decimals is not checked
    against the currency here. `weight_g` is whole grams, rounded half up. `quantity` is what is on hand, never below
    zero, and is given for untracked variants too where the file gives it. `line` is where the variant stands in the
    file (see `reading.tables.Row`). Without `option_values` the variant is the one with this SKU, or the only one.
    """

    sku: Given[str] = UNCHANGED
    barcode: Given[str] = UNCHANGED
    option_values: Given[tuple[str, ...]] = UNCHANGED
    price: Given[Decimal] = UNCHANGED
    compare_at_price: Given[Decimal | None] = UNCHANGED
    cost: Given[Decimal | None] = UNCHANGED
    weight_g: Given[int] = UNCHANGED
    requires_shipping: Given[bool] = UNCHANGED
    taxable: Given[bool] = UNCHANGED
    tracked: Given[bool] = UNCHANGED
    quantity: Given[int] = UNCHANGED
    oversell: Given[Oversell] = UNCHANGED
    preorder: Given[bool] = UNCHANGED
    oversell_limit: Given[int] = UNCHANGED
    promised_on: Given[date] = UNCHANGED
    promised_days: Given[int] = UNCHANGED
    image_url: Given[str] = UNCHANGED
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """One product as a file tells it.

    `identified_by` says how a loader finds the product that is already there. "handle": by its address, which the file
    gives. "sku": by any of its variants' SKUs first, then by `handle`, which was only derived from the title and serves
    as the address of a new product (empty where there is no title either); if the product found so has several variants
    and the record has one without option values, the record's product fields belong to that variant and are left alone.

    `variants` are those to create or update; empty means that the file says nothing about variants. None is ever removed
    because it is missing here: it may have been refused. `categories` are paths from the root of the tree.
    `description_html` is as found: whoever stores it makes it safe.
    """

    handle: str
    identified_by: Literal["handle", "sku"] = "handle"
    title: Given[str] = UNCHANGED
    description_html: Given[str] = UNCHANGED
    vendor: Given[str] = UNCHANGED
    product_type: Given[str] = UNCHANGED
    tags: Given[tuple[str, ...]] = UNCHANGED
    categories: Given[tuple[tuple[str, ...], ...]] = UNCHANGED
    status: Given[Status] = UNCHANGED
    tax_class: Given[str] = UNCHANGED
    seo_title: Given[str] = UNCHANGED
    seo_description: Given[str] = UNCHANGED
    option_names: Given[tuple[str, ...]] = UNCHANGED
    variants: tuple[VariantRecord, ...] = ()
    images: Given[tuple[ImageRecord, ...]] = UNCHANGED
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing that was wrong with one row, for people to put right.

    "refused": the row (a variant, or a whole product where the code says so) was left out. "warning": it was taken, but
    this value was left out or understood in a way worth knowing. `column` is the heading as the file has it, empty when
    the whole row is meant; `line` 0 means the file as a whole. The words are in `sentences`.
    """

    line: int
    column: str
    code: str
    params: Params = field(default_factory=dict)
    severity: Severity = "refused"
    value: str = ""


class CannotRead(Exception):
    """The file as a whole cannot be used; nothing was read from it. The words are in `sentences`."""

    def __init__(self, code: str, params: Params | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params: Params = params or {}
