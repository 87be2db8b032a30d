"""Addresses of the counts' screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.counts.dashboard import counting, starting
from dramac.commerce.counts.dashboard.tables import CountLines, Counts
from dramac.dashboard.index import addresses

app_name = "counts"
urlpatterns = [
    *addresses(Counts, "inventory/counts/", name="index"),
    *addresses(CountLines, "inventory/count-lines/", name="lines"),
    path("inventory/counts/new", starting.new, name="new"),
    path("inventory/counts/<uuid:count_id>/", counting.count, name="count"),
    path("inventory/counts/<uuid:count_id>/posting", counting.posting, name="posting"),
    path("inventory/counts/<uuid:count_id>/cancellation", counting.cancellation, name="cancellation"),
]
