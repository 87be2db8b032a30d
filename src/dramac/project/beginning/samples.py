"""Sample products for a shop that has none yet, known by their tag, so that all of them go with one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django_tasks import task

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries as products
from dramac.commerce.importing.translating import Known, Translator
from dramac.kit.clock import utc_now
from dramac.project.demo.gallery import Gallery
from dramac.project.demo.goods import goods
from dramac.tenancy import queries as tenancy
from dramac.tenancy.actors import SYSTEM, Actor
from dramac.tenancy.models import Site

TAG = "sample"
HANDLES = ("harbour-mug", "pebble-lamp", "cove-urn", "ticking-cushion", "washed-linen-curtain", "log-basket")


def bring(site: Site, *, now: datetime) -> int:
    """Add the samples with a picture each, published; returns how many. What is there already stays as it is.

    Their stock is not counted, so that nothing in the books refers to them.
    """
    chosen = [good for good in goods("marl-weft") if good.record.handle in HANDLES]
    chosen = [good for good in chosen if products.product_detail(site, good.record.handle) is None]
    translator = Translator(site.currency, {"standard"})
    loads = [_uncounted(translator.product(good.record, Known())) for good in chosen]
    catalog.load(site, loads, by=SYSTEM, now=now)
    with Gallery([good.pictures[0] for good in chosen]) as gallery:
        for good in chosen:
            detail = products.product_detail(site, good.record.handle)
            if detail is not None:
                name = good.pictures[0]
                data = gallery.file(name).read_bytes()
                catalog.upload_image(site, detail.id, data, by=SYSTEM, now=now, alt=good.alts[name])
    return len(chosen)


def remove(site: Site, *, by: Actor, now: datetime) -> tuple[int, int]:
    """Remove the samples; returns how many, and how many were archived instead because someone has ordered them."""
    removed = archived = 0
    for product in found(site):
        try:
            catalog.remove_product(site, product, by=by, now=now)
            removed += 1
        except catalog.CannotRemove:
            catalog.archive_product(site, product, by=by, now=now)
            archived += 1
    return removed, archived


def found(site: Site) -> list[UUID]:
    """The keys of the samples that are there, but for those archived. One statement."""
    rows = products.products_for_index(site, products.IndexFilters(tags=(TAG,)))
    return list(rows.exclude(status="archived").values_list("pk", flat=True))


@task
def bring_later(site_id: str) -> int:
    """Add the samples in the background."""
    return bring(tenancy.site_by_id(UUID(site_id)), now=utc_now())


def _uncounted(load: catalog.ProductLoad) -> catalog.ProductLoad:
    variants = tuple(replace(variant, tracks_stock=False) for variant in load.variants)
    return replace(load, variants=variants, tags=(TAG,))
