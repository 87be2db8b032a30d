"""Begin a count of a location: of everything, of a part of the catalogue, or of chosen variants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.queries.sale import stock_variants
from dramac.commerce.counts.actions.opening import CountRefused
from dramac.commerce.counts.events import CountStarted
from dramac.commerce.counts.models import StockCount, StockCountLine, StockCountNumber
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.actions import UnknownLocation
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.statements import batches
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

IN_ONE_GO = 2000
_NEXT_NUMBER = """
INSERT INTO mod_ecommod01_stock_count_numbers (site_id, id, last) VALUES (%s, %s, 1)
ON CONFLICT (site_id) DO UPDATE SET last = mod_ecommod01_stock_count_numbers.last + 1
RETURNING last
"""


@dataclass(frozen=True, slots=True)
class CountDetails:
    """Where is counted, what the count is called, what it is of in words, and whether those who count see what is expected."""

    location_id: UUID
    title: str = ""
    scope: str = ""
    is_blind: bool = False


@transaction.atomic
def start(*, site: Site, details: CountDetails, variant_ids: Iterable[UUID], by: Actor, now: datetime) -> StockCount:
    """Open a count with a line for each of the variants whose stock is tracked; more can be added as they turn up.

    Two statements for each two thousand variants. Raises UnknownLocation, and CountRefused for variants of others.
    """
    places = {one.pk for one in inventory.locations(site, only_active=True)}
    if details.location_id not in places:
        raise UnknownLocation
    wanted = list(dict.fromkeys(variant_ids))
    assert StockCountNumber._meta.db_table in _NEXT_NUMBER
    count = StockCount.objects.create(
        site=site,
        number=int(sql.rows(_NEXT_NUMBER, [site.pk, new_id()])[0][0]),
        title=one_line(details.title)[:120],
        location_id=details.location_id,
        scope=one_line(details.scope)[:300],
        is_blind=details.is_blind,
        created_by=by.label[:160],
        created_at=now,
    )
    lines = add_lines(site, count, wanted)
    publish(
        CountStarted(
            site_id=site.pk,
            occurred_at=now,
            count_id=count.pk,
            number=count.number,
            location_id=count.location_id,
            lines=lines,
        )
    )
    return count


def add_lines(site: Site, count: StockCount, variant_ids: Iterable[UUID]) -> int:
    """Put tracked variants on an open count; returns how many. Raises CountRefused for variants that the site has not."""
    added = 0
    for part in batches(variant_ids, IN_ONE_GO):
        known = stock_variants(site, part)
        if missing := next((key for key in part if key not in known), None):
            raise unknown_variant(missing)
        rows = [StockCountLine(site=site, count=count, variant_id=key) for key in part if known[key].tracks_stock]
        StockCountLine.objects.bulk_create(rows, batch_size=IN_ONE_GO)
        added += len(rows)
    return added


def unknown_variant(key: UUID) -> CountRefused:
    """What is said of a variant that the site does not have."""
    return CountRefused(_("There is no such variant."), code="unknown_variant", field="variant", variant_id=key)
