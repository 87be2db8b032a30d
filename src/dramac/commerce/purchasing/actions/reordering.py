"""From the reorder list to purchase orders: one draft for each supplier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.queries.sale import stock_variants
from dramac.commerce.purchasing.actions.drafting import LineWish, OrderDetails, create_order
from dramac.commerce.purchasing.actions.opening import OrderRefused
from dramac.commerce.purchasing.models import PurchaseOrder, SupplierItem
from dramac.kit.statements import batches
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Drafted:
    """The drafts that were made, and the variants that nobody supplies."""

    orders: tuple[PurchaseOrder, ...]
    unsupplied: tuple[UUID, ...]


@transaction.atomic
def order_from_list(*, site: Site, units: Mapping[UUID, int], by: Actor, now: datetime) -> Drafted:
    """Draft one purchase order for each supplier of so many units of variants, each from its preferred supplier.

    Raises OrderRefused for units that cannot be ordered, and for variants that the site does not have.
    """
    wanted = {key: count for key, count in units.items() if count}
    suppliers: dict[UUID, UUID] = {}
    for part in batches(wanted, 5000):
        items = SupplierItem.objects.of(site).filter(is_preferred=True, supplier__is_active=True, variant_id__in=part)
        suppliers.update(items.values_list("variant_id", "supplier_id"))
    unsupplied = tuple(key for key in wanted if key not in suppliers)
    for part in batches(unsupplied, 5000):
        if len(stock_variants(site, part)) < len(part):
            raise OrderRefused(_("There is no such variant."), code="no_such_variant", field="lines")
    lines: dict[UUID, list[LineWish]] = {}
    for variant_id, count in wanted.items():
        if variant_id in suppliers:
            lines.setdefault(suppliers[variant_id], []).append(LineWish(variant_id, count))
    orders = [
        create_order(site=site, supplier_id=key, lines=mine, details=OrderDetails(), by=by, now=now)
        for key, mine in lines.items()
    ]
    return Drafted(tuple(orders), unsupplied)
