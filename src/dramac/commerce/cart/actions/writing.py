"""The statements by which carts change. A cart is locked by its own next version, before anything of it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.cart.queries import COLUMNS, Cart, CartView, Contents, Line, cart_of, view_of
from dramac.commerce.pricing import queries as pricing
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

_TOUCH = (
    "UPDATE mod_ecommod01_carts SET version = version + 1, updated_at = %s "
    f"WHERE site_id = %s AND id = %s AND state = 'open' RETURNING {COLUMNS}"
)
_PUT = """
INSERT INTO mod_ecommod01_cart_items (site_id, id, cart_id, variant_id, quantity, seen_price, created_at)
VALUES :rows ON CONFLICT (site_id, cart_id, variant_id)
DO UPDATE SET quantity = excluded.quantity, seen_price = excluded.seen_price
RETURNING id, variant_id
"""
_TAKE_OUT = "DELETE FROM mod_ecommod01_cart_items WHERE site_id = %s AND cart_id = %s AND id IN (:keys)"


class CartGone(Refused):
    """The cart is not open: it was ordered, merged into another, or is none of this site's."""

    code = "cart_gone"

    def __init__(self) -> None:
        super().__init__(_("This cart is no longer open. Start a new one."))


@dataclass(frozen=True, slots=True)
class Changed:
    """A cart after a change. `quantity` is what the line has now, `asked` what was wanted; fewer means no more are left."""

    view: CartView
    quantity: int = 0
    asked: int = 0

    @property
    def is_less(self) -> bool:
        """Whether the shopper got fewer than they wanted."""
        return self.quantity < self.asked


def touch(site: Site, cart_id: UUID, now: datetime) -> Cart:
    """Lock a cart by counting its version up. One statement. Raises CartGone."""
    rows = sql.rows(_TOUCH, [now, site.pk, cart_id])
    if not rows:
        raise CartGone
    return cart_of(rows[0])


def put(site: Site, cart_id: UUID, lines: Sequence[Line], now: datetime) -> dict[UUID, UUID]:
    """Write lines, in place of those of the same variants; returns their keys by variant. One statement."""
    rows: list[sql.Row] = [
        (site.pk, new_id(), cart_id, line.variant_id, line.quantity, line.seen_price, now) for line in lines
    ]
    return {key_out(variant): key_out(key) for key, variant in sql.rows(_PUT, many=rows)} if rows else {}


def take_out(site: Site, cart_id: UUID, line_ids: Sequence[UUID]) -> None:
    """Remove lines. One statement."""
    if line_ids:
        sql.execute(_TAKE_OUT, [site.pk, cart_id], sql.keys(line_ids))


def shown(site: Site, cart: Cart, held: Contents) -> CartView:
    """The changed cart as it is now. One statement."""
    return view_of(site, cart, held, pricing.terms_at(site, cart.address))
