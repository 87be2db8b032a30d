"""Addresses of the screens for API keys, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.api.dashboard import keys

app_name = "keys"
urlpatterns = [
    path("settings/api-keys/", keys.index, name="index"),
    path("settings/api-keys/new/", keys.new, name="new"),
    path("settings/api-keys/<uuid:key_id>/revocation", keys.revocation, name="revocation"),
]
