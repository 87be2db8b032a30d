"""The one writer of products: compares wholes before and after, and writes what is different, as sets.

Whatever changed is in the same transaction: rows, what follows from them, words to be found by, addresses that moved, and
the facts. A product in which nothing changed is not touched and no fact is told of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from dramac.commerce.catalog.actions import terms
from dramac.commerce.catalog.actions.wholes import ImageRow, ProductRow, VariantRow, Whole, summed_up
from dramac.commerce.catalog.events import PicturesWaiting, ProductCreated, ProductUpdated
from dramac.commerce.catalog.models import (
    Product,
    ProductCategory,
    ProductImage,
    ProductOption,
    ProductOptionValue,
    ProductTag,
    SlugRedirect,
    Variant,
)
from dramac.kit import bulk
from dramac.kit.facts import Event
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.text import fold

TOLD = (
    "title",
    "slug",
    "description_html",
    "vendor",
    "product_type",
    "tax_class",
    "status",
    "seo_title",
    "seo_description",
)
FOUND_BY = frozenset({"title", "description_html", "vendor", "product_type", "options", "tags", "categories"})
IN_ORDER = ("categories", "options")
AS_SETS = ("images", "tags", "variants")
OPTION_FIELDS = ("id", "site", "product", "position", "name", "name_key")
VALUE_FIELDS = ("id", "site", "product", "option", "name", "name_key", "value", "value_key", "position")


@dataclass(frozen=True, slots=True)
class Change:
    """A product before (None: new) and after, and the names of what is different."""

    before: Whole | None
    after: Whole
    names: tuple[str, ...]

    @property
    def key(self) -> UUID:
        """The product's key."""
        return self.after.row.id


def write(site_id: UUID, pairs: Iterable[tuple[Whole | None, Whole]], *, now: datetime) -> list[Change]:
    """Write what is different between each product before and after; returns the products that changed.

    Versions count up, `updated_at` is now. About twenty statements, however many products. The caller holds the
    catalogue (`statements.hold`) and has checked everything.
    """
    changes = [change for before, after in pairs if (change := _change(before, after, now))]
    if not changes:
        return []
    _write_products(site_id, changes)
    _write_options(site_id, [change for change in changes if "options" in change.names])
    _write_images(site_id, [change for change in changes if "images" in change.names])
    _write_variants(site_id, [change for change in changes if "variants" in change.names], now)
    _write_tags(site_id, [change for change in changes if "tags" in change.names])
    _write_categories(site_id, [change for change in changes if "categories" in change.names])
    _write_terms(site_id, [change for change in changes if _is_found_otherwise(change)])
    _write_redirects(site_id, [change for change in changes if change.before and "slug" in change.names])
    publish(*_facts(site_id, changes, now))
    return changes


def _change(before: Whole | None, after: Whole, now: datetime) -> Change | None:
    row = summed_up(after)
    if before is None:
        made = replace(after, row=row._replace(version=1, created_at=now, updated_at=now))
        parts = [part for part in (*IN_ORDER, *AS_SETS) if getattr(after, part)]
        return Change(None, made, (*TOLD, *parts))
    names = [name for name in TOLD if getattr(before.row, name) != getattr(row, name)]
    names += [part for part in (*IN_ORDER, *AS_SETS) if _differs(part, before, after)]
    if not names and row == before.row:
        return None
    counted = row._replace(version=before.row.version + 1, updated_at=now)
    return Change(before, replace(after, row=counted), tuple(sorted(names)))


def _differs(part: str, before: Whole, after: Whole) -> bool:
    old, new = getattr(before, part), getattr(after, part)
    if new is None or old == new:
        return False
    return part in IN_ORDER or set(old) != set(new)


def _write_products(site_id: UUID, changes: Sequence[Change]) -> None:
    fields = ProductRow._fields
    new = [(*change.after.row, site_id) for change in changes if change.before is None]
    bulk.insert(Product, [*fields, "site"], new)
    bulk.update(Product, site_id, fields[1:], sorted(change.after.row for change in changes if change.before))


def _write_options(site_id: UUID, changes: Sequence[Change]) -> None:
    """Options are few and nothing refers to them: they are written anew."""
    old = [change.key for change in changes if change.before]
    bulk.delete(ProductOptionValue, site_id, "product", old)
    bulk.delete(ProductOption, site_id, "product", old)
    options: list[tuple[object, ...]] = []
    values: list[tuple[object, ...]] = []
    for change in changes:
        for position, option in enumerate(change.after.options or (), start=1):
            key, name = new_id(), (option.name, fold(option.name)[:255])
            options.append((key, site_id, change.key, position, *name))
            values += [
                (new_id(), site_id, change.key, key, *name, value, fold(value)[:255], place)
                for place, value in enumerate(option.values)
            ]
    bulk.insert(ProductOption, OPTION_FIELDS, options)
    bulk.insert(ProductOptionValue, VALUE_FIELDS, values)


