"""Removing a person's data from the orders they placed, while the books stay whole."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.customers import actions as customers
from dramac.commerce.orders.actions import writing
from dramac.commerce.orders.actions.opening import OrderRefused
from dramac.commerce.orders.models import Order
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

KEPT_OF_AN_ADDRESS = ("country", "region")
"""Where goods went is part of the tax records; to whom is not."""


@transaction.atomic
def erase_customer(*, site: Site, customer_id: UUID, by: Actor, now: datetime) -> int:
    """Remove everything that tells who a customer is, from their orders and from the customers; returns how many orders.

    Amounts, goods and countries stay. Needs the permission `customers.erase`. Raises OrderRefused while an order of theirs
    is open, customers.UnknownCustomer.
    """
    rows = list(Order.objects.of(site).select_for_update().filter(customer_id=customer_id).order_by("pk"))
    if any(row.state == Order.State.OPEN for row in rows):
        raise OrderRefused(Obstacle.HAS_OPEN_ORDERS)
    for row in rows:
        row.email = row.name = row.phone = row.note = ""
        row.shipping_address = _without_person(row.shipping_address)
        row.billing_address = _without_person(row.billing_address)
        row.version += 1
        row.updated_at = now
    scrubbed = ["email", "name", "phone", "note", "shipping_address", "billing_address", "version", "updated_at"]
    Order.objects.bulk_update(rows, scrubbed, batch_size=500)
    writing.insert_entries([writing.Entry(site.pk, row.pk, "erased", {}, by.label, now) for row in rows])
    customers.erase(site=site, customer_id=customer_id, by=by, now=now)
    return len(rows)


def _without_person(address: dict[str, str]) -> dict[str, str]:
    return {name: address[name] for name in KEPT_OF_AN_ADDRESS if address.get(name)}
