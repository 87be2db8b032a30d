"""The shop for its own pages and apps: what a publishable key opens. Every secret travels in a header, never in an address."""

from __future__ import annotations

from dramac.storefront.api.carts import router as carts
from dramac.storefront.api.categories import router as categories
from dramac.storefront.api.orders import router as orders
from dramac.storefront.api.own import router as own
from dramac.storefront.api.places import router as places
from dramac.storefront.api.products import router as products
from dramac.storefront.api.restocks import router as restocks
from dramac.storefront.api.sign_ins import router as sign_ins

routers = [products, categories, carts, places, orders, sign_ins, own, restocks]
