"""What the keeper of stock says of products: whether they can be bought now. Told inside its own transaction; no fact of
the catalogue's is published, because stock tells its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.models import Product
from dramac.tenancy.models import Site


def set_availability(site: Site, available: Mapping[UUID, bool], *, now: datetime) -> int:
    """Remember for each product whether some variant of it can be bought; returns how many it was news for.

    Two statements, three when there is news of both kinds. The version of the product stays, so that nobody's editing is
    disturbed; `updated_at` moves, so that lists and caches see it.
    """
    if not available:
        return 0
    with transaction.atomic():
        rows = Product.objects.of(site).filter(pk__in=list(available)).order_by("pk").select_for_update(no_key=True)
        known = dict(rows.values_list("pk", "is_in_stock"))
        news = {key: available[key] for key, is_in_stock in known.items() if available[key] != is_in_stock}
        for value in sorted(set(news.values())):
            keys = [key for key, is_in_stock in news.items() if is_in_stock == value]
            Product.objects.of(site).filter(pk__in=keys).update(is_in_stock=value, updated_at=now)
    return len(news)
