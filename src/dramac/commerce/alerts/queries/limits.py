"""The limits: the shop's own, what was set for products, variants and locations, and which is the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from dramac.commerce.alerts.models import RaisedAlert, StockAlert
from dramac.commerce.alerts.rules import SHOP, AlertSettings, Limit, Scope
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory.rules import StockSettings
from dramac.kit.settings import read
from dramac.kit.statements import batches
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

ReorderRule = tuple[int | None, int | None, int | None]
"""Reorder point, reorder quantity and safety stock in units; None where people set none."""

NO_RULE: ReorderRule = (None, None, None)
PART = 5000


@dataclass(frozen=True, slots=True)
class ShopAlerts:
    """The shop's own limits and who is told: the row of `stock_alerts` without product, and the preferences."""

    low_stock_threshold: int
    critical_stock_threshold: int
    told: AlertSettings
    recipients: tuple[str, ...]
    last_alerted_at: datetime | None


def shop_limit(site: Site) -> Limit:
    """The limits of the whole shop, and whether it wants alerts. No statement."""
    stock, told = read(StockSettings, site.settings), alert_settings(site)
    return Limit(
        low=stock.low_at,
        critical=min(stock.critical_at, stock.low_at),
        is_active=told.is_active,
        notify_dashboard=told.on_dashboard,
    )


def alert_settings(site: Site) -> AlertSettings:
    """Who is told of alerts, and how. No statement."""
    return read(AlertSettings, site.settings)


def recipients(site: Site) -> tuple[str, ...]:
    """Where e-mails of alerts go: to those named, else to the shop's contact address. No statement."""
    named = alert_settings(site).recipients
    return named or ((site.contact_email,) if site.contact_email else ())


def get_alert_settings(site: Site) -> ShopAlerts:
    """The shop's own limits, who is told, and when the last alert was raised. One statement."""
    limit = shop_limit(site)
    last = RaisedAlert.objects.of(site).aggregate(last=Max("opened_at"))["last"]
    return ShopAlerts(limit.low, limit.critical, alert_settings(site), recipients(site), last)


def limits_for(site: Site, pairs: Iterable[tuple[UUID, UUID]]) -> dict[Scope, Limit]:
    """Every limit that may count for variants, given as (product, variant), at any location; the shop's own among them.

    Where the shop wants no alerts, none of them counts. One statement.
    """
    known = list(pairs)
    products, variants = {product for product, _variant in known}, {variant for _product, variant in known}
    fitting = Q(product=None) | Q(variant_id__in=variants) | Q(product_id__in=products, variant=None)
    shop = shop_limit(site)
    found = {SHOP: shop}
    for row in StockAlert.objects.of(site).filter(fitting):
        found[row.product_id, row.variant_id, row.location_id] = _limit(row, shop)
    return found


def _limit(row: StockAlert, shop: Limit) -> Limit:
    return Limit(
        low=row.low_stock_threshold,
        critical=row.critical_stock_threshold,
        is_active=row.is_active and shop.is_active,
        notify_email=row.notify_email,
        notify_dashboard=row.notify_dashboard and shop.notify_dashboard,
        key=row.pk,
    )


def highest_low(site: Site) -> int:
    """The highest limit that counts anywhere: above it nothing is low. One statement."""
    highest = StockAlert.objects.of(site).aggregate(highest=Max("low_stock_threshold"))["highest"]
    return max(shop_limit(site).low, highest or 0)


def limits(site: Site) -> SiteQuerySet[StockAlert]:
    """What was set for products, variants and locations, to be put in order and cut. No statement yet."""
    return StockAlert.objects.of(site).select_related("product", "variant__product", "location")


def limit(site: Site, limit_id: UUID, *, lock: bool = False) -> StockAlert | None:
    """One of them by its key, locked for an edit where asked. One statement."""
    rows = StockAlert.objects.of(site).filter(pk=limit_id)
    return (rows.select_for_update() if lock else limits(site).filter(pk=limit_id)).first()


def limit_of(site: Site, scope: Scope) -> StockAlert | None:
    """What was set for exactly this product, variant and location. One statement."""
    product, variant, location = scope
    exact: dict[str, Any] = {"variant_id": variant, "location_id": location}
    return StockAlert.objects.of(site).filter(**exact if variant else {**exact, "product_id": product}).first()


def limits_of_product(site: Site, product_id: UUID) -> dict[tuple[UUID | None, UUID | None], StockAlert]:
    """What was set for a product, its variants, or either at a location: by variant and location. One statement."""
    rows = StockAlert.objects.of(site).filter(product_id=product_id)
    return {(row.variant_id, row.location_id): row for row in rows}


def reorder_rules(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, ReorderRule]:
    """What people set for ordering more of each variant: point, quantity and safety stock, each from the variant's own row,
    else from its product's. Rows of one location say nothing here: goods are ordered for the shop. Two statements for each
    five thousand variants.
    """
    found: dict[UUID, ReorderRule] = {}
    for part in batches(dict.fromkeys(variant_ids), PART):
        found |= _reorder_rules(site, part)
    return found


def with_reorder_rules(site: Site) -> set[UUID]:
    """The variants of whose ordering people set something, for them or for their product. Two statements."""
    said = Q(reorder_point__isnull=False) | Q(safety_stock__isnull=False)
    rows = StockAlert.objects.of(site).filter(said, location=None)
    own = set(rows.exclude(variant=None).values_list("variant_id", flat=True))
    products = rows.filter(variant=None).exclude(product=None).values("product_id")
    of_products = catalog.variants_for_index(site).select_related(None).filter(product_id__in=products)
    return {key for key in own if key} | set(of_products.values_list("pk", flat=True))


def _reorder_rules(site: Site, variant_ids: Sequence[UUID]) -> dict[UUID, ReorderRule]:
    products = dict(catalog.variants_for_index(site).filter(pk__in=variant_ids).values_list("pk", "product_id"))
    wanted = Q(variant_id__in=variant_ids) | Q(variant=None, product_id__in=set(products.values()))
    own: dict[UUID | None, ReorderRule] = {}
    for row in StockAlert.objects.of(site).filter(wanted, location=None):
        own[row.variant_id or row.product_id] = (row.reorder_point, row.reorder_quantity, row.safety_stock)
    return {
        key: _filled(own.get(key, NO_RULE), own.get(products[key], NO_RULE) if key in products else NO_RULE)
        for key in variant_ids
    }


def _filled(near: ReorderRule, far: ReorderRule) -> ReorderRule:
    """The nearer rule, its gaps filled by the farther one."""
    point, quantity, safety = (far[i] if near[i] is None else near[i] for i in range(3))
    return point, quantity, safety
