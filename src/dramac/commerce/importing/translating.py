"""From the records of a file to what the catalogue loads: amounts become minor units of the shop's currency. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from dramac.commerce.catalog.rules.loads import CLEAR, Clear, ImageLoad, ProductLoad, VariantLoad
from dramac.commerce.importing.records import UNCHANGED, Given, ProductRecord, RowProblem, Unchanged, VariantRecord
from dramac.commerce.importing.verdicts import PREFIX
from dramac.kit.money import AmountRefused, Minor, TooPrecise, from_decimal

T = TypeVar("T")
MOST_UNITS = 1_000_000
STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the product a record is for: its key, where a SKU led to it, and how many variants it has."""

    product_id: UUID | None = None
    variant_count: int = 0


@dataclass(slots=True)
class Translator:
    """Translates the records of one file. `problems` collects what could not be taken as it was written."""

    currency: str
    tax_classes: Collection[str]
    problems: list[RowProblem] = field(default_factory=list)

    def product(self, record: ProductRecord, known: Known) -> ProductLoad:
        """The record as a load. Where it is only for one variant of several, the product's own fields are left alone."""
        variants = tuple(self._variant(variant) for variant in record.variants)
        images = _images(record)
        if _is_for_a_variant(record, known):
            return ProductLoad(slug=record.handle, product_id=known.product_id, variants=variants, images=images)
        return ProductLoad(
            slug=record.handle,
            product_id=known.product_id,
            title=_or_none(record.title),
            description_html=_or_none(record.description_html),
            vendor=_or_none(record.vendor),
            product_type=_or_none(record.product_type),
            tax_class=self._tax_class(record),
            status=_or_none(record.status),
            seo_title=_or_none(record.seo_title),
            seo_description=_or_none(record.seo_description),
            option_names=_or_none(record.option_names),
            variants=variants,
            tags=_or_none(record.tags),
            categories=_or_none(record.categories),
            images=images,
        )

    def quantities(self, record: ProductRecord) -> Iterator[int | None]:
        """What is on hand of each variant, in the record's order; None where the file says nothing that counts."""
        for variant in record.variants:
            units = _or_none(variant.quantity)
            if units is not None and units > MOST_UNITS:
                self._warn(variant.line, "too_many_units", limit=MOST_UNITS)
                units = None
            yield None if variant.tracked is False else units

    def _variant(self, record: VariantRecord) -> VariantLoad:
        return VariantLoad(
            values=_or_none(record.option_values),
            sku=_or_none(record.sku),
            barcode=_or_none(record.barcode),
            price=self._amount(record.price, record.line),
            compare_at_price=self._clearable(record.compare_at_price, record.line),
            cost=self._clearable(record.cost, record.line),
            weight_g=_or_none(record.weight_g),
            requires_shipping=_or_none(record.requires_shipping),
            is_taxable=_or_none(record.taxable),
            tracks_stock=_or_none(record.tracked),
            sells_when_out=None if isinstance(record.oversell, Unchanged) else record.oversell == "continue",
            is_preorder=_or_none(record.preorder),
            oversell_limit=_or_none(record.oversell_limit),
            promised_on=_or_none(record.promised_on),
            promised_days=_or_none(record.promised_days),
            image_url=_or_none(record.image_url),
        )

    def _clearable(self, value: Given[Decimal | None], line: int) -> Minor | Clear | None:
        return CLEAR if value is None else self._amount(value, line)

    def _amount(self, value: Given[Decimal | None], line: int) -> Minor | None:
        if isinstance(value, Unchanged) or value is None:
            return None
        try:
            return from_decimal(value, self.currency).minor
        except (TooPrecise, AmountRefused):
            self._warn(line, "price_too_precise", amount=str(value), currency=self.currency)
            return None

    def _tax_class(self, record: ProductRecord) -> str | None:
        key = _or_none(record.tax_class)
        if key and key not in self.tax_classes:
            self._warn(record.line, "unknown_tax_class", key=key)
            return STANDARD
        return key

    def _warn(self, line: int, code: str, **params: str | int) -> None:
        self.problems.append(RowProblem(line, "", PREFIX + code, params, "warning"))


def skus(record: ProductRecord) -> list[str]:
    """The SKUs by which the record's product may be known."""
    given = (_or_none(variant.sku) for variant in record.variants)
    return [sku for sku in given if sku]


def _is_for_a_variant(record: ProductRecord, known: Known) -> bool:
    alone = len(record.variants) == 1 and record.variants[0].option_values in (UNCHANGED, ())
    return record.identified_by == "sku" and known.product_id is not None and known.variant_count > 1 and alone


def _images(record: ProductRecord) -> tuple[ImageLoad, ...] | None:
    if isinstance(record.images, Unchanged):
        return None
    ordered = sorted(record.images, key=lambda image: image.position)
    return tuple(ImageLoad(url=image.url, alt=image.alt) for image in ordered)


def _or_none(value: Given[T]) -> T | None:
    return None if isinstance(value, Unchanged) else value
