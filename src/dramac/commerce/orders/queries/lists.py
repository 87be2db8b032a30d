"""Lists of orders. Newest first, as they were placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from dramac.commerce.orders.models import Order
from dramac.kit.text import one_line
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders: by states, by text (number, e-mail, name), placed `since` ≤ t < `until`, of a customer.

    `total_from` and `total_to` are minor units, both included.
    """

    text: str = ""
    states: Sequence[str] = ()
    payment_states: Sequence[str] = ()
    fulfilment_states: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    customer_id: UUID | None = None
    total_from: int | None = None
    total_to: int | None = None

    def as_q(self) -> Q:
        """The filter as a condition on orders."""
        exact: dict[str, Any] = {
            "state__in": list(self.states) or None,
            "payment_state__in": list(self.payment_states) or None,
            "fulfilment_state__in": list(self.fulfilment_states) or None,
            "placed_at__gte": self.since,
            "placed_at__lt": self.until,
            "customer_id": self.customer_id,
            "total__gte": self.total_from,
            "total__lte": self.total_to,
        }
        found = Q(**{name: value for name, value in exact.items() if value is not None})
        for word in one_line(self.text)[:100].split()[:5]:
            found &= _has(word)
        return found


def index(site: Site, wanted: OrderFilter | None = None) -> SiteQuerySet[Order]:
    """Orders for an index, newest first. No statement yet; a page of it is one."""
    return Order.objects.of(site).filter((wanted or OrderFilter()).as_q()).order_by("-placed_at", "id")


def recent(site: Site, *, limit: int = 8) -> list[Order]:
    """The orders placed last. One statement."""
    return list(index(site)[:limit])


def of_customer(site: Site, customer_id: UUID) -> SiteQuerySet[Order]:
    """A customer's orders, newest first. No statement yet."""
    return index(site, OrderFilter(customer_id=customer_id))


def search(site: Site, text: str, *, limit: int = 6) -> list[Order]:
    """Orders by number, e-mail or name, for the palette. One statement."""
    return list(index(site, OrderFilter(text=text))[:limit]) if text.strip() else []


def _has(word: str) -> Q:
    found = Q(email__icontains=word) | Q(name__icontains=word)
    digits = word.removeprefix("#")
    if digits.isascii() and digits.isdigit() and len(digits) < 11 and int(digits) <= LARGEST_NUMBER:
        found |= Q(number=int(digits))
    return found
