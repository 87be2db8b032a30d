"""Addresses of the checkout's settings, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.checkout.dashboard.settings import checkout

app_name = "checkout"
urlpatterns = [path("settings/checkout/", checkout, name="settings")]
