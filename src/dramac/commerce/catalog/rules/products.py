"""What a product may look like: every limit of its texts, options, variants and amounts, all told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dramac.commerce.catalog.rules import descriptions, options, prices, slugs, statuses, waiting
from dramac.commerce.catalog.rules.drafts import Problem, ProductDraft, VariantDraft
from dramac.kit.text import fold, one_line

LONGEST: Mapping[str, int] = {
    "title": 255,
    "slug": slugs.LONGEST,
    "description_html": descriptions.LONGEST,
    "vendor": 255,
    "product_type": 255,
    "tax_class": 40,
    "seo_title": 200,
    "seo_description": 400,
    "tag": 255,
    "sku": 255,
    "barcode": 64,
}
MOST_TAGS = 250
HEAVIEST_G = 10_000_000
TEXTS = ("title", "slug", "description_html", "vendor", "product_type", "tax_class", "seo_title", "seo_description")


def problems(draft: ProductDraft) -> list[Problem]:
    """Everything that is wrong with a product as it was asked for, in the order of its fields; empty when it may be."""
    found = [
        Problem(name, "too_long", {"limit": LONGEST[name]})
        for name in TEXTS
        if len(getattr(draft, name)) > LONGEST[name]
    ]
    if not one_line(draft.title):
        found.insert(0, Problem("title", "required"))
    if draft.status is not None and draft.status not in statuses.ALL:
        found.append(Problem("status", "unknown_status"))
    found += tag_problems(draft.tags)
    found += options.problems(draft.options, draft.variants)
    for number, variant in enumerate(draft.variants[: options.MAX_VARIANTS]):
        found += _variant_problems(f"variants.{number}", variant)
    return found


def tag_problems(tags: Sequence[str]) -> list[Problem]:
    """What is wrong with a product's tags: too many of them, or one that is too long."""
    if len(tags) > MOST_TAGS:
        return [Problem("tags", "too_many_tags", {"limit": MOST_TAGS})]
    if any(len(tag) > LONGEST["tag"] for tag in tags):
        return [Problem("tags", "too_long", {"limit": LONGEST["tag"]})]
    return []


def _variant_problems(place: str, variant: VariantDraft) -> list[Problem]:
    found = [
        Problem(f"{place}.{name}", "too_long", {"limit": LONGEST[name]})
        for name in ("sku", "barcode")
        if len(getattr(variant, name)) > LONGEST[name]
    ]
    if not 0 <= variant.weight_g <= HEAVIEST_G:
        found.append(Problem(f"{place}.weight_g", "weight", {"limit": HEAVIEST_G}))
    kind = waiting.kind_of(sells_when_out=variant.sells_when_out, is_preorder=variant.is_preorder)
    wrong = waiting.problem(
        kind=kind, oversell_limit=variant.oversell_limit, on=variant.promised_on, days=variant.promised_days
    )
    if wrong:
        limits = {"limit": waiting.MOST_BEYOND} if wrong[1] == "limit" else {"limit": waiting.MOST_DAYS}
        found.append(Problem(f"{place}.{wrong[0]}", f"waiting_{wrong[1]}", limits))
    return found + prices.problems(place, variant.price, variant.compare_at_price, variant.cost)


def distinct_tags(tags: Iterable[str]) -> list[str]:
    """Tags cleaned, each once however it is capitalised; the first spelling stays."""
    kept: dict[str, str] = {}
    for tag in tags:
        if text := one_line(tag):
            kept.setdefault(fold(text), text)
    return list(kept.values())


def changed_fields(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The names of what is different after a change, in alphabetical order: what a fact tells its hearers."""
    return tuple(sorted(name for name, value in after.items() if before.get(name) != value))
