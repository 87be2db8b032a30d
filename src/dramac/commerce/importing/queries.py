"""Reads of imports, and the whole catalogue as records for an export file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.importing.models import ImportProblem, ImportRun
from dramac.commerce.importing.records import UNCHANGED, ImageRecord, ProductRecord, VariantRecord
from dramac.commerce.inventory import queries as inventory
from dramac.kit.money import Money, to_decimal
from dramac.tenancy.models import Site

BATCH = 200


def runs(site: Site) -> QuerySet[ImportRun]:
    """The site's imports, newest first."""
    return ImportRun.objects.of(site).order_by("-created_at", "-id")


def run(site: Site, run_id: UUID) -> ImportRun | None:
    """One import of the site. One statement."""
    return ImportRun.objects.of(site).filter(pk=run_id).first()


def problems(site: Site, run_id: UUID) -> QuerySet[ImportProblem]:
    """What was wrong in a file, in the order of its rows."""
    return ImportProblem.objects.of(site).filter(run_id=run_id).order_by("line", "id")


def records(site: Site, *, product_ids: Sequence[UUID] | None = None) -> Iterator[ProductRecord]:
    """The catalogue, or the named products, as records that import to the same catalogue. Seven statements for each 200."""
    batch: list[catalog.ExportProduct] = []
    for product in catalog.products_for_export(site, product_ids=product_ids):
        batch.append(product)
        if len(batch) == BATCH:
            yield from _recorded(site, batch)
            batch = []
    yield from _recorded(site, batch)


def _recorded(site: Site, batch: list[catalog.ExportProduct]) -> Iterator[ProductRecord]:
    levels = inventory.levels(site, [variant.id for product in batch for variant in product.variants])
    on_hand = {variant_id: sum(level.on_hand for level in held) for variant_id, held in levels.items()}
    for product in batch:
        yield ProductRecord(
            handle=product.slug,
            title=product.title,
            description_html=product.description_html,
            vendor=product.vendor,
            product_type=product.product_type,
            tags=product.tags,
            categories=product.categories,
            status=product.status,  # type: ignore[arg-type]  # one of the three by the table's choices
            tax_class=product.tax_class,
            seo_title=product.seo_title,
            seo_description=product.seo_description,
            option_names=product.option_names,
            variants=tuple(_variant(site, variant, on_hand) for variant in product.variants),
            images=_images(product),
        )


def _images(product: catalog.ExportProduct) -> tuple[ImageRecord, ...]:
    addressed = [image for image in product.images if image.source_url]
    return tuple(ImageRecord(image.source_url, image.alt, place) for place, image in enumerate(addressed, start=1))


def _variant(site: Site, variant: catalog.ExportVariant, on_hand: dict[UUID, int]) -> VariantRecord:
    def amount(minor: int) -> Decimal:
        return to_decimal(Money(minor, site.currency))

    compare, cost = variant.compare_at_price, variant.cost
    return VariantRecord(
        sku=variant.sku,
        barcode=variant.barcode,
        option_values=variant.values,
        price=amount(variant.price),
        compare_at_price=None if compare is None else amount(compare),
        cost=None if cost is None else amount(cost),
        weight_g=variant.weight_g,
        requires_shipping=variant.requires_shipping,
        taxable=variant.is_taxable,
        tracked=variant.tracks_stock,
        quantity=max(on_hand.get(variant.id, 0), 0),
        oversell="continue" if variant.sells_when_out else "deny",
        preorder=variant.is_preorder,
        oversell_limit=UNCHANGED if variant.oversell_limit is None else variant.oversell_limit,
        promised_on=variant.promised_on or UNCHANGED,
        promised_days=UNCHANGED if variant.promised_days is None else variant.promised_days,
        image_url=variant.image if "://" in variant.image else "",
    )
