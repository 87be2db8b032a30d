"""Addresses of the alerts' screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.alerts.dashboard import inbox, limits, product
from dramac.commerce.alerts.dashboard.settings import settings
from dramac.dashboard.index import addresses

app_name = "alerts"
urlpatterns = [
    *addresses(limits.Limits, "inventory/alerts/limits/", name="limits"),
    path("inventory/alerts/limits/new", limits.new, name="new-limit"),
    path("inventory/alerts/limits/<uuid:limit_id>/", limits.limit, name="limit"),
    path("inventory/alerts/limits/<uuid:limit_id>/removal", limits.removal, name="removal"),
    path("inventory/alerts/products/<uuid:product_id>/", product.product, name="product"),
    *addresses(inbox.Alerts, "inventory/alerts/", name="index"),
    path("inventory/alerts/<uuid:alert_id>/dismissal", inbox.dismissal, name="dismissal"),
    path("inventory/alerts/<uuid:alert_id>/return", inbox.show_one_again, name="return"),
    path("settings/stock-alerts", settings, name="settings"),
]
