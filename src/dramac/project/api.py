"""The API as a whole: every part of it in the order of its documentation, and the addresses below `/api/`."""

from __future__ import annotations

from dramac.api.mounting import addresses, assemble
from dramac.api.parts import keys, site, staff
from dramac.commerce.alerts import api as alerts
from dramac.commerce.catalog import api as catalog
from dramac.commerce.counts import api as counts
from dramac.commerce.customers import api as customers
from dramac.commerce.importing import api as importing
from dramac.commerce.inventory import api as inventory
from dramac.commerce.orders import api as orders
from dramac.commerce.payments import api as payments
from dramac.commerce.purchasing import api as purchasing
from dramac.commerce.shipping import api as shipping
from dramac.commerce.tax import api as tax
from dramac.commerce.transfers import api as transfers
from dramac.commerce.waitlist import api as waitlist
from dramac.storefront import api as shop

PARTS = [
    site.router,
    *catalog.routers,
    *inventory.routers,
    *alerts.routers,
    *counts.routers,
    *transfers.routers,
    waitlist.router,
    *purchasing.routers,
    *orders.routers,
    customers.router,
    tax.router,
    shipping.router,
    payments.router,
    importing.router,
    staff.router,
    keys.router,
    *shop.routers,
]

api = assemble(PARTS)
urlpatterns = addresses(api)
