"""Write down what was counted, number by number or thousands at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.counts.actions.opening import CountRefused, opened
from dramac.commerce.counts.actions.starting import IN_ONE_GO, add_lines
from dramac.commerce.counts.events import LinesCounted
from dramac.commerce.counts.models import StockCount, StockCountLine
from dramac.commerce.counts.rules import units_of
from dramac.commerce.inventory import queries as inventory
from dramac.kit.outbox import publish
from dramac.kit.statements import batches
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

FIELDS = ("expected", "counted", "counted_by", "counted_at")


@dataclass(frozen=True, slots=True)
class Entry:
    """How many units of a variant were counted. With `adds` they come on top of those counted before, as a scanner counts."""

    variant_id: UUID
    units: int
    adds: bool = False


@transaction.atomic
def enter(*, site: Site, count_id: UUID, entries: Sequence[Entry], by: Actor, now: datetime) -> int:
    """Write down what was counted, beside what is on hand at this moment; returns how many lines have a number now.

    All or nothing. A tracked variant that was not on the list comes onto it. Of two people who count the same, the last one's
    number stands, unless it adds. Four statements for each two thousand. Raises UnknownCount and CountRefused.
    """
    count = opened(site, count_id)
    changed = sum(_write(site, count, part, by, now) for part in batches(_merged(entries), IN_ONE_GO))
    _tell(site, count, changed, now)
    return changed


@transaction.atomic
def clear(*, site: Site, count_id: UUID, variant_ids: Iterable[UUID], by: Actor, now: datetime) -> int:
    """Take numbers off the list, so that these are counted again. Raises UnknownCount and CountRefused."""
    count = opened(site, count_id)
    rows = StockCountLine.objects.of(site).filter(count=count, variant_id__in=list(variant_ids))
    changed = rows.exclude(counted=None).update(expected=None, counted=None, counted_by="", counted_at=None)
    _tell(site, count, changed, now)
    return changed


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """One entry for each variant: what adds comes on top of what stands before it."""
    merged: dict[UUID, Entry] = {}
    for entry in entries:
        if type(entry.units) is not int:
            raise _no_number(entry.variant_id)
        before = merged.get(entry.variant_id)
        if before and entry.adds:
            merged[entry.variant_id] = Entry(entry.variant_id, before.units + entry.units, before.adds)
        else:
            merged[entry.variant_id] = entry
    return list(merged.values())


def _write(site: Site, count: StockCount, entries: Sequence[Entry], by: Actor, now: datetime) -> int:
    keys = [entry.variant_id for entry in entries]
    lines = _lines(site, count, keys)
    if missing := [key for key in keys if key not in lines]:
        add_lines(site, count, missing)
        lines = _lines(site, count, keys)
    levels = inventory.stock_levels(site, keys, count.location_id).values_list("variant_id", "on_hand")
    on_hand = dict(levels)
    for entry in entries:
        line = lines.get(entry.variant_id)
        if line is None:
            raise CountRefused(
                _("Its stock is not tracked, so there is nothing to count."),
                code="not_tracked",
                field="variant",
                variant_id=entry.variant_id,
            )
        units = units_of(line.counted, entry.units, adds=entry.adds)
        if units is None:
            raise _no_number(entry.variant_id)
        line.expected, line.counted = on_hand.get(entry.variant_id, 0), units
        line.counted_by, line.counted_at = by.label[:160], now
    StockCountLine.objects.of(site).bulk_update(lines.values(), FIELDS, batch_size=500)
    return len(lines)


def _lines(site: Site, count: StockCount, keys: Sequence[UUID]) -> dict[UUID, StockCountLine]:
    rows = StockCountLine.objects.of(site).filter(count=count, variant_id__in=keys)
    return {row.variant_id: row for row in rows}


def _no_number(variant_id: UUID) -> CountRefused:
    return CountRefused(
        _("Give a whole number of units between 0 and 1,000,000."),
        code="not_a_number",
        field="units",
        variant_id=variant_id,
    )


def _tell(site: Site, count: StockCount, changed: int, now: datetime) -> None:
    StockCount.objects.of(site).filter(pk=count.pk).update(version=count.version + 1)
    publish(LinesCounted(site_id=site.pk, occurred_at=now, count_id=count.pk, lines=changed))
