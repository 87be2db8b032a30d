"""Addresses of the tax screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.tax.dashboard import rates

app_name = "tax"
urlpatterns = [
    path("settings/taxes/", rates.rates, name="rates"),
    path("settings/taxes/new/", rates.new, name="new"),
    path("settings/taxes/<uuid:rate_id>/", rates.rate, name="rate"),
    path("settings/taxes/<uuid:rate_id>/removal", rates.removal, name="removal"),
]
