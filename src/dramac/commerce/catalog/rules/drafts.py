"""What a product should become, as an editor or the API says it; and one thing that is wrong with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dramac.kit.money import Minor


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was asked. `field` is its place (`title`, `variants.3.price`), `code` what is
    wrong, for programs; `params` is what its sentence may name."""

    field: str
    code: str
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """A way in which the variants differ, with its values in the order in which shoppers see them."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantDraft:
    """One combination of option values with its price. `id` names the variant it changes; without it one is made.

    `values` stand in the order of the product's options. Amounts are minor units of the site's currency.
    """

    price: Minor
    id: UUID | None = None
    values: tuple[str, ...] = ()
    sku: str = ""
    barcode: str = ""
    compare_at_price: Minor | None = None
    cost: Minor | None = None
    weight_g: int = 0
    requires_shipping: bool = True
    is_taxable: bool = True
    tracks_stock: bool = True
    sells_when_out: bool = False
    is_preorder: bool = False
    oversell_limit: int | None = None
    promised_on: date | None = None
    promised_days: int | None = None
    image_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDraft:
    """A whole product: what is not named in it is gone after saving.

    Without `slug` the address is made from the title and then stays. Without `status` it stays as it is, draft for a new
    product. A product without options has exactly one variant, without values.
    """

    title: str
    variants: tuple[VariantDraft, ...]
    slug: str = ""
    description_html: str = ""
    vendor: str = ""
    product_type: str = ""
    tax_class: str = "standard"
    status: str | None = None
    seo_title: str = ""
    seo_description: str = ""
    options: tuple[OptionDraft, ...] = ()
    category_ids: tuple[UUID, ...] = ()
    tags: tuple[str, ...] = ()
