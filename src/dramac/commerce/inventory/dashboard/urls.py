"""Addresses of the stock screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.inventory.dashboard import (
    adjustment,
    grid,
    groups,
    locations,
    overview,
    reservations,
    scanner,
    states,
    variant,
)
from dramac.commerce.inventory.dashboard.batches import detail as batches
from dramac.commerce.inventory.dashboard.batches.settings import batch_settings
from dramac.commerce.inventory.dashboard.batches.table import Expiring
from dramac.commerce.inventory.dashboard.movements import Movements
from dramac.commerce.inventory.dashboard.reports import urls as reports
from dramac.commerce.inventory.dashboard.selling import selling
from dramac.commerce.inventory.dashboard.sheets import views as sheets
from dramac.commerce.inventory.dashboard.table import Stock
from dramac.dashboard.index import addresses

app_name = "inventory"
urlpatterns = [
    path("inventory/", overview.overview, name="index"),
    path("inventory/adjustment", overview.adjustment, name="quick-adjustment"),
    *addresses(Stock, "inventory/levels/", name="levels"),
    *addresses(Movements, "inventory/movements/", name="movements"),
    path("inventory/sheet", grid.grid, name="grid"),
    path("inventory/scanner", scanner.scanner, name="scanner"),
    path("inventory/files/", sheets.upload, name="sheets"),
    path("inventory/files/template.csv", sheets.template, name="sheet-template"),
    path("inventory/files/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("inventory/groups/<uuid:group_id>/reversal", groups.reversal, name="group-reversal"),
    path("inventory/variants/<uuid:variant_id>/state", states.state, name="state"),
    path("inventory/variants/<uuid:variant_id>/", variant.variant, name="variant"),
    path("inventory/variants/<uuid:variant_id>/at/<uuid:location_id>/", variant.history, name="history"),
    path("inventory/variants/<uuid:variant_id>/adjustment", adjustment.adjustment, name="adjustment"),
    path("inventory/movements/<uuid:movement_id>/reversal", adjustment.reversal, name="reversal"),
    path("inventory/variants/<uuid:variant_id>/holds", reservations.holds, name="holds"),
    path("inventory/holds/<uuid:hold_id>/release", reservations.release, name="release"),
    *addresses(Expiring, "inventory/expiring/", name="expiring"),
    path("inventory/batches/<uuid:batch_id>/", batches.batch, name="batch"),
    path("inventory/batches/<uuid:batch_id>/recall", batches.recall, name="batch-recall"),
    path("inventory/batches/<uuid:batch_id>/recall/lifting", batches.recall_lifting, name="batch-recall-lifting"),
    path("inventory/batches/<uuid:batch_id>/setting-aside", batches.setting_aside, name="batch-setting-aside"),
    path("inventory/batches/<uuid:batch_id>/write-off", batches.write_off, name="batch-write-off"),
    path("inventory/batches/<uuid:batch_id>/recipients.csv", batches.recipients_file, name="batch-recipients"),
    path("settings/batches", batch_settings, name="batch-settings"),
    path("settings/selling", selling, name="selling"),
    path("locations/", locations.index, name="locations"),
    path("locations/new", locations.new, name="new-location"),
    path("locations/<uuid:location_id>/", locations.location, name="location"),
    path("locations/<uuid:location_id>/default", locations.default, name="default"),
    path("locations/<uuid:location_id>/closing", locations.closing, name="closing"),
    path("locations/<uuid:location_id>/reopening", locations.reopening, name="reopening"),
    *reports.urlpatterns,
]
