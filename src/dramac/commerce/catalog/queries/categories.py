"""The category tree, and where addresses have moved to."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count

from dramac.commerce.catalog.models import Category, Product, ProductCategory, SlugRedirect
from dramac.commerce.catalog.queries.shapes import CategoryDetail, CategoryNode, Picture, Step
from dramac.kit import sql
from dramac.kit.statements import key_out
from dramac.kit.text import clean
from dramac.tenancy.models import Site

_TREE = """
SELECT id, parent_id, name, slug, path, depth, is_visible FROM mod_ecommod01_categories WHERE site_id = %s ORDER BY position, path
"""


class ListedCategory(msgspec.Struct, frozen=True):
    """A category as the dashboard lists it; `product_count` is of products in it, of any status, its subtree left out."""

    id: UUID
    parent_id: UUID | None
    name: str
    path: str
    depth: int
    is_visible: bool
    product_count: int
    version: int


def category_tree(site: Site, *, hidden_too: bool = False) -> tuple[CategoryNode, ...]:
    """The categories as shoppers see them, nested, each level in its order; a hidden one hides what is below it.

    One statement; whoever shows it twice on a page keeps it.
    """
    rows = sql.rows(_TREE, [site.pk])
    return _nested(tuple(row for row in rows if hidden_too or row[6]))


@lru_cache(maxsize=64)
def _nested(rows: tuple[tuple[Any, ...], ...]) -> tuple[CategoryNode, ...]:
    """The tree of these rows of _TREE. It stands at the head of every page, and is the same until a row changes."""
    below: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        below[row[1]].append(row)

    def nodes(parent: Any) -> tuple[CategoryNode, ...]:
        return tuple(
            CategoryNode(key_out(key), name, slug, path, depth, bool(is_visible), nodes(key))
            for key, _parent, name, slug, path, depth, is_visible in below[parent]
        )

    return nodes(None)


def _nodes(below: dict[UUID | None, list[Category]], parent: UUID | None) -> tuple[CategoryNode, ...]:
    return tuple(
        CategoryNode(row.pk, row.name, row.slug, row.path, row.depth, row.is_visible, _nodes(below, row.pk))
        for row in below[parent]
    )


def categories(site: Site) -> list[ListedCategory]:
    """Every category in the order of the tree, for the dashboard and for choosing from. Two statements."""
    counted = ProductCategory.objects.of(site).values_list("category_id").annotate(products=Count("product_id"))
    counts = dict(counted)
    rows = {row.pk: row for row in Category.objects.of(site).defer("description_html")}
    listed: list[ListedCategory] = []

    def add(nodes: tuple[CategoryNode, ...]) -> None:
        for node in nodes:
            row = rows[node.id]
            count = counts.get(node.id, 0)
            listed.append(
                ListedCategory(
                    node.id, row.parent_id, node.name, node.path, node.depth, node.is_visible, count, row.version
                )
            )
            add(node.children)

    below: dict[UUID | None, list[Category]] = defaultdict(list)
    for row in sorted(rows.values(), key=lambda row: (row.position, row.path)):
        below[row.parent_id].append(row)
    add(_nodes(below, None))
    return listed


def category_by_path(site: Site, path: str, *, hidden_too: bool = False) -> CategoryDetail | None:
    """The category at this path if shoppers may see it, else None (see `moved_to`). Two statements."""
    return _detail(site, hidden_too=hidden_too, path=clean(path[:700]))


def category_by_id(site: Site, category_id: UUID) -> CategoryDetail | None:
    """The category with this key, hidden or not. Two statements."""
    return _detail(site, hidden_too=True, pk=category_id)


def _detail(site: Site, *, hidden_too: bool, **which: object) -> CategoryDetail | None:
    row = Category.objects.of(site).filter(**which).first()
    if row is None:
        return None
    slugs = row.path.split("/")
    above = {found.slug: found for found in Category.objects.of(site).filter(slug__in=slugs).defer("description_html")}
    trail = [above[slug] for slug in slugs if slug in above]
    if not hidden_too and not all(step.is_visible for step in trail):
        return None
    return CategoryDetail(
        id=row.pk,
        name=row.name,
        slug=row.slug,
        path=row.path,
        description_html=row.description_html,
        image_file=row.image_file,
        seo_title=row.seo_title,
        seo_description=row.seo_description,
        is_visible=row.is_visible,
        version=row.version,
        parent_id=row.parent_id,
        trail=tuple(Step(step.pk, step.name, step.slug, step.path) for step in trail),
        picture=_picture(row),
    )


def _picture(row: Category) -> Picture | None:
    if not row.image_file:
        return None
    return Picture(
        row.pk, row.image_file, "", row.image_width or 0, row.image_height or 0, tuple(row.image_widths or ())
    )


def moved_to(site: Site, kind: str, slug: str) -> str | None:
    """Where what was at this address is now: a product's slug, or a category's path; None if it never was there.

    `kind` is product or category; of a path the last piece counts, because slugs of categories are unique on a site.
    Two statements.
    """
    last = clean(slug[:700]).rsplit("/", 1)[-1]
    target = SlugRedirect.objects.of(site).filter(kind=kind, slug=last).values_list("target_id", flat=True).first()
    if kind == "product":
        products = Product.objects.of(site).on_sale_now()
        return products.filter(pk=target).values_list("slug", flat=True).first() if target else None
    seen = Category.objects.of(site).filter(is_visible=True)
    found = seen.filter(pk=target) if target else seen.filter(slug=last)
    path = found.values_list("path", flat=True).first()
    return path if path != slug else None
