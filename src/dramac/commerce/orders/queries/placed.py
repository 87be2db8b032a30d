"""Orders found again by what they were placed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from dramac.commerce.orders.models import Order
from dramac.commerce.orders.tokens import token_of
from dramac.kit.money import Minor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order that was placed. `token` is the secret of its status link; `is_new` is false when it was found again."""

    id: UUID
    number: int
    token: str
    total: Minor
    currency: str
    payment_state: str
    is_new: bool = True


def placed_from_cart(site: Site, cart_id: UUID) -> PlacedOrder | None:
    """The order that was placed from a cart. One statement."""
    return _found(site, cart_id=cart_id)


def placed_with_key(site: Site, key: str) -> PlacedOrder | None:
    """The order that was placed with an idempotency key. One statement."""
    return _found(site, key=key)


def _found(site: Site, **by: Any) -> PlacedOrder | None:
    order = Order.objects.of(site).filter(**by).first()
    if order is None:
        return None
    return PlacedOrder(
        order.pk, order.number, token_of(order.pk), order.total, order.currency, order.payment_state, is_new=False
    )
