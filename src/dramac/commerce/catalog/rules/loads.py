"""What a product should become, as a file says it: `None` leaves what is there, or takes the default of a new product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final
from uuid import UUID

from dramac.kit.money import Minor


class Clear(Enum):
    """The one value that says: there shall be none."""

    CLEAR = "clear"


CLEAR: Final = Clear.CLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLoad:
    """A picture by its address; it is fetched later."""

    url: str
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantLoad:
    """A variant of a file. Found by its option values, else by its SKU, else it is the product's only one.

    Amounts are minor units of the site's currency; CLEAR takes away a compare-at price, a cost, a cap or a promise. `image_url` is one of
    the product's pictures.
    """

    values: tuple[str, ...] | None = None
    sku: str | None = None
    barcode: str | None = None
    price: Minor | None = None
    compare_at_price: Minor | Clear | None = None
    cost: Minor | Clear | None = None
    weight_g: int | None = None
    requires_shipping: bool | None = None
    is_taxable: bool | None = None
    tracks_stock: bool | None = None
    sells_when_out: bool | None = None
    is_preorder: bool | None = None
    oversell_limit: int | Clear | None = None
    promised_on: date | Clear | None = None
    promised_days: int | Clear | None = None
    image_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLoad:
    """A product of a file. Found by `product_id` where the caller looked it up, else by `slug`; else it is new.

    Variants that are not named stay as they are. `categories` are paths of names from the root; missing ones are made.
    `images` are added where the product has none from the same address; none is taken away. `option_names` may rename.
    """

    slug: str
    product_id: UUID | None = None
    title: str | None = None
    description_html: str | None = None
    vendor: str | None = None
    product_type: str | None = None
    tax_class: str | None = None
    status: str | None = None
    seo_title: str | None = None
    seo_description: str | None = None
    option_names: tuple[str, ...] | None = None
    variants: tuple[VariantLoad, ...] = ()
    tags: tuple[str, ...] | None = None
    categories: tuple[tuple[str, ...], ...] | None = None
    images: tuple[ImageLoad, ...] | None = None


@dataclass(frozen=True, slots=True)
class LoadProblem:
    """Why a product, or its variant number `variant` (from 0), was left out or taken otherwise than written."""

    code: str
    variant: int | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)
    is_refusal: bool = True


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What became of one product of a file: created, updated, unchanged or refused.

    `variant_ids` stand in the order of its variants; None where a variant was refused.
    """

    state: str
    product_id: UUID | None = None
    variant_ids: tuple[UUID | None, ...] = ()
    variants_created: int = 0
    variants_updated: int = 0
    problems: tuple[LoadProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a batch, product by product in the order given."""

    outcomes: tuple[LoadOutcome, ...] = ()

    def count(self, state: str) -> int:
        """How many products ended as `state`."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def variants_created(self) -> int:
        """How many variants are new."""
        return sum(outcome.variants_created for outcome in self.outcomes)

    @property
    def variants_updated(self) -> int:
        """How many variants have changed."""
        return sum(outcome.variants_updated for outcome in self.outcomes)
