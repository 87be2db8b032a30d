"""Keep units for somebody for a while: for a shopper who is checking out, or because staff said so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.telling import KEYS_IN_A_FACT
from dramac.commerce.inventory.events import StockMoved
from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.models_reservations import StockReservation
from dramac.commerce.inventory.rules import MOST_UNITS, Demand, Shortage, allocate, merge
from dramac.commerce.inventory.rules.reserving import LONGEST_HOLD, may_be_reserved
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.statements import batches
from dramac.kit.text import one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

_RESERVE = """
UPDATE mod_ecommod01_stock_levels AS l SET reserved_until = %s
FROM (VALUES :rows) AS u
WHERE l.site_id = %s AND l.variant_id = u.column1 AND l.location_id = u.column2
  AND (l.reserved_until IS NULL OR l.reserved_until < %s)
"""


class CannotHold(Refused):
    """Staff cannot keep these units. Codes: not_enough, in_the_past, too_long, not_whole, unknown_level."""

    code = "not_enough"


@dataclass(frozen=True, slots=True)
class Hold:
    """Units of a variant at a location that staff keep until a moment, and why."""

    variant_id: UUID
    location_id: UUID
    quantity: int
    until: datetime
    reason: str = ""


def reserve(*, site: Site, holder: str, demands: Sequence[Demand], now: datetime) -> list[Shortage]:
    """Keep for a cart what it holds, from now on for as long as the shop keeps things, in place of what was kept before.

    Only of what can run out. Of what there is too little all that is left is kept; returns of what. Does nothing in a shop
    that keeps nothing. Five statements.
    """
    lasts = queries.selling(site).kept_for
    wanted = [demand for demand in merge(demands) if demand.tracks_stock and not demand.sells_when_out]
    if lasts is None:
        return []
    with transaction.atomic():
        return _reserve(site, holder, wanted, now, now + lasts)


def _reserve(site: Site, holder: str, wanted: Sequence[Demand], now: datetime, until: datetime) -> list[Shortage]:
    levels = queries.free(site, ledger.lock(site, [demand.variant_id for demand in wanted]), now, holder=holder)
    StockReservation.objects.of(site).filter(holder=holder).delete()
    rows: list[StockReservation] = []
    short: list[Shortage] = []
    for demand in wanted:
        held = [level for level in levels.values() if level.variant_id == demand.variant_id]
        decided = allocate(demand, held, None)
        if isinstance(decided, Shortage):
            short.append(decided)
            decided = allocate(replace(demand, quantity=decided.left), held, None) if decided.left else []
        if not isinstance(decided, Shortage):
            rows += [_row(site, holder, part.variant_id, part.location_id, part.quantity, now) for part in decided]
    for row in rows:
        row.expires_at = until
    _keep(site, rows)
    return short


def convert(site: Site, levels: ledger.Levels, now: datetime, holder: str) -> None:
    """An order was made of what was kept for its cart. One statement, none where nothing is kept of its goods."""
    if holder and any(may_be_reserved(level, now) for level in levels.values()):
        StockReservation.objects.of(site).filter(holder=holder).delete()


@transaction.atomic
def release_reserved(*, site: Site, holder: str) -> int:
    """Give back what is kept for a holder; returns of how many levels. Safe to repeat. One statement."""
    return StockReservation.objects.of(site).filter(holder=holder).delete()[0]


@transaction.atomic
def hold(*, site: Site, hold: Hold, by: Actor, now: datetime) -> StockReservation:
    """Keep units for somebody until a moment: nobody can buy them before. Raises CannotHold."""
    if type(hold.quantity) is not int or not 0 < hold.quantity <= MOST_UNITS:
        raise CannotHold(_("Give a whole number of units above zero."), field="quantity", code="not_whole")
    if hold.until <= now:
        raise CannotHold(_("Give a day that is still to come."), field="until", code="in_the_past")
    if hold.until > now + LONGEST_HOLD:
        raise CannotHold(_("Keep things for a year at most."), field="until", code="too_long")
    levels = queries.free(site, ledger.lock(site, [hold.variant_id]), now)
    level = levels.get((hold.variant_id, hold.location_id))
    if level is None or not level.is_active:
        raise CannotHold(_("Nothing of it is at this location."), field="location", code="unknown_level")
    if level.available < hold.quantity:
        left = max(level.available, 0)
        raise CannotHold(
            _("Only %(count)s can be kept: the rest is sold or kept already.") % {"count": left}, field="quantity"
        )
    row = _row(site, "", hold.variant_id, hold.location_id, hold.quantity, now)
    row.kind, row.holder, row.expires_at = StockReservation.Kind.HOLD, row.pk.hex, hold.until
    row.reason, row.created_by = one_line(hold.reason)[:300], by.label[:160]
    _keep(site, [row])
    _tell(site, row, by, "inventory.held", now)
    return row


@transaction.atomic
def release_hold(*, site: Site, hold_id: UUID, by: Actor, now: datetime) -> None:
    """Units that staff kept can be bought again. Safe to repeat."""
    row = queries.hold(site, hold_id)
    if row is None:
        return
    ledger.lock(site, [row.variant_id])
    if StockReservation.objects.of(site).filter(pk=hold_id).delete()[0]:
        row.pk = hold_id
        _tell(site, row, by, "inventory.released", now)


@transaction.atomic
def end_holds(*, now: datetime) -> int:
    """Remove what staff kept until now, of all sites, and say that it can be bought again; returns how many holds ended. That they
    have is read off the clock, so that no buyer waits for this: whoever watches stock hears of it."""
    ended = StockReservation.objects.select_for_update().filter(kind=StockReservation.Kind.HOLD, expires_at__lte=now)
    freed: dict[UUID, set[ledger.Key]] = defaultdict(set)
    for row in ended:
        freed[row.site_id].add((row.variant_id, row.location_id))
    for site_id, keys in freed.items():
        for part in batches(sorted(keys), KEYS_IN_A_FACT):
            publish(StockMoved(site_id=site_id, occurred_at=now, keys=tuple(part)))
    return ended.delete()[0]


def sweep_reservations(*, now: datetime) -> int:
    """Remove what is no longer kept for checkouts, of all sites. What lives is read off the clock, so that nobody waits for this."""
    rows = StockReservation.objects.filter(kind=StockReservation.Kind.CHECKOUT, expires_at__lte=now)
    removed, _detail = rows.delete()
    StockLevel.objects.filter(reserved_until__lte=now).update(reserved_until=None)
    return removed


def _row(
    site: Site, holder: str, variant_id: UUID, location_id: UUID, quantity: int, now: datetime
) -> StockReservation:
    return StockReservation(
        pk=new_id(),
        site=site,
        kind=StockReservation.Kind.CHECKOUT,
        holder=holder,
        variant_id=variant_id,
        location_id=location_id,
        quantity=quantity,
        created_at=now,
        expires_at=now,
    )


def _keep(site: Site, rows: Iterable[StockReservation]) -> None:
    """Write down what is kept of locked levels, and on each level until when at the latest something is."""
    made = list(rows)
    if not made:
        return
    StockReservation.objects.bulk_create(made)
    until = max(row.expires_at for row in made)
    many = [(row.variant_id, row.location_id) for row in made]
    sql.execute(_RESERVE, [until], many, [site.pk, until])


def _tell(site: Site, row: StockReservation, by: Actor, action: str, now: datetime) -> None:
    subject = f"variant:{row.variant_id}"
    audit.write(site, by=by, action=action, subject=subject, now=now)
    publish(StockMoved(site_id=site.pk, occurred_at=now, keys=((row.variant_id, row.location_id),)))
