"""Orders listed and read."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import pydantic
from ninja import Query

from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.fields import Number, Time, Words
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page
from dramac.commerce.orders import permissions, queries
from dramac.commerce.orders.api import shapes
from dramac.commerce.orders.api.shapes import FulfilmentState, Order, OrderSummary, PaymentState, State
from dramac.commerce.orders.queries import OrderFilter
from dramac.kit.money import LARGEST_AMOUNT
from dramac.tenancy.models import Site

router = Endpoints("Orders")

Total = Annotated[Number, pydantic.Field(ge=0, le=LARGEST_AMOUNT, description="Minor units, included.")]


class OrdersWanted(Paging):
    """Which orders are asked for; every part narrows."""

    q: Annotated[Words, pydantic.Field(description="Words of the number, the e-mail or the name.")] = ""
    state: Annotated[tuple[State, ...], pydantic.Field(max_length=4, description="Repeat for several.")] = ()
    payment_state: Annotated[tuple[PaymentState, ...], pydantic.Field(max_length=6)] = ()
    fulfilment_state: Annotated[tuple[FulfilmentState, ...], pydantic.Field(max_length=3)] = ()
    since: Annotated[Time | None, pydantic.Field(description="Placed at this moment or later.")] = None
    until: Annotated[Time | None, pydantic.Field(description="Placed before this moment.")] = None
    customer_id: UUID | None = None
    total_from: Total | None = None
    total_to: Total | None = None

    def wanted(self) -> OrderFilter:
        """The same in the words of the query."""
        return OrderFilter(
            text=self.q,
            states=self.state,
            payment_states=self.payment_state,
            fulfilment_states=self.fulfilment_state,
            since=self.since,
            until=self.until,
            customer_id=self.customer_id,
            total_from=self.total_from,
            total_to=self.total_to,
        )


@router.get("/orders", permissions.VIEW)
def list_orders(request: ApiRequest, wanted: Query[OrdersWanted]) -> Page[OrderSummary]:
    """List orders, newest first."""
    rows = queries.index(request.site, wanted.wanted())
    return page_of(rows, wanted, name="orders", order=("-placed_at", "id"), show=shapes.summary)


@router.get("/orders/{order_id}", permissions.VIEW)
def get_order(request: ApiRequest, order_id: UUID) -> Order:
    """Read an order with its lines, parcels, refunds, payments and story."""
    return read(request.site, order_id)


def read(site: Site, order_id: UUID) -> Order:
    """The order as it is now. Raises Denied (404)."""
    return shapes.order(found(queries.detail(site, order_id)), site)
