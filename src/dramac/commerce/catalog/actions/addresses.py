"""Free addresses for products and categories: what is taken is asked once for many."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from dramac.commerce.catalog.models import Category, Product
from dramac.commerce.catalog.rules import slugs
from dramac.kit.statements import batches

TOGETHER = 100


def free_product_slug(site_id: UUID, wanted: str, *, current: str = "") -> str:
    """The address asked for, or its first free numbered form; a numbered form that the product has stays. One statement."""
    return slugs.settled(wanted, _taken(site_id, Product, [wanted]), current=current)


def free_category_slug(site_id: UUID, wanted: str, *, current: str = "") -> str:
    """As `free_product_slug`, for a category: unique on the site, wherever in the tree. One statement."""
    return slugs.settled(wanted, _taken(site_id, Category, [wanted]), current=current)


def taken_category_slugs(site_id: UUID, wanted: Iterable[str]) -> set[str]:
    """Those of the categories' addresses that begin as one of these does."""
    return _taken(site_id, Category, list(wanted))


def _taken(site_id: UUID, model: type[Product] | type[Category], wanted: list[str]) -> set[str]:
    taken: set[str] = set()
    for some in batches(wanted, TOGETHER):
        like = reduce(or_, (Q(slug=slug) | Q(slug__startswith=f"{slug}-") for slug in some))
        taken.update(model._default_manager.filter(like, site_id=site_id).values_list("slug", flat=True))
    return taken
