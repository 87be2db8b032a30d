"""Changes of many levels in one request: what is on hand, and what of it is set aside; taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import not_found
from dramac.api.gate import require
from dramac.api.requests import ApiRequest
from dramac.api.shapes import shaped
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import actions, permissions
from dramac.commerce.inventory.api.sent import BulkAdjustment, BulkChange, SettingAside
from dramac.commerce.inventory.api.shapes import BulkResult, ChangedLevel
from dramac.commerce.inventory.rules.differences import Aside, Way, Wish
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused

router = Endpoints("Stock")


@router.post("/inventory/bulk-adjustments", permissions.ADJUST)
def bulk_adjust_stock(request: ApiRequest, body: Json[BulkAdjustment]) -> BulkResult:
    """Change the stock of thousands of variants, all or nothing. Each row that cannot be is told at its place."""
    if body.beyond_committed:
        require(request, permissions.BEYOND_COMMITTED)
    why = actions.Why(body.type, body.reason, code=body.code, beyond_committed=body.beyond_committed)
    wishes = _wishes(request, body.changes)
    made = actions.adjust_many(site=request.site, wishes=wishes, why=why, by=request.actor, now=request.now)
    return _result(made.id, made.levels)


@router.post("/inventory/bulk-adjustments/{group_id}/reversal", permissions.ADJUST)
def reverse_bulk_adjustment(request: ApiRequest, group_id: UUID) -> BulkResult:
    """Take a change of many levels back by its opposite. Each is taken back once."""
    try:
        levels = actions.reverse_group(site=request.site, group_id=group_id, by=request.actor, now=request.now)
    except actions.CannotReverse as refusal:
        if refusal.code == actions.CannotReverse.code:
            raise not_found() from None
        raise
    return _result(group_id, levels)


@router.post("/inventory/unavailable", permissions.ADJUST)
def set_stock_aside(request: ApiRequest, body: Json[SettingAside]) -> BulkResult:
    """Set units aside as damaged, for quality control or as safety stock, or put them back on sale. On hand stays."""
    if body.beyond_committed:
        require(request, permissions.BEYOND_COMMITTED)
    default = actions.default_location(request.site)
    asides = [Aside(one.variant_id, one.location_id or default, one.state, one.quantity) for one in body.changes]
    codes = {one.state for one in body.changes}
    code = codes.pop() if len(codes) == 1 else "other"
    why = actions.Why("adjustment", body.reason, code=code, beyond_committed=body.beyond_committed)
    made = actions.set_aside(site=request.site, asides=asides, why=why, by=request.actor, now=request.now)
    return _result(made.id, made.levels)


def _wishes(request: ApiRequest, changes: Sequence[BulkChange]) -> list[Wish]:
    """The changes with their SKUs looked up. A SKU that nothing or several have is a fault at its place."""
    default = actions.default_location(request.site)
    named = catalog.variants_by_sku(request.site, [one.sku for one in changes if one.sku and not one.variant_id])
    unknown = new_id()
    found = []
    for place, one in enumerate(changes):
        keys = named.get(one.sku, [])
        if not one.variant_id and len(keys) > 1:
            words = _("Several variants have this SKU. Name the variant by its id.")
            raise Refused(words, field=f"changes.{place}.sku", code="ambiguous_sku")
        key = one.variant_id or (keys[0] if keys else unknown)
        found.append(Wish(key, one.location_id or default, one.quantity, Way(one.way)))
    return found


def _result(key: UUID, levels: Sequence[actions.AdjustedLevel]) -> BulkResult:
    return BulkResult(id=key, changed=len(levels), levels=[shaped(ChangedLevel, level) for level in levels])
