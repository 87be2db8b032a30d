"""Addresses of the customer screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.customers.dashboard import addresses as postal
from dramac.commerce.customers.dashboard import detail, editing
from dramac.commerce.customers.dashboard.settings import accounts
from dramac.commerce.customers.dashboard.table import Customers
from dramac.dashboard.index import addresses

app_name = "customers"
urlpatterns = [
    path("settings/customers/", accounts, name="settings"),
    *addresses(Customers, "customers/", name="index"),
    path("customers/new", editing.new, name="new"),
    path("customers/<uuid:customer_id>/", detail.detail, name="detail"),
    path("customers/<uuid:customer_id>/note", detail.note, name="note"),
    path("customers/<uuid:customer_id>/tags", detail.tags, name="tags"),
    path("customers/<uuid:customer_id>/details", editing.edit, name="edit"),
    path("customers/<uuid:customer_id>/addresses/new", postal.address_new, name="address-new"),
    path("customers/addresses/<uuid:address_id>/", postal.address, name="address"),
    path("customers/addresses/<uuid:address_id>/removal", postal.address_removal, name="address-removal"),
    path("customers/addresses/<uuid:address_id>/default", postal.address_default, name="address-default"),
    path("customers/<uuid:customer_id>/erasure", editing.erasure, name="erasure"),
]
