"""What reads of the catalogue give back: frozen values, never rows. Amounts are minor units of the site's currency."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from dramac.commerce.catalog.rules import waiting
from dramac.commerce.catalog.rules.waiting import Waiting
from dramac.kit.money import Minor


class Picture(msgspec.Struct, frozen=True, gc=False):
    """A picture of a product: where its file lies below the media folder, its size, and the widths made of it."""

    id: UUID
    file: str
    alt: str = ""
    width: int = 0
    height: int = 0
    widths: tuple[int, ...] = ()


class Card(msgspec.Struct, frozen=True):
    """A product as a list shows it. `compare_at` belongs to the cheapest variant; None where nothing is reduced."""

    id: UUID
    slug: str
    title: str
    vendor: str
    price_from: Minor
    price_to: Minor
    compare_at: Minor | None
    variant_count: int
    is_in_stock: bool
    status: str
    created_at: datetime
    picture: Picture | None


class Sort(StrEnum):
    """The order of a list of products."""

    NEWEST = "newest"
    PRICE = "price"
    PRICE_DOWN = "price_down"
    TITLE = "title"
    RELEVANCE = "relevance"


class ListingQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which products to list. Every part narrows; only products that shoppers may see are ever listed.

    `category` is the path of a category, its subtree included. `options` maps folded option names to folded values, one
    of which the product must have; `vendors` and `tags` likewise. Prices are minor units: the product's range must touch
    them. A list goes on from `cursor` (any depth) or stands at `page` (from 1, see DEEPEST_PAGE).
    """

    category: str = ""
    text: str = ""
    price_min: Minor | None = None
    price_max: Minor | None = None
    options: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    vendors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    in_stock_only: bool = False
    sort: Sort | None = None
    cursor: str = ""
    page: int = 1
    size: int = 24


class Correction(msgspec.Struct, frozen=True):
    """A word that nothing is called by, and the word that was looked for instead."""

    typed: str
    used: str


class ListingPage(msgspec.Struct, frozen=True):
    """One page of a list. `next_cursor` is empty on the last page; `corrections` say what a search was changed to."""

    cards: tuple[Card, ...]
    next_cursor: str
    page: int
    corrections: tuple[Correction, ...] = ()


class FacetValue(msgspec.Struct, frozen=True):
    """One value to filter by, how many products would be listed with it, and whether it is chosen now."""

    key: str
    label: str
    count: int
    is_chosen: bool


class Facet(msgspec.Struct, frozen=True):
    """One thing to filter by. `kind` is option, vendor or tag; `key` the folded name of an option, else empty."""

    kind: str
    key: str
    label: str
    values: tuple[FacetValue, ...]


class Facets(msgspec.Struct, frozen=True):
    """What a list can be narrowed by; each facet is counted without its own filter, so that one can change one's mind.

    `total` is how many products the list has; prices are the lowest and highest in it without the price filter.
    """

    total: int
    price_lowest: Minor
    price_highest: Minor
    in_stock: int
    groups: tuple[Facet, ...]


class Step(msgspec.Struct, frozen=True):
    """A category on the way from the root, as breadcrumbs show it."""

    id: UUID
    name: str
    slug: str
    path: str


class DetailOption(msgspec.Struct, frozen=True):
    """A way in which the product's variants differ, with its values in order."""

    name: str
    values: tuple[str, ...]


class Sold(msgspec.Struct, frozen=True, kw_only=True):
    """How something sells, and what of it can be had when nothing of it is there."""

    tracks_stock: bool
    sells_when_out: bool
    is_preorder: bool = False
    oversell_limit: int | None = None
    promised_on: date | None = None
    promised_days: int | None = None

    @property
    def can_run_out(self) -> bool:
        """Whether there is an end to what can be sold."""
        return waiting.can_run_out(
            tracks_stock=self.tracks_stock, sells_when_out=self.sells_when_out, oversell_limit=self.oversell_limit
        )

    @property
    def kind(self) -> Waiting:
        """How it sells when nothing of it is there; never waits what is not counted."""
        return waiting.kind_of(sells_when_out=self.tracks_stock and self.sells_when_out, is_preorder=self.is_preorder)

    def can_be_sold(self, available: int) -> int | None:
        """Units that can be bought of it, with so many available (below zero where more is promised); None: no limit."""
        if not self.can_run_out:
            return None
        more = waiting.beyond(sells_when_out=self.sells_when_out, oversell_limit=self.oversell_limit)
        return max(available + more, 0)

    def promised(self, today: date) -> date | None:
        """The day to tell somebody who orders today; None where there is none, or only one that is past."""
        return waiting.promised(self.promised_on, self.promised_days, today) if self.kind else None


class DetailVariant(Sold, frozen=True):
    """A variant as the product page shows it. `values` stand in the order of the product's options."""

    id: UUID
    title: str
    values: tuple[str, ...]
    sku: str
    barcode: str
    price: Minor
    compare_at: Minor | None
    weight_g: int
    requires_shipping: bool
    is_taxable: bool
    image_id: UUID | None


class ProductDetail(msgspec.Struct, frozen=True):
    """A product as its page shows it; `trail` is the way to its first category. Archived variants are left out."""

    id: UUID
    slug: str
    title: str
    description_html: str
    vendor: str
    product_type: str
    tax_class: str
    status: str
    seo_title: str
    seo_description: str
    price_from: Minor
    price_to: Minor
    compare_at: Minor | None
    is_in_stock: bool
    version: int
    created_at: datetime
    updated_at: datetime
    trail: tuple[Step, ...]
    options: tuple[DetailOption, ...]
    variants: tuple[DetailVariant, ...]
    pictures: tuple[Picture, ...]
    tags: tuple[str, ...]

    @property
    def tells_a_day(self) -> bool:
        """Whether what is said of some variant changes with the day: when it comes, counted from today or past tomorrow."""
        return any(one.kind and (one.promised_on or one.promised_days is not None) for one in self.variants)


class SaleVariant(Sold, frozen=True):
    """A variant as carts, bills and orders need it. `title` is its option values joined, empty without options.

    `options` are (name, value) pairs; `image_file` is the variant's own picture, else the product's first, else empty.
    """

    id: UUID
    product_id: UUID
    product_title: str
    product_slug: str
    title: str
    options: tuple[tuple[str, str], ...]
    sku: str
    price: Minor
    compare_at: Minor | None
    cost: Minor | None
    tax_class: str
    weight_g: int
    requires_shipping: bool
    is_taxable: bool
    is_archived: bool
    status: str
    picture: Picture | None

    @property
    def is_on_sale(self) -> bool:
        """Whether shoppers may buy it, stock aside: its product is active and it is not archived."""
        return self.status == "active" and not self.is_archived

    @property
    def image_file(self) -> str:
        """The picture's file below the media folder; empty when there is none."""
        return self.picture.file if self.picture else ""


class CategoryNode(msgspec.Struct, frozen=True):
    """A category with those below it, in the order in which shoppers see them."""

    id: UUID
    name: str
    slug: str
    path: str
    depth: int
    is_visible: bool
    children: tuple[CategoryNode, ...] = ()


class CategoryDetail(msgspec.Struct, frozen=True):
    """A category as its page shows it, with the way to it (itself last)."""

    id: UUID
    name: str
    slug: str
    path: str
    description_html: str
    image_file: str
    seo_title: str
    seo_description: str
    is_visible: bool
    version: int
    parent_id: UUID | None
    trail: tuple[Step, ...]
    picture: Picture | None = None
