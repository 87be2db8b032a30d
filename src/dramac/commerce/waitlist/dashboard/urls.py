"""Addresses of the screens of those who wait, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.waitlist.dashboard.settings import waitlist
from dramac.commerce.waitlist.dashboard.tables import Demand, Requests
from dramac.dashboard.index import addresses

app_name = "waitlist"
urlpatterns = [
    *addresses(Demand, "waitlist/", name="index"),
    *addresses(Requests, "waitlist/requests/", name="requests"),
    path("settings/back-in-stock", waitlist, name="settings"),
]