def _write_variants(site_id: UUID, changes: Sequence[Change], now: datetime) -> None:
    new: list[VariantRow] = []
    moved: list[tuple[UUID, bool]] = []
    changed: list[VariantRow] = []
    for change in changes:
        before = {row.id: row for row in change.before.variants or ()} if change.before else {}
        for row in change.after.variants or ():
            old = before.get(row.id)
            if old is None:
                new.append(row)
            elif old != row:
                changed.append(row)
                if not old.is_archived and (row.is_archived or row.combination != old.combination):
                    moved.append((row.id, True))
    # A combination is unique among variants that are not archived: whoever gives one up does so before another takes it.
    bulk.update(Variant, site_id, ["is_archived"], moved)
    fields = VariantRow._fields
    bulk.update(Variant, site_id, [*fields[1:], "updated_at"], [(*row, now) for row in changed])
    bulk.insert(Variant, [*fields, "site", "created_at", "updated_at"], [(*row, site_id, now, now) for row in new])


def _write_images(site_id: UUID, changes: Sequence[Change]) -> None:
    """New pictures wait to be fetched; of known ones order and words change. Their files are not touched here."""
    new: list[ImageRow] = []
    gone: list[UUID] = []
    changed: list[tuple[object, ...]] = []
    for change in changes:
        before = {row.id: row for row in change.before.images or ()} if change.before else {}
        for row in change.after.images or ():
            if row.id not in before:
                new.append(row)
            elif row != before[row.id]:
                changed.append((row.id, row.position, row.alt))
        gone += before.keys() - {row.id for row in change.after.images or ()}
    bulk.delete(ProductImage, site_id, "id", gone)
    bulk.update(ProductImage, site_id, ["position", "alt"], changed)
    empty: tuple[object, ...] = (0, 0, [], ProductImage.State.WAITING.value, "", "")
    fields = ["width", "height", "widths", "state", "problem", "digest"]
    bulk.insert(ProductImage, [*ImageRow._fields, "site", *fields], [(*row, site_id, *empty) for row in new])


def _write_tags(site_id: UUID, changes: Sequence[Change]) -> None:
    bulk.delete(ProductTag, site_id, "product", [change.key for change in changes if change.before])
    rows = [(new_id(), site_id, change.key, tag) for change in changes for tag in change.after.tags or ()]
    bulk.insert(ProductTag, ["id", "site", "product", "tag"], rows)


def _write_categories(site_id: UUID, changes: Sequence[Change]) -> None:
    bulk.delete(ProductCategory, site_id, "product", [change.key for change in changes if change.before])
    rows = [
        (new_id(), site_id, change.key, category, position)
        for change in changes
        for position, category in enumerate(change.after.categories or ())
    ]
    bulk.insert(ProductCategory, ["id", "site", "product", "category", "position"], rows)


def _write_terms(site_id: UUID, changes: Sequence[Change]) -> None:
    if changes:
        names = terms.category_names(site_id) if any(change.after.categories for change in changes) else {}
        texts = {change.key: terms.findable(change.after, names) for change in changes}
        terms.write(site_id, texts, known=[change.key for change in changes if change.before])


def _is_found_otherwise(change: Change) -> bool:
    if change.before is None or FOUND_BY.intersection(change.names):
        return True
    return "variants" in change.names and terms.codes(change.before) != terms.codes(change.after)


def _write_redirects(site_id: UUID, changes: Sequence[Change]) -> None:
    """The old address leads to the new one; an address in use leads nowhere else."""
    moved = {change.before.row.slug: (change.key, change.after.row.slug) for change in changes if change.before}
    move_addresses(site_id, "product", moved)


def move_addresses(site_id: UUID, kind: str, moved: Mapping[str, tuple[UUID, str]]) -> None:
    """Let each old slug lead to the thing that now has another: old slug → (key, new slug)."""
    if not moved:
        return
    used = [*moved, *(new for _key, new in moved.values())]
    SlugRedirect.objects.of(site_id).filter(kind=kind, slug__in=used).delete()
    rows = [(new_id(), site_id, kind, old, key) for old, (key, _new) in moved.items()]
    bulk.insert(SlugRedirect, ["id", "site", "kind", "slug", "target_id"], rows)


def tell_pictures_wait(site_id: UUID, now: datetime) -> None:
    """Publish that pictures of the site wait to be fetched or resized."""
    publish(PicturesWaiting(site_id=site_id, occurred_at=now))


def _facts(site_id: UUID, changes: Sequence[Change], now: datetime) -> list[Event]:
    facts: list[Event] = [_fact(site_id, change, now) for change in changes]
    if any(_waits(change) for change in changes):
        facts.append(PicturesWaiting(site_id=site_id, occurred_at=now))
    return facts


def _waits(change: Change) -> bool:
    known = {row.id for row in change.before.images or ()} if change.before else set()
    return any(row.id not in known for row in change.after.images or ())


def _fact(site_id: UUID, change: Change, now: datetime) -> Event:
    row = change.after.row
    if change.before is None:
        return ProductCreated(
            site_id=site_id, occurred_at=now, product_id=row.id, title=row.title, slug=row.slug, status=row.status
        )
    return ProductUpdated(
        site_id=site_id,
        occurred_at=now,
        product_id=row.id,
        title=row.title,
        slug=row.slug,
        status=row.status,
        version=row.version,
        changed=change.names,
    )
