"""The category tree: made, edited, moved, put in order, removed. What lies below a category moves with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.actions import addresses, files, reindex, words
from dramac.commerce.catalog.actions.writing import move_addresses
from dramac.commerce.catalog.events import CategoryChanged
from dramac.commerce.catalog.models import Category, ProductCategory
from dramac.commerce.catalog.rules import descriptions, slugs, trees
from dramac.commerce.catalog.rules.drafts import Problem
from dramac.kit import bulk
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.statements import hold, key_in, moment_in, run
from dramac.kit.text import clean, one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

LONGEST = {"name": 120, "slug": 140, "description_html": descriptions.LONGEST, "seo_title": 200, "seo_description": 400}


class CannotSaveCategory(Refused):
    """The category cannot be as it was asked for. Codes: required, too_long, unknown_category, into_itself, too_deep."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(words.sentence(problem), field=problem.field, code=problem.code)


class CategoryInUse(Refused):
    """Products or categories are in it; `products` and `categories` say how many."""

    code = "category_in_use"

    def __init__(self, products: int, categories: int) -> None:
        super().__init__(
            _("This category is not empty. Choose where its products go, and move the categories below it.")
        )
        self.products = products
        self.categories = categories


class StaleCategory(Refused):
    """Someone else saved the category since it was read."""

    code = "stale"

    def __init__(self) -> None:
        super().__init__(_("Someone else has saved this category in the meantime. Load it again to see their changes."))


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryDraft:
    """A category as it should be. Without `slug` the address is made from the name and then stays."""

    name: str
    parent_id: UUID | None = None
    slug: str = ""
    description_html: str = ""
    seo_title: str = ""
    seo_description: str = ""
    is_visible: bool = True


def save_category(
    site: Site,
    draft: CategoryDraft,
    *,
    by: Actor,
    now: datetime,
    category_id: UUID | None = None,
    version: int | None = None,
) -> UUID:
    """Make the category what the draft says, or create it as the last below its parent; returns its key.

    Below another parent it moves with everything below it. An address that changes leads to the new one. Raises
    CannotSaveCategory and, with `version`, StaleCategory.
    """
    _check(draft)
    with transaction.atomic():
        hold("catalogue", site.pk)
        row = row_of(site, category_id) if category_id else Category(site=site)
        if version is not None and row.version != version:
            raise StaleCategory
        old_name, old_slug = row.name, row.slug
        wanted = slugs.wanted_for_category(draft.slug, draft.name) if draft.slug or not old_slug else old_slug
        row.slug = addresses.free_category_slug(site.pk, wanted, current=old_slug)
        row.name = one_line(draft.name)
        row.description_html = descriptions.safe_html(clean(draft.description_html))
        row.seo_title, row.seo_description = one_line(draft.seo_title), one_line(draft.seo_description)
        row.is_visible = draft.is_visible
        moved = _place(site, row, draft.parent_id, now=now, is_new=category_id is None)
        if category_id and (moved or old_name != row.name):
            reindex.category(site.pk, row.path)
        if category_id and old_slug != row.slug:
            move_addresses(site.pk, "category", {old_slug: (row.pk, row.slug)})
        announce(site, row, "edited" if category_id else "created", by, now)
    return row.pk


def move_category(site: Site, category_id: UUID, *, parent_id: UUID | None, by: Actor, now: datetime) -> None:
    """Put the category, with everything below it, last below another (None: at the root). Raises CannotSaveCategory."""
    with transaction.atomic():
        hold("catalogue", site.pk)
        row = row_of(site, category_id)
        if _place(site, row, parent_id, now=now, is_new=False):
            reindex.category(site.pk, row.path)
            announce(site, row, "moved", by, now)


def reorder_categories(
    site: Site, category_ids: Sequence[UUID], *, by: Actor, now: datetime, parent_id: UUID | None = None
) -> None:
    """Show the categories below `parent_id` in this order; those not named follow as they were."""
    with transaction.atomic():
        hold("catalogue", site.pk)
        rows = Category.objects.of(site).filter(parent_id=parent_id).order_by("position", "path")
        known = list(rows.values_list("pk", flat=True))
        asked = [key for key in dict.fromkeys(category_ids) if key in known]
        order = [*asked, *(key for key in known if key not in asked)]
        bulk.update(Category, site.pk, ["position", "updated_at"], [(key, n, now) for n, key in enumerate(order)])
        if order:
            publish(CategoryChanged(site_id=site.pk, occurred_at=now, category_id=order[0], verb="reordered"))
            audit.write(site, by=by, action="category.reordered", subject=f"category:{parent_id or 'root'}", now=now)


