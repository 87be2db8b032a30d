"""The bulk changes there are: statuses, prices, tags and categories of many products at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dramac.commerce.catalog.actions.bulk import BulkReport, Selection, Unfit, Verb, change
from dramac.commerce.catalog.actions.wholes import PARTS, VARIANTS, VariantRow, Whole
from dramac.commerce.catalog.models import Category
from dramac.commerce.catalog.rules import prices, products, statuses
from dramac.commerce.catalog.rules.drafts import Problem
from dramac.commerce.catalog.rules.prices import PriceChange
from dramac.kit.text import fold
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

STATUS, PRICES, TAGS, CATEGORIES = "status_changed", "prices_changed", "tagged", "categorised"


def with_status(whole: Whole, status: str, now: datetime) -> Whole:
    """The product with a status; Unfit when it may not have it."""
    row = whole.row
    if refusal := statuses.refusal(status, title=row.title, variant_count=row.variant_count):
        raise Unfit(Problem("status", refusal))
    published_at = row.published_at or (now if status == statuses.ACTIVE else None)
    return replace(whole, row=row._replace(status=status, published_at=published_at))


def status_verb(status: str, now: datetime) -> Verb:
    """Give products a status."""
    return Verb(STATUS, (), lambda whole: with_status(whole, status, now), lambda whole: whole.row.status)


def bulk_publish(site: Site, selection: Selection, *, by: Actor, now: datetime) -> BulkReport:
    """Let shoppers see these products; one without a variant is left out (no_variants)."""
    return change(site, selection, status_verb(statuses.ACTIVE, now), by=by, now=now, label=_("Published products"))


def bulk_unpublish(site: Site, selection: Selection, *, by: Actor, now: datetime) -> BulkReport:
    """Make these products drafts, which shoppers do not see."""
    return change(site, selection, status_verb(statuses.DRAFT, now), by=by, now=now, label=_("Unpublished products"))


def bulk_archive(site: Site, selection: Selection, *, by: Actor, now: datetime) -> BulkReport:
    """Put these products away; orders keep referring to them."""
    return change(site, selection, status_verb(statuses.ARCHIVED, now), by=by, now=now, label=_("Archived products"))


def bulk_change_prices(
    site: Site, selection: Selection, price_change: PriceChange, *, by: Actor, now: datetime
) -> BulkReport:
    """Change the price of every variant of these products (see `rules.prices`): exact, half-up, in minor units.

    A product of which one price would fall below zero or grow too large is left as it was, all its variants.
    """
    verb = Verb(PRICES, (VARIANTS,), lambda whole: _repriced(whole, price_change), kept_prices)
    return change(site, selection, verb, by=by, now=now, label=_("Changed prices"))


def _repriced(whole: Whole, price_change: PriceChange) -> Whole:
    def one(row: VariantRow) -> VariantRow:
        if row.is_archived:
            return row
        after = prices.changed(prices.Price(row.price, row.compare_at_price), price_change)
        return row._replace(price=after.price, compare_at_price=after.compare_at)

    try:
        return replace(whole, variants=tuple(one(row) for row in whole.variants or ()))
    except prices.PriceRefused as refused:
        raise Unfit(Problem("price", refused.code)) from refused


def kept_prices(whole: Whole) -> dict[str, Any]:
    """Price and compare-at price of each variant, by its key."""
    return {str(row.id): [row.price, row.compare_at_price] for row in whole.live}


def bulk_tag(
    site: Site,
    selection: Selection,
    *,
    by: Actor,
    now: datetime,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
) -> BulkReport:
    """Add tags to these products and take others away, however they are capitalised.

    A product that would have more than 250 tags, or one longer than 255 characters, is left as it was.
    """
    added, removed = products.distinct_tags(add), {fold(tag) for tag in products.distinct_tags(remove)}

    def tagged(whole: Whole) -> Whole:
        kept = [tag for tag in whole.tags or () if fold(tag) not in removed]
        tags = products.distinct_tags([*kept, *added])
        if found := products.tag_problems(tags):
            raise Unfit(found[0])
        return replace(whole, tags=tuple(sorted(tags)))

    verb = Verb(TAGS, PARTS, tagged, lambda whole: sorted(whole.tags or ()))
    return change(site, selection, verb, by=by, now=now, label=_("Changed tags"))


def bulk_categorise(
    site: Site,
    selection: Selection,
    *,
    by: Actor,
    now: datetime,
    add: Iterable[UUID] = (),
    remove: Iterable[UUID] = (),
) -> BulkReport:
    """Put these products into categories and take them out of others. Categories that the site does not have are left
    out of account."""
    known = set(Category.objects.of(site).filter(pk__in=list(add)).values_list("pk", flat=True))
    added, removed = [key for key in add if key in known], set(remove)

    def placed(whole: Whole) -> Whole:
        kept = [key for key in whole.categories or () if key not in removed]
        return replace(whole, categories=tuple(dict.fromkeys([*kept, *added])))

    verb = Verb(CATEGORIES, PARTS, placed, lambda whole: [str(key) for key in whole.categories or ()])
    return change(site, selection, verb, by=by, now=now, label=_("Changed categories"))
