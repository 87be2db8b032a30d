"""Words of products that change because something around them did: a category got another name, place, or none."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.actions import terms
from dramac.commerce.catalog.actions.wholes import CATEGORIES, OPTIONS, TAGS, VARIANTS, read
from dramac.commerce.catalog.models import Category, Product, ProductCategory
from dramac.kit.statements import batches, hold
from dramac.tenancy.models import Site

BATCH = 500


def products(site_id: UUID, product_ids: Iterable[UUID]) -> int:
    """Make these products findable by their present words; returns how many. About twelve statements for each 500."""
    names = terms.category_names(site_id)
    count = 0
    for keys in batches(product_ids, BATCH):
        wholes = read(site_id, keys, parts={OPTIONS, VARIANTS, TAGS, CATEGORIES})
        terms.write(site_id, {key: terms.findable(whole, names) for key, whole in wholes.items()}, known=wholes)
        count += len(wholes)
    return count


def category(site_id: UUID, path: str) -> int:
    """As `products`, for those in the category at this path and below it."""
    rows = Category.objects.of(site_id)
    inside = rows.filter(path=path) | rows.filter(path__gte=f"{path}/", path__lt=f"{path}0")
    members = ProductCategory.objects.of(site_id).filter(category_id__in=inside.values("pk"))
    return products(site_id, list(members.values_list("product_id", flat=True).distinct()))


def rebuild_search(site: Site) -> int:
    """Make every product of the site findable by its present words, 500 to a transaction; returns how many. For whoever
    looks after the installation: every writer keeps the index itself."""
    count = 0
    for keys in batches(Product.objects.of(site).order_by("pk").values_list("pk", flat=True), BATCH):
        with transaction.atomic():
            hold("catalogue", site.pk)
            count += products(site.pk, keys)
    return count
