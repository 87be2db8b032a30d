"""From a draft to the whole product it asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from dramac.commerce.catalog.actions.wholes import OptionRow, ProductRow, VariantRow, Whole
from dramac.commerce.catalog.rules import descriptions, options, products, statuses
from dramac.commerce.catalog.rules.drafts import OptionDraft, Problem, ProductDraft, VariantDraft
from dramac.kit.ids import new_id
from dramac.kit.text import clean, one_line


def problems(draft: ProductDraft, before: Whole | None) -> list[Problem]:
    """What the draft refers to that the product does not have: variants and pictures, or one variant twice."""
    variants = {row.id for row in before.variants or ()} if before else set()
    pictures = {row.id for row in before.images or ()} if before else set()
    found = []
    seen: set[UUID] = set()
    for number, variant in enumerate(draft.variants):
        if variant.id is not None and (variant.id not in variants or variant.id in seen):
            found.append(Problem(f"variants.{number}.id", "unknown_variant"))
        if variant.image_id is not None and variant.image_id not in pictures:
            found.append(Problem(f"variants.{number}.image_id", "unknown_picture"))
        if variant.id is not None:
            seen.add(variant.id)
    return found


def drafted(draft: ProductDraft, before: Whole | None, *, key: UUID, slug: str, now: datetime) -> Whole:
    """The whole product that a draft without problems asks for; `before` is what there is."""
    start = before.row if before else ProductRow(key, "", slug, now, now)
    status = draft.status or start.status
    row = start._replace(
        title=one_line(draft.title),
        slug=slug,
        description_html=descriptions.safe_html(clean(draft.description_html)),
        vendor=one_line(draft.vendor),
        product_type=one_line(draft.product_type),
        tax_class=one_line(draft.tax_class) or "standard",
        status=status,
        published_at=start.published_at or (now if status == statuses.ACTIVE else None),
        seo_title=one_line(draft.seo_title),
        seo_description=one_line(draft.seo_description),
    )
    whole = Whole(
        row,
        options=_options(draft.options, [options.combination(variant.values) for variant in draft.variants]),
        variants=_variants(draft, before, key),
        tags=tuple(sorted(products.distinct_tags(draft.tags))),
        categories=tuple(dict.fromkeys(draft.category_ids)),
    )
    return replace(whole, images=before.images) if before else whole


def _options(drafts: tuple[OptionDraft, ...], combinations: list[options.Combination]) -> tuple[OptionRow, ...]:
    used = options.values_in_use(drafts, combinations)
    return tuple(OptionRow(one_line(draft.name), tuple(values)) for draft, values in zip(drafts, used, strict=True))


def _variants(draft: ProductDraft, before: Whole | None, product_id: UUID) -> tuple[VariantRow, ...]:
    known = {row.id: row for row in before.variants or ()} if before else {}
    named = {variant.id for variant in draft.variants if variant.id}
    gone = {options.key(row.combination): row.id for row in known.values() if row.is_archived and row.id not in named}
    rows = []
    for position, variant in enumerate(draft.variants):
        combination = options.combination(variant.values)
        back = gone.pop(options.key(combination), None) if variant.id is None else None
        rows.append(_variant(variant, variant.id or back or new_id(), product_id, position))
    kept = {row.id for row in rows}
    left = [row._replace(is_archived=True) for row in known.values() if row.id not in kept]
    return (*rows, *left)


def _variant(draft: VariantDraft, key: UUID, product_id: UUID, position: int) -> VariantRow:
    first, second, third = options.combination(draft.values)
    return VariantRow(
        id=key,
        product_id=product_id,
        position=position,
        price=draft.price,
        sku=one_line(draft.sku),
        barcode=one_line(draft.barcode),
        option1=first,
        option2=second,
        option3=third,
        compare_at_price=draft.compare_at_price,
        cost=draft.cost,
        weight_g=draft.weight_g,
        requires_shipping=draft.requires_shipping,
        is_taxable=draft.is_taxable,
        tracks_stock=draft.tracks_stock,
        sells_when_out=draft.sells_when_out,
        is_preorder=draft.sells_when_out and draft.is_preorder,
        oversell_limit=draft.oversell_limit,
        promised_on=draft.promised_on,
        promised_days=draft.promised_days,
        image_id=draft.image_id,
    )
