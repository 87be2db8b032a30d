"""Addresses of the stock screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.inventory.dashboard import adjustment, locations, variant
from dramac.commerce.inventory.dashboard.settings import stock
from dramac.commerce.inventory.dashboard.table import Stock
from dramac.dashboard.index import addresses

app_name = "inventory"
urlpatterns = [
    *addresses(Stock, "inventory/", name="index"),
    path("inventory/variants/<uuid:variant_id>/", variant.variant, name="variant"),
    path("inventory/variants/<uuid:variant_id>/at/<uuid:location_id>/", variant.history, name="history"),
    path("inventory/variants/<uuid:variant_id>/adjustment", adjustment.adjustment, name="adjustment"),
    path("inventory/movements/<uuid:movement_id>/reversal", adjustment.reversal, name="reversal"),
    path("settings/inventory", stock, name="settings"),
    path("locations/", locations.index, name="locations"),
    path("locations/new", locations.new, name="new-location"),
    path("locations/<uuid:location_id>/", locations.location, name="location"),
    path("locations/<uuid:location_id>/default", locations.default, name="default"),
    path("locations/<uuid:location_id>/closing", locations.closing, name="closing"),
    path("locations/<uuid:location_id>/reopening", locations.reopening, name="reopening"),
]
