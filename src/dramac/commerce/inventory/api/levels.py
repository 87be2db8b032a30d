"""Levels, changes by hand and the ledger of movements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Query

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.gate import require
from dramac.api.paging import page, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page, amount, maybe_amount, shaped
from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.api.sent import (
    Adjustment,
    Change,
    Count,
    Delivered,
    Delivery,
    LevelsWanted,
    MovementsWanted,
)
from dramac.commerce.inventory.api.shapes import ChangedLevel, ChangedLevels, CountResult, StockLevel, StockMovement
from dramac.commerce.inventory.queries import Point

router = Endpoints("Stock")


@router.get("/inventory/levels", permissions.VIEW)
def list_stock_levels(request: ApiRequest, wanted: Query[LevelsWanted]) -> Page[StockLevel]:
    """List what each location has of each variant, or of some, so that low stock and whole counts can be read."""
    limits = [wanted.available_to] if wanted.available_to is not None else []
    limits += [queries.low_at(request.site)] if wanted.is_low else []
    at_most = min(limits, default=None)
    rows = queries.stock_levels(request.site, wanted.variant_id, wanted.location_id, available_to=at_most)
    order = ("variant_id", "location_id")
    return page_of(rows, wanted, name="levels", order=order, show=partial(_level, request))


@router.post("/inventory/adjustments", permissions.ADJUST)
def adjust_stock(request: ApiRequest, body: Json[Adjustment]) -> ChangedLevels:
    """Change what is on hand, all or nothing. What is promised to orders stays promised."""
    changes = [_adjustment(one) for one in body.changes]
    why = actions.Why(body.type, body.reason, code=body.code or "", beyond_committed=body.beyond_committed)
    _check(request, why)
    return _changed(actions.adjust(site=request.site, changes=changes, why=why, by=request.actor, now=request.now))


@router.post("/inventory/counts", permissions.ADJUST)
def count_stock(request: ApiRequest, body: Json[Count]) -> CountResult:
    """Set what is on hand to what was counted, of each variant once."""
    counted = {one.variant_id: one.on_hand for one in body.counted}
    if len(counted) < len(body.counted):
        raise actions.CannotAdjust(_("Each variant stands on one line."), field="counted", code="variant_twice")
    changed = actions.set_on_hand(
        site=request.site,
        counted=counted,
        why=actions.Why("adjustment", body.reason),
        by=request.actor,
        now=request.now,
        location_id=body.location_id,
    )
    return CountResult(changed=changed)


@router.post("/inventory/announcements", permissions.ADJUST)
def announce_stock(request: ApiRequest, body: Json[Delivery]) -> None:
    """Say that goods are on their way. They count as incoming, and are not for sale yet."""
    actions.expect(site=request.site, deliveries=_adjustments(body), by=request.actor, now=request.now)


@router.post("/inventory/deliveries", permissions.ADJUST)
def receive_stock(request: ApiRequest, body: Json[Delivery]) -> ChangedLevels:
    """Receive goods. On hand goes up, and what was announced goes down by as much."""
    return _changed(
        actions.receive(site=request.site, deliveries=_adjustments(body), by=request.actor, now=request.now)
    )


@router.get("/inventory/movements", permissions.VIEW)
def list_stock_movements(request: ApiRequest, wanted: Query[MovementsWanted]) -> Page[StockMovement]:
    """List movements, newest first."""
    place = wanted.place("movements", tuple[datetime, UUID])
    found = queries.history(request.site, wanted.wanted(), after=Point(*place) if place else None, limit=wanted.limit)
    shown = [_movement(request, movement) for movement in found.movements]
    return page(shown, name="movements", after=(found.next.created_at, found.next.id) if found.next else None)


def _level(request: ApiRequest, row: Any) -> StockLevel:
    available = row.available - row.reserved - row.spoiled
    return shaped(StockLevel, row, available=available, value=amount(row.value, request.site.currency))


def _movement(request: ApiRequest, row: Any) -> StockMovement:
    currency = request.site.currency
    cost, value = maybe_amount(row.unit_cost, currency), amount(row.value_change, currency)
    return shaped(StockMovement, row, unit_cost=cost, value_change=value)


def _check(request: ApiRequest, why: actions.Why) -> None:
    """Going below what is promised needs a permission of its own."""
    if why.beyond_committed:
        require(request, permissions.BEYOND_COMMITTED)


def _adjustments(body: Delivery) -> list[actions.Adjustment]:
    return [_adjustment(one) for one in body.deliveries]


def _adjustment(one: Change | Delivered) -> actions.Adjustment:
    batch = one.batch.named() if one.batch else None
    return actions.Adjustment(one.variant_id, one.quantity, one.location_id, batch=batch)


def _changed(levels: Sequence[actions.AdjustedLevel]) -> ChangedLevels:
    return ChangedLevels(levels=[shaped(ChangedLevel, level) for level in levels])
