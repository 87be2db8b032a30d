"""Telling those who wait that something is back: each once, the longest waiting first, no more at once than have a chance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import SaleVariant
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.waitlist import queries
from dramac.commerce.waitlist.events import RestockNotified
from dramac.commerce.waitlist.models import OPEN, RestockRequest
from dramac.commerce.waitlist.rules import WaitlistSettings, wave
from dramac.kit.outbox import publish
from dramac.kit.settings import read
from dramac.tenancy import queries as tenancy
from dramac.tenancy.models import Site

MOST_AT_ONCE = 500
"""How many are told in one transaction; the rest follows within minutes."""


def tell_waiting(*, site: Site, variant_ids: Iterable[UUID], now: datetime) -> int:
    """Give those who wait for these variants their turn, as far as there is stock; returns how many. Safe to repeat.

    That it was somebody's turn and the fact for which the e-mail is sent are written together: whoever stops this half way
    leaves both or neither. Two statements where nobody waits for what can be bought.
    """
    waited_for = queries.waiting(site, variant_ids)
    if not waited_for:
        return 0
    left = inventory.availability(site, waited_for)
    told = 0
    for variant in catalog.variants_for_sale(site, waited_for).values():
        units = variant.can_be_sold(left[variant.id])
        if variant.is_on_sale and (units is None or units > 0):
            told += _tell(site, variant, units, now)
    return told


def tell_everywhere(*, now: datetime) -> int:
    """Look at everything that somebody waits for in every shop: the next waves, and what listeners did not hear of."""
    sites = RestockRequest.objects.filter(OPEN).order_by().values_list("site_id", flat=True).distinct()
    told = 0
    for site_id in list(sites):
        site = tenancy.site_by_id(site_id)
        told += tell_waiting(site=site, variant_ids=queries.variants_waited_for(site), now=now)
    return told


@transaction.atomic
def _tell(site: Site, variant: SaleVariant, units: int | None, now: datetime) -> int:
    settings = read(WaitlistSettings, site.settings)
    rows = RestockRequest.objects.of(site).filter(OPEN, variant_id=variant.id).order_by("created_at", "id")
    # Whoever else tells of this variant waits here; how many were told lately is asked after that.
    waiting = list(rows.select_for_update()[:MOST_AT_ONCE])
    lately = queries.told_since(site, variant.id, now - settings.pause)
    most = wave(units, told_lately=lately, per_unit=settings.per_unit)
    turn = waiting if most is None else waiting[:most]
    RestockRequest.objects.of(site).filter(pk__in=[row.pk for row in turn]).update(sent_at=now)
    publish(
        *(
            RestockNotified(
                site_id=site.pk,
                occurred_at=now,
                request_id=row.pk,
                product_id=variant.product_id,
                variant_id=variant.id,
            )
            for row in turn
        )
    )
    return len(turn)
