"""Works on stock that a test cuts off in their middle; each takes the site, its goods and its two places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions import Adjustment, Why
from dramac.commerce.inventory.rules import Change, Reference
from dramac.commerce.inventory.testing import NOW, STAFF
from dramac.tenancy.models import Site

Goods = Sequence[UUID]
Places = tuple[UUID, UUID]
TRANSFER = Why("transfer", "For the fair", Reference("transfer", "t-1"))


def bulk_adjustment(site: Site, goods: Goods, places: Places) -> None:
    changes = [Adjustment(key, 3, places[0], 120) for key in goods]
    actions.adjust(site=site, changes=changes, why=Why("restock"), by=STAFF, now=NOW)


def transfer_sent(site: Site, goods: Goods, places: Places) -> None:
    here, there = places
    sent = [Change(key, here, on_hand=-2) for key in goods] + [Change(key, there, incoming=2) for key in goods]
    with transaction.atomic():
        actions.post(site=site, changes=sent, why=TRANSFER, by=STAFF, now=NOW)


def transfer_received(site: Site, goods: Goods, places: Places) -> None:
    came = [Change(key, places[1], on_hand=2, incoming=-2, value=200) for key in goods]
    with transaction.atomic():
        actions.post(site=site, changes=came, why=TRANSFER, by=STAFF, now=NOW)


def delivery_received(site: Site, goods: Goods, places: Places) -> None:
    deliveries = [Adjustment(key, 2, places[1], 150) for key in goods]
    reference = Reference("purchase_order", "p-1")
    actions.receive(site=site, deliveries=deliveries, by=STAFF, now=NOW, reference=reference)


WORKS: Mapping[str, Callable[[Site, Goods, Places], None]] = {
    work.__name__: work for work in (bulk_adjustment, transfer_sent, transfer_received, delivery_received)
}
