"""What is sent to make and change products and categories, and how it becomes a draft."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

import pydantic

from dramac.api.bodies import Changes, Sent
from dramac.api.fields import AmountBody, given, maybe_minor
from dramac.commerce.catalog.actions import OptionDraft, ProductDraft, VariantDraft
from dramac.commerce.catalog.api.shapes import Status
from dramac.commerce.catalog.rules.descriptions import LONGEST
from dramac.commerce.catalog.rules.options import MAX_VARIANTS
from dramac.commerce.catalog.rules.products import HEAVIEST_G, MOST_TAGS
from dramac.commerce.catalog.rules.waiting import MOST_BEYOND, MOST_DAYS
from dramac.tenancy.models import Site

Short = Annotated[str, pydantic.Field(max_length=255)]
Title = Annotated[str, pydantic.Field(min_length=1, max_length=255, examples=["Oak bowl"])]
Slug = Annotated[
    str, pydantic.Field(max_length=255, description="Made from the title where it is empty.", examples=["oak-bowl"])
]
Html = Annotated[
    str,
    pydantic.Field(
        max_length=LONGEST, description="What could harm is taken out.", examples=["<p>Turned from oak.</p>"]
    ),
]
SeoTitle = Annotated[str, pydantic.Field(max_length=200)]
SeoText = Annotated[str, pydantic.Field(max_length=400)]
TaxClass = Annotated[str, pydantic.Field(max_length=40, examples=["standard"])]
Tags = Annotated[tuple[Short, ...], pydantic.Field(max_length=MOST_TAGS, examples=[["handmade"]])]
CategoryIds = Annotated[tuple[UUID, ...], pydantic.Field(max_length=100, examples=[[]])]
Values = Annotated[tuple[Short, ...], pydantic.Field(max_length=3, examples=[[]])]
Grams = Annotated[int, pydantic.Field(ge=0, le=HEAVIEST_G, examples=[350])]
Beyond = Annotated[
    int | None,
    pydantic.Field(
        ge=0,
        le=MOST_BEYOND,
        description="Units that may be sold beyond what all locations have; null: without limit.",
        examples=[None],
    ),
]
Days = Annotated[
    int | None,
    pydantic.Field(ge=0, le=MOST_DAYS, description="Promised so many days after the order.", examples=[None]),
]
PRICE = {"amount": 1250, "currency": "EUR"}
AMOUNTS = ("price", "compare_at_price", "cost")


class OptionBody(Sent):
    """A way in which the variants differ, with its values in the order in which shoppers see them."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=255, examples=["Size"])]
    values: Annotated[tuple[Short, ...], pydantic.Field(max_length=MAX_VARIANTS, examples=[["Small", "Large"]])] = ()


class VariantBody(Sent):
    """A variant as a whole. `values` stand in the order of the product's options."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"price": PRICE, "values": ["Small"], "sku": "BOWL-S", "weight_g": 350}

    price: AmountBody
    values: Values = ()
    sku: Annotated[Short, pydantic.Field(examples=["BOWL-S"])] = ""
    barcode: Annotated[str, pydantic.Field(max_length=64)] = ""
    compare_at_price: AmountBody | None = None
    cost: AmountBody | None = None
    weight_g: Grams = 0
    requires_shipping: bool = True
    is_taxable: bool = True
    tracks_stock: bool = True
    sells_when_out: bool = False
    is_preorder: bool = False
    oversell_limit: Beyond = None
    promised_on: datetime.date | None = None
    promised_days: Days = None
    image_id: Annotated[UUID | None, pydantic.Field(examples=[None])] = None

    def draft(self, site: Site, place: str = "") -> VariantDraft:
        """The same for the action; `place` is where it stands in the body. Raises WrongCurrency."""
        amounts = {name: maybe_minor(site, getattr(self, name), f"{place}{name}") for name in AMOUNTS}
        return VariantDraft(**{**dict(self), **amounts})


class KeptVariantBody(VariantBody):
    """A variant as a whole; `id` names the one that it changes, without it one is made."""

    id: Annotated[UUID | None, pydantic.Field(examples=[None])] = None


class VariantChanges(Changes):
    """What should change of a variant; the rest stays. Null takes a compare-at price or a cost away."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"price": PRICE, "compare_at_price": None}

    price: AmountBody = pydantic.Field(default_factory=lambda: AmountBody(amount=0, currency="XXX"))
    values: Values = ()
    sku: Short = ""
    barcode: Annotated[str, pydantic.Field(max_length=64)] = ""
    compare_at_price: AmountBody | None = None
    cost: AmountBody | None = None
    weight_g: Grams = 0
    requires_shipping: bool = True
    is_taxable: bool = True
    tracks_stock: bool = True
    sells_when_out: bool = False
    is_preorder: bool = False
    oversell_limit: Beyond = None
    promised_on: datetime.date | None = None
    promised_days: Days = None
    image_id: UUID | None = None

    def changes(self, site: Site) -> dict[str, Any]:
        """The same for the action. Raises WrongCurrency."""
        sent = given(self)
        return sent | {name: maybe_minor(site, sent[name], name) for name in AMOUNTS if name in sent}


