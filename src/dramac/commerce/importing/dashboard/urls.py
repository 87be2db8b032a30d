"""Addresses of imports and exports, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.importing.dashboard import exporting, run, uploading
from dramac.commerce.importing.dashboard.table import Imports
from dramac.dashboard.index import addresses

app_name = "importing"
urlpatterns = [
    *addresses(Imports, "imports/", name="index"),
    path("imports/upload", uploading.upload, name="upload"),
    path("imports/<uuid:run_id>/", run.run, name="run"),
    path("imports/<uuid:run_id>/start", run.start, name="start"),
    path("imports/<uuid:run_id>/repetition", run.repetition, name="repetition"),
    path("imports/<uuid:run_id>/report.csv", run.problems, name="report"),
    path("exports/", exporting.choice, name="export"),
    path("exports/products.csv", exporting.as_csv, name="export-csv"),
    path("exports/products.xlsx", exporting.as_workbook, name="export-xlsx"),
]
