"""Everything that other modules may ask of alerts and limits."""

from __future__ import annotations

from dramac.commerce.alerts.models import RaisedAlert, StockAlert
from dramac.commerce.alerts.queries.limits import (
    ShopAlerts,
    alert_settings,
    get_alert_settings,
    highest_low,
    limit,
    limit_of,
    limits,
    limits_for,
    limits_of_product,
    recipients,
    reorder_rules,
    shop_limit,
)
from dramac.commerce.alerts.queries.lists import get_low_stock_products, get_out_of_stock_products, with_limits
from dramac.commerce.alerts.queries.raised import (
    CLOSED,
    DISMISSED,
    OPEN,
    STATES,
    Counts,
    alert,
    available_now,
    beside,
    counts,
    forget_count,
    get_stock_alerts,
    in_state,
    open_count,
    raised,
)
from dramac.commerce.alerts.queries.telling import sites_to_tell, to_tell, watched_sites
from dramac.commerce.alerts.queries.watching import next_keys, standing, watched

__all__ = [
    "CLOSED",
    "DISMISSED",
    "OPEN",
    "STATES",
    "Counts",
    "RaisedAlert",
    "ShopAlerts",
    "StockAlert",
    "alert",
    "alert_settings",
    "available_now",
    "beside",
    "counts",
    "forget_count",
    "get_alert_settings",
    "get_low_stock_products",
    "get_out_of_stock_products",
    "get_stock_alerts",
    "highest_low",
    "in_state",
    "limit",
    "limit_of",
    "limits",
    "limits_for",
    "limits_of_product",
    "next_keys",
    "open_count",
    "raised",
    "recipients",
    "reorder_rules",
    "shop_limit",
    "sites_to_tell",
    "standing",
    "to_tell",
    "watched",
    "watched_sites",
    "with_limits",
]
