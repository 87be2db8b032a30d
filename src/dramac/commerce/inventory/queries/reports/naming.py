"""What variants are called, for reports that know their keys alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from dramac.commerce.catalog.queries import Variant
from dramac.kit.statements import batches
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Named:
    """A variant's words: the product's title, its own options, its code, and the vendor; `sorted_by` orders titles."""

    variant_id: UUID
    product_id: UUID
    title: str
    options: str
    sku: str
    vendor: str
    sorted_by: str

    @property
    def full(self) -> str:
        """Title and options in one."""
        return f"{self.title} · {self.options}" if self.options else self.title


def named(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, Named]:
    """The words of variants, archived ones too. One statement for five hundred."""
    found = {}
    fields = ("product__title", "product__vendor", "product__search_title", "product_id", "sku")
    for part in batches(dict.fromkeys(variant_ids), 500):
        rows = Variant.objects.of(site).filter(pk__in=part)
        for key, title, vendor, order, product, sku, *options in rows.values_list(
            "pk", *fields, "option1", "option2", "option3"
        ):
            words = " / ".join(option for option in options if option)
            found[key] = Named(key, product, title, words, sku, vendor, f"{order}\n{words}")
    return found
