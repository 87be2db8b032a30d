"""A cart on its way to becoming an order. Called inside the transaction that places it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dramac.commerce.cart.queries import COLUMNS, Cart, cart_of
from dramac.kit import sql
from dramac.tenancy.models import Site

_CLAIM = (
    "UPDATE mod_ecommod01_carts SET state = 'ordered', updated_at = %s "
    f"WHERE site_id = %s AND id = %s AND state = 'open' RETURNING {COLUMNS}"
)
_KEEP = "UPDATE mod_ecommod01_carts SET updated_at = %s WHERE site_id = %s AND id = %s AND state = 'open'"
_REOPEN = """
UPDATE mod_ecommod01_carts SET state = 'open', version = version + 1, updated_at = %s
WHERE site_id = %s AND id = %s AND state = 'ordered'
"""


def claim(site: Site, cart_id: UUID, now: datetime) -> Cart | None:
    """Mark an open cart as ordered, and lock it; None when somebody did before. One statement.

    Two who claim one cart at once wait for each other, and one of them gets None. If the order is refused, the cart falls
    back with the transaction.
    """
    rows = sql.rows(_CLAIM, [now, site.pk, cart_id])
    return cart_of(rows[0]) if rows else None


def still_open(site: Site, cart_id: UUID, now: datetime) -> bool:
    """Lock an open cart without counting its version up; false for one that has become an order. One statement."""
    return sql.execute(_KEEP, [now, site.pk, cart_id]) == 1


def reopen(site: Site, cart_id: UUID, now: datetime) -> None:
    """Its order came to nothing: the shopper may change the cart and try again. One statement."""
    sql.execute(_REOPEN, [now, site.pk, cart_id])
