"""Addresses of the payment screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.payments.dashboard import methods

app_name = "payments"
urlpatterns = [
    path("settings/payments/", methods.methods, name="methods"),
    path("settings/payments/new/", methods.choice, name="choice"),
    path("settings/payments/new/<slug:provider>/", methods.new, name="new"),
    path("settings/payments/<uuid:method_id>/", methods.method, name="method"),
    path("settings/payments/<uuid:method_id>/removal", methods.removal, name="removal"),
]
