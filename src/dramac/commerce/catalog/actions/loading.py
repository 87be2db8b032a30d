"""From one product of a file to the whole product that it makes of what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from dramac.commerce.catalog.actions.loading_images import pictures
from dramac.commerce.catalog.actions.loading_variants import Variants
from dramac.commerce.catalog.actions.wholes import OptionRow, ProductRow, Whole
from dramac.commerce.catalog.rules import descriptions, options, products, statuses
from dramac.commerce.catalog.rules.drafts import OptionDraft
from dramac.commerce.catalog.rules.loads import LoadProblem, ProductLoad
from dramac.kit.text import clean, one_line

LINES = ("title", "vendor", "product_type", "tax_class", "seo_title", "seo_description")


class Rejected(Exception):
    """The product as a whole cannot be taken; nothing of it is."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.problem = LoadProblem(code, params=params)


@dataclass(slots=True)
class Loaded:
    """What a product of a file becomes, and what was said about it on the way."""

    whole: Whole
    variants: Variants
    problems: list[LoadProblem] = field(default_factory=list)


def loaded(
    load: ProductLoad,
    before: Whole | None,
    categories: Mapping[tuple[str, ...], UUID],
    *,
    start: ProductRow,
    now: datetime,
) -> Loaded:
    """The whole product, from `start` (its row, or a bare one with key and address when it is new). Raises Rejected."""
    row = _row(load, start, now)
    if not row.title:
        raise Rejected("title_missing")
    old = list(before.options or ()) if before else []
    names = _option_names(load, old, has_variants=bool(before and before.live))
    images = pictures(load, before.images or () if before else (), row.id)
    variants = Variants(load, before, names=names, images=images, product_id=row.id)
    variants.take_all()
    listed = _options(names, old, variants)
    tags = _tags(load, before)
    problems = list(variants.problems)
    if row.status == statuses.ACTIVE and not variants.live:
        row = row._replace(status=statuses.DRAFT, published_at=start.published_at)
        problems.append(LoadProblem("no_variants", is_refusal=False))
    whole = Whole(
        row,
        options=listed,
        variants=tuple(variants.rows.values()),
        tags=tags,
        categories=_categories(load, before, categories),
        images=tuple(variants.images),
    )
    return Loaded(whole, variants, problems)


def _row(load: ProductLoad, start: ProductRow, now: datetime) -> ProductRow:
    given: dict[str, Any] = {}
    for name in LINES:
        text = getattr(load, name)
        if text is not None:
            given[name] = _fitting(name, one_line(text))
    if given.get("title") == "":
        del given["title"]
    if given.get("tax_class") == "":
        given["tax_class"] = "standard"
    if load.description_html is not None:
        given["description_html"] = descriptions.safe_html(_fitting("description_html", clean(load.description_html)))
    status = load.status or start.status
    if status not in statuses.ALL:
        raise Rejected("unknown_status")
    published_at = start.published_at or (now if status == statuses.ACTIVE else None)
    return start._replace(**given, status=status, published_at=published_at)


def _fitting(name: str, text: str) -> str:
    if len(text) > products.LONGEST[name]:
        raise Rejected("too_long", field=name, limit=products.LONGEST[name])
    return text


def _option_names(load: ProductLoad, old: list[OptionRow], *, has_variants: bool) -> list[str]:
    """The names of the options: as many as there are, unless there are none yet, or no variants that have them."""
    have = [option.name for option in old]
    if load.option_names is None:
        return have
    given = [one_line(name) for name in load.option_names]
    if len(given) > options.MAX_OPTIONS:
        raise Rejected("too_many_options", limit=options.MAX_OPTIONS)
    if not all(given) or len(set(options.key(given))) < len(given):
        raise Rejected("option_names")
    if any(len(name) > options.LONGEST_NAME for name in given):
        raise Rejected("too_long", field="option_name", limit=options.LONGEST_NAME)
    unfit = len(given) != len(have) and (have or not load.variants)
    if has_variants and unfit:
        raise Rejected("options_differ", have=" / ".join(have), given=" / ".join(given))
    return given


def _options(names: list[str], old: list[OptionRow], variants: Variants) -> tuple[OptionRow, ...]:
    drafts = [OptionDraft(name, old[place].values if place < len(old) else ()) for place, name in enumerate(names)]
    used = options.values_in_use(drafts, [row.combination for row in variants.live])
    return tuple(OptionRow(name, tuple(values)) for name, values in zip(names, used, strict=True))


def _tags(load: ProductLoad, before: Whole | None) -> tuple[str, ...]:
    if load.tags is None:
        return tuple(before.tags or ()) if before else ()
    tags = tuple(sorted(products.distinct_tags(load.tags)))
    for problem in products.tag_problems(tags):
        raise Rejected(problem.code, field="tags", **problem.params)
    return tags


def _categories(load: ProductLoad, before: Whole | None, known: Mapping[tuple[str, ...], UUID]) -> tuple[UUID, ...]:
    if load.categories is None:
        return tuple(before.categories or ()) if before else ()
    return tuple(dict.fromkeys(known[path] for path in load.categories if path in known))