def remove_category(
    site: Site, category_id: UUID, *, by: Actor, now: datetime, products_to: UUID | None = None
) -> None:
    """Remove a category that is empty, or whose products all go to `products_to`. Raises CategoryInUse while categories
    lie below it or products in it have nowhere to go, CannotSaveCategory for one that does not exist."""
    with transaction.atomic():
        hold("catalogue", site.pk)
        row = row_of(site, category_id)
        below = Category.objects.of(site).filter(parent_id=row.pk).count()
        inside = list(ProductCategory.objects.of(site).filter(category_id=row.pk).values_list("product_id", flat=True))
        if below or (inside and products_to is None):
            raise CategoryInUse(len(inside), below)
        if inside and products_to:
            _pour(site, row.pk, row_of(site, products_to, field="products_to").pk)
        ProductCategory.objects.of(site).filter(category_id=row.pk).delete()
        Category.objects.of(site).filter(pk=row.pk).delete()
        files.forget_category_picture(row)
        if inside:
            reindex.products(site.pk, inside)
        announce(site, row, "removed", by, now)


def _check(draft: CategoryDraft) -> None:
    if not one_line(draft.name):
        raise CannotSaveCategory(Problem("name", "required"))
    for name, limit in LONGEST.items():
        if len(getattr(draft, name)) > limit:
            raise CannotSaveCategory(Problem(name, "too_long", {"limit": limit}))


def row_of(site: Site, category_id: UUID, *, field: str = "category_id") -> Category:
    """The category, locked for a change. Raises CannotSaveCategory for one that the site does not have."""
    row = Category.objects.of(site).filter(pk=category_id).select_for_update(no_key=True).first()
    if row is None:
        raise CannotSaveCategory(Problem(field, "unknown_category"))
    return row


def _place(site: Site, row: Category, parent_id: UUID | None, *, now: datetime, is_new: bool) -> bool:
    """Write the row at its place; whether its path is another than before."""
    parent = row_of(site, parent_id, field="parent_id") if parent_id else None
    parent_path, parent_depth = (parent.path, parent.depth) if parent else ("", -1)
    old_path, old_depth = row.path, row.depth
    height = 1 if is_new else _height(site, row)
    refusal = trees.move_refusal(
        own_path=old_path or "\0", own_height=height, parent_path=parent_path, parent_depth=parent_depth
    )
    if refusal:
        raise CannotSaveCategory(Problem("parent_id", refusal))
    if is_new or row.parent_id != parent_id:
        siblings = Category.objects.of(site).filter(parent_id=parent_id)
        row.position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
    row.parent_id, row.depth, row.path = parent_id, parent_depth + 1, trees.path(parent_path, row.slug)
    row.updated_at = now
    if is_new:
        row.created_at = now
    else:
        row.version += 1
    row.save(force_insert=is_new)
    moved = not is_new and row.path != old_path
    if moved:
        _rebuild(site, old_path, row.path, row.depth - old_depth, now)
    return moved


def _height(site: Site, row: Category) -> int:
    """How many levels the category and what lies below it take."""
    deepest = _below(site, row.path).aggregate(depth=Max("depth"))["depth"]
    return 1 if deepest is None else int(deepest) - row.depth + 1


def _below(site: Site, path: str) -> Any:
    # "0" follows "/" among code points: the range holds what lies below the category and nothing else.
    return Category.objects.of(site).filter(path__gte=f"{path}/", path__lt=f"{path}0")


def _rebuild(site: Site, old: str, new: str, deeper: int, now: datetime) -> None:
    """Give what lies below a category the paths it has at its new place, in one statement."""
    table = Category._meta.db_table
    run(
        f"UPDATE {table} SET path = %s || SUBSTR(path, %s), depth = depth + %s, updated_at = %s "
        "WHERE site_id = %s AND path >= %s AND path < %s",
        [new, len(old) + 1, deeper, moment_in(now), key_in(site.pk), f"{old}/", f"{old}0"],
    )


def _pour(site: Site, source: UUID, target: UUID) -> None:
    """Put the products of one category into another; those that are there already are taken out of the first later."""
    members = ProductCategory.objects.of(site)
    there = members.filter(category_id=target).values("product_id")
    members.filter(category_id=source).exclude(product_id__in=there).update(category_id=target)


def announce(site: Site, row: Category, verb: str, by: Actor, now: datetime) -> None:
    """Publish what became of a category and note it on the trail."""
    publish(CategoryChanged(site_id=site.pk, occurred_at=now, category_id=row.pk, verb=verb))
    subject = f"category:{row.pk}"
    audit.write(site, by=by, action=f"category.{verb}", subject=subject, now=now, details={"name": row.name})
