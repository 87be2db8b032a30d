"""Addresses of the shipping screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.shipping.dashboard import methods

app_name = "shipping"
urlpatterns = [
    path("settings/shipping/", methods.methods, name="methods"),
    path("settings/shipping/new/", methods.new, name="new"),
    path("settings/shipping/<uuid:method_id>/", methods.method, name="method"),
    path("settings/shipping/<uuid:method_id>/removal", methods.removal, name="removal"),
]
