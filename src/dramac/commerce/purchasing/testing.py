"""Builders of suppliers and purchase orders for the tests of every slice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import count
from typing import Any

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.purchasing import actions, queries
from dramac.commerce.purchasing.actions import Delivery, ItemDetails, LineWish, OrderDetails, SupplierDetails
from dramac.commerce.purchasing.models import PurchaseOrder, PurchaseReceipt, Supplier, SupplierItem
from dramac.commerce.purchasing.rules import Delivered
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")
_numbers = count(1)


def a_supplier(site: Site, name: str = "", **more: Any) -> Supplier:
    """Someone who sells to the shop; `more` as in `actions.SupplierDetails`."""
    details = SupplierDetails(name or f"Supplier {next(_numbers)}", **{"email": "orders@supplier.example", **more})
    return actions.add_supplier(site=site, details=details, by=STAFF, now=NOW)


def an_item(site: Site, supplier: Supplier, variant: Any = None, **more: Any) -> SupplierItem:
    """What a supplier sells: a variant, or that of a new product; `more` as in `actions.ItemDetails`."""
    wanted = variant or a_variant(site, "A bowl of oak")
    details = ItemDetails(**{"unit_cost": 400, **more})
    return actions.put_item(site=site, supplier_id=supplier.pk, variant_id=wanted.pk, details=details, now=NOW)


def a_draft(
    site: Site, lines: Iterable[tuple[Any, int]] = (), supplier: Supplier | None = None, *, cost: int = 400, **more: Any
) -> PurchaseOrder:
    """A purchase order that is not sent, of units of variants or ten of a new one; `more` as in `actions.OrderDetails`."""
    wanted = list(lines) or [(a_variant(site, "A bowl of oak"), 10)]
    return actions.create_order(
        site=site,
        supplier_id=(supplier or a_supplier(site)).pk,
        lines=[LineWish(variant.pk, units, cost) for variant, units in wanted],
        details=OrderDetails(**more),
        by=STAFF,
        now=NOW,
    )


def an_order(site: Site, lines: Iterable[tuple[Any, int]] = (), **more: Any) -> PurchaseOrder:
    """A purchase order that was sent; `more` as in `a_draft`."""
    draft = a_draft(site, lines, **more)
    return actions.place_order(site=site, order_id=draft.pk, by=STAFF, now=NOW)


def came(site: Site, order: PurchaseOrder, *units: int, **more: Any) -> PurchaseReceipt:
    """So many units of each line came in; `more` as in `actions.Delivery`."""
    lines = detail_of(site, order).lines
    delivered = [Delivered(line.pk, number) for line, number in zip(lines, units, strict=False)]
    return actions.receive(site=site, order_id=order.pk, delivery=Delivery(delivered, **more), by=STAFF, now=NOW)


def detail_of(site: Site, order: PurchaseOrder) -> queries.OrderDetail:
    """The order as it is now."""
    found = queries.detail(site, order.pk)
    assert found is not None
    return found


def _a_delivery(site: Site) -> tuple[Any, Any]:
    order = an_order(site)
    return order.pk, came(site, order, 3).pk


def _a_numbered_delivery(site: Site) -> Any:
    order = PurchaseOrder.objects.of(site).latest("number")
    return came(site, order, 1).pk


def _sent(site: Site) -> int:
    return an_order(site).number


API_PARTS = {
    "supplier_id": lambda site: a_supplier(site).pk,
    "purchase_order_id": lambda site: a_draft(site).pk,
    ("purchase_order_id", "receipt_id"): _a_delivery,
    ("supplier_id", "variant_id"): lambda site: (
        (item := an_item(site, a_supplier(site))) and (item.supplier_id, item.variant_id)
    ),
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {
    "supplier_id": lambda site: a_supplier(site).pk,
    "item_id": lambda site: an_item(site, a_supplier(site)).pk,
    "purchase_number": lambda site: an_order(site).number,
    "receipt_id": _a_numbered_delivery,
}
"""Builders for the parts of dashboard addresses."""
