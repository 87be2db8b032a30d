"""Batches as people name them: found by their number, or opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.queries.sale import stock_variants
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions.posting import CannotAdjust
from dramac.commerce.inventory.models import Batch
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

LONGEST_NUMBER = 60
EARLIEST, LATEST = date(1990, 1, 1), date(2200, 1, 1)
Key = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class BatchName:
    """What a delivery says of a batch. `expires_on` is the first day on which its goods are no longer sold."""

    number: str
    expires_on: date | None = None
    made_on: date | None = None
    supplier_reference: str = ""
    note: str = ""


def name_batches(
    site: Site, wanted: Sequence[tuple[UUID, BatchName | None]], by: Actor, now: datetime
) -> list[UUID | None]:
    """The key of each batch that is named, in order; those that a variant does not have yet are opened.

    One statement, two where some are opened; none where none is named. Raises CannotAdjust for a number that is missing or
    too long, for another expiry than the batch has, for variants that the site does not have, and where the shop keeps no
    batches.
    """
    named = [(variant, batch) for variant, batch in wanted if batch is not None]
    if not named:
        return [None for _one in wanted]
    if not queries.batching(site).is_on:
        raise CannotAdjust(_("Batches are turned off in the settings."), field="batch", code="batches_off")
    checked = {(variant, number_of(batch.number)): checked_dates(batch) for variant, batch in named}
    found = _find(site, checked)
    missing = {key: batch for key, batch in checked.items() if key not in found}
    if missing:
        _open(site, missing, by, now)
        found = _find(site, checked)
    for variant, batch in named:
        known = found[variant, number_of(batch.number)]
        if batch.expires_on is not None and known.expires_on != batch.expires_on:
            raise CannotAdjust(
                _("This batch is known with another date of expiry."), field="expires", code="other_expiry"
            )
    return [found[variant, number_of(batch.number)].pk if batch is not None else None for variant, batch in wanted]


def number_of(text: str) -> str:
    """A batch number as it is kept. Raises CannotAdjust for one that is missing or too long."""
    number = one_line(text)
    if not number or len(number) > LONGEST_NUMBER:
        raise CannotAdjust(_("Give the batch a number of at most 60 letters and digits."), field="batch")
    return number


def checked_dates(batch: BatchName) -> BatchName:
    """The same. Raises CannotAdjust for dates that cannot be meant."""
    dates = [day for day in (batch.made_on, batch.expires_on) if day]
    if any(not EARLIEST <= day <= LATEST for day in dates):
        raise CannotAdjust(_("That date cannot be right."), field="expires")
    if dates != sorted(dates):
        raise CannotAdjust(_("It cannot expire before it was made."), field="expires")
    return batch


def _find(site: Site, keys: dict[Key, BatchName]) -> dict[Key, Batch]:
    rows = Batch.objects.of(site).filter(
        variant_id__in={variant for variant, _number in keys}, number__in={number for _variant, number in keys}
    )
    return {(row.variant_id, row.number): row for row in rows}


def _open(site: Site, missing: dict[Key, BatchName], by: Actor, now: datetime) -> None:
    known = stock_variants(site, {variant for variant, _number in missing})
    for variant, _number in missing:
        if variant not in known:
            raise CannotAdjust(_("There is no such variant."), field="variant", variant_id=variant)
    rows = [
        Batch(
            site=site,
            variant_id=variant,
            number=number,
            expires_on=batch.expires_on,
            ends_on=batch.expires_on,
            made_on=batch.made_on,
            supplier_reference=one_line(batch.supplier_reference)[:120],
            note=one_line(batch.note)[:300],
            created_by=by.label[:160],
            created_at=now,
        )
        for (variant, number), batch in missing.items()
    ]
    # Somebody else may be opening the same one: theirs is found afterwards.
    Batch.objects.bulk_create(rows, ignore_conflicts=True)
