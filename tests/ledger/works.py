"""Works on stock that a test cuts off in their middle, as people ask for them; each takes a shop of goods and two places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions import Adjustment, Why
from dramac.commerce.inventory.testing import NOW, STAFF
from dramac.commerce.purchasing import actions as purchasing
from dramac.commerce.purchasing import queries as purchases
from dramac.commerce.purchasing.actions import Delivery
from dramac.commerce.purchasing.rules import Delivered
from dramac.commerce.transfers import actions as transfers
from dramac.commerce.transfers import queries as moved
from dramac.commerce.transfers.actions import Receipt
from dramac.commerce.transfers.rules import Arrived
from dramac.tenancy.models import Site

Goods = Sequence[UUID]
Places = tuple[UUID, UUID]


def bulk_adjustment(site: Site, goods: Goods, places: Places) -> None:
    changes = [Adjustment(key, 3, places[0], 120) for key in goods]
    actions.adjust(site=site, changes=changes, why=Why("restock"), by=STAFF, now=NOW)


def transfer_sent(site: Site, goods: Goods, places: Places) -> None:
    """The newest transfer leaves."""
    key = moved.transfers(site).latest("number").pk
    transfers.dispatch(site=site, transfer_id=key, by=STAFF, now=NOW)


def transfer_received(site: Site, goods: Goods, places: Places) -> None:
    """One unit of each line comes, one comes damaged, and one is lost."""
    key = moved.transfers(site).latest("number").pk
    found = moved.detail(site, key)
    assert found is not None
    receipt = Receipt([Arrived(line.pk, 1, 1, 1) for line in found.lines], key="the van on Monday")
    transfers.receive(site=site, transfer_id=key, receipt=receipt, by=STAFF, now=NOW)


def transfer_sent_back(site: Site, goods: Goods, places: Places) -> None:
    """What has not come of the newest transfer goes back."""
    key = moved.transfers(site).latest("number").pk
    transfers.cancel(site=site, transfer_id=key, by=STAFF, now=NOW)


def delivery_received(site: Site, goods: Goods, places: Places) -> None:
    """Two units of each line of the newest purchase order come."""
    key = purchases.orders(site).latest("number").pk
    found = purchases.detail(site, key)
    assert found is not None
    delivery = Delivery([Delivered(line.pk, 2) for line in found.lines], key="delivery note 1")
    purchasing.receive(site=site, order_id=key, delivery=delivery, by=STAFF, now=NOW)


WORKS: Mapping[str, Callable[[Site, Goods, Places], None]] = {
    work.__name__: work
    for work in (bulk_adjustment, transfer_sent, transfer_received, transfer_sent_back, delivery_received)
}
