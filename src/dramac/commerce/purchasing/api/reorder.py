"""What to order, and the orders that are made of it."""

from __future__ import annotations

from ninja import Query

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.fields import Flag
from dramac.api.paging import Paging, page
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Page, Shape
from dramac.commerce.purchasing import actions, permissions, queries
from dramac.commerce.purchasing.api import shapes
from dramac.commerce.purchasing.api.sent import ReorderBody
from dramac.commerce.purchasing.api.shapes import PurchaseOrderSummary, ReorderAdvice

router = Endpoints("Reorder list")
NAME = "reorder-list"


class ReorderWanted(Paging):
    """Which part of the list is asked for."""

    due: Flag = False


class DraftedOrders(Shape, frozen=True, kw_only=True):
    """The drafts that were made, and the variants that nobody supplies."""

    orders: list[PurchaseOrderSummary]
    unsupplied: list[Id]


@router.get("/reorder-list", permissions.VIEW)
def list_reorder_advice(request: ApiRequest, wanted: Query[ReorderWanted]) -> Page[ReorderAdvice]:
    """List what every tracked variant needs, the most urgent first. With `due` only what must be ordered today."""
    place = wanted.place(NAME, list)
    rows = (queries.due_today if wanted.due else queries.reorder_list)(request.site, request.now)
    first = int(place[0]) if place else 0
    shown, last = rows[first : first + wanted.limit], first + wanted.limit
    return page([shapes.advice(row) for row in shown], name=NAME, after=[last] if last < len(rows) else None)


@router.post("/reorder-list/orders", permissions.EDIT, status=201)
def order_from_reorder_list(request: ApiRequest, body: Json[ReorderBody]) -> DraftedOrders:
    """Draft one purchase order for each supplier, of the preferred supplier of each variant."""
    units: dict[Id, int] = {}
    for line in body.lines:
        units[line.variant_id] = units.get(line.variant_id, 0) + line.quantity
    drafted = actions.order_from_list(site=request.site, units=units, by=request.actor, now=request.now)
    return DraftedOrders(orders=[shapes.summary(one) for one in drafted.orders], unsupplied=list(drafted.unsupplied))
