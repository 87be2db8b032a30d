"""Builders of carts for the tests of every slice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from dramac.commerce.cart import actions, queries
from dramac.commerce.catalog.testing import a_variant
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_cart(
    site: Site, lines: Iterable[tuple[Any, int]] = (), *, customer_id: UUID | None = None, **told: Any
) -> actions.Opened:
    """A cart with so many units of each variant; `told` is what the shopper told, as in `CartDetails`."""
    opened = actions.open_cart(site=site, now=NOW, customer_id=customer_id)
    for variant, quantity in lines:
        actions.add(site=site, cart_id=opened.cart.id, variant_id=variant.pk, quantity=quantity, now=NOW)
    if told:
        actions.tell(site=site, cart_id=opened.cart.id, details=actions.CartDetails(**told), now=NOW)
    return opened


def _a_line(site: Site) -> tuple[UUID, str]:
    """A line of a cart, and the secret of the cart."""
    opened = a_cart(site, [(a_variant(site, "A bowl of oak", tracks_stock=False), 2)])
    return queries.lines_of(site, opened.cart.id)[0].id, opened.secret


API_PARTS = {"Dramac-Cart": lambda site: _a_line(site)[1], ("line_id", "Dramac-Cart"): _a_line}
"""What names a record of this part in addresses of the API, for the test that walks them all."""