class ProductBody(Sent):
    """A whole product. One without options has exactly one variant, without values."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "title": "Oak bowl",
        "status": "active",
        "description_html": "<p>Turned from oak.</p>",
        "options": [{"name": "Size", "values": ["Small", "Large"]}],
        "variants": [
            {"values": ["Small"], "sku": "BOWL-S", "price": PRICE},
            {"values": ["Large"], "sku": "BOWL-L", "price": {**PRICE, "amount": 1750}},
        ],
        "category_ids": [],
        "tags": ["handmade"],
    }

    title: Title
    variants: Annotated[tuple[VariantBody, ...], pydantic.Field(max_length=MAX_VARIANTS)] = ()
    slug: Slug = ""
    status: Status = "draft"
    description_html: Html = ""
    vendor: Short = ""
    product_type: Short = ""
    tax_class: TaxClass = "standard"
    seo_title: SeoTitle = ""
    seo_description: SeoText = ""
    options: Annotated[tuple[OptionBody, ...], pydantic.Field(max_length=3, examples=[[]])] = ()
    category_ids: CategoryIds = ()
    tags: Tags = ()

    def draft(self, site: Site) -> ProductDraft:
        """The same for the action. Raises WrongCurrency."""
        return ProductDraft(**{**dict(self), **_parts(site, self.variants, self.options)})


class ProductChanges(Changes):
    """What should change of a product; the rest stays. A list that is sent replaces the one that is there."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"seo_title": "Bowls of oak", "category_ids": [], "tags": ["handmade"]}

    title: Title = ""
    variants: Annotated[tuple[KeptVariantBody, ...], pydantic.Field(max_length=MAX_VARIANTS)] = ()
    slug: Slug = ""
    status: Status = "draft"
    description_html: Html = ""
    vendor: Short = ""
    product_type: Short = ""
    tax_class: TaxClass = "standard"
    seo_title: SeoTitle = ""
    seo_description: SeoText = ""
    options: Annotated[tuple[OptionBody, ...], pydantic.Field(max_length=3, examples=[[]])] = ()
    category_ids: CategoryIds = ()
    tags: Tags = ()

    def changes(self, site: Site) -> dict[str, Any]:
        """The same for the action. Raises WrongCurrency."""
        parts = _parts(site, self.variants, self.options)
        return {name: parts.get(name, value) for name, value in given(self).items()}


class StatusBody(Sent):
    """Whether shoppers see a product: draft and archived ones they do not."""

    status: Annotated[Status, pydantic.Field(examples=["active"])]


class CategoryBody(Sent):
    """A category; the last below its parent, or at the root."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Kitchen"])]
    parent_id: Annotated[UUID | None, pydantic.Field(examples=[None])] = None
    slug: Annotated[str, pydantic.Field(max_length=140, examples=["kitchen"])] = ""
    description_html: Html = ""
    seo_title: SeoTitle = ""
    seo_description: SeoText = ""
    is_visible: bool = True


class CategoryChanges(Changes):
    """What should change of a category; the rest stays. What lies below it moves with it."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Kitchen"])] = ""
    parent_id: Annotated[UUID | None, pydantic.Field(examples=[None])] = None
    slug: Annotated[str, pydantic.Field(max_length=140, examples=["kitchen"])] = ""
    description_html: Html = ""
    seo_title: SeoTitle = ""
    seo_description: SeoText = ""
    is_visible: bool = True


class CategoryOrder(Sent):
    """Ids in the order in which shoppers see them; those not named follow as they were."""

    parent_id: Annotated[UUID | None, pydantic.Field(examples=[None])] = None
    category_ids: Annotated[tuple[UUID, ...], pydantic.Field(max_length=1000)]


def _parts(site: Site, variants: tuple[VariantBody, ...], options: tuple[OptionBody, ...]) -> dict[str, Any]:
    return {
        "variants": tuple(one.draft(site, f"variants.{place}.") for place, one in enumerate(variants)),
        "options": tuple(OptionDraft(option.name, option.values) for option in options),
    }
