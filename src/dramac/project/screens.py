"""The dashboard's table of contents: which screens there are, where they are mounted, and what the palette searches.

A slice that gets screens adds its addresses to `urlpatterns` and its entries to NAVIGATION.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts import permissions as alerts
from dramac.commerce.alerts.dashboard import cards as alert_cards
from dramac.commerce.catalog import permissions as catalog
from dramac.commerce.counts import permissions as counts
from dramac.commerce.customers import permissions as customers
from dramac.commerce.importing import permissions as importing
from dramac.commerce.inventory import permissions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.orders import permissions as orders
from dramac.commerce.orders.dashboard import cards as order_cards
from dramac.commerce.purchasing import permissions as purchasing
from dramac.commerce.purchasing.dashboard import cards as purchasing_cards
from dramac.commerce.transfers import permissions as transfers
from dramac.commerce.waitlist import permissions as waitlist
from dramac.dashboard import home, navigation
from dramac.dashboard.navigation import Entry
from dramac.project.beginning.steps import first_steps
from dramac.project.settings_screens import SETTINGS_PAGES
from dramac.search import finders, finding
from dramac.search.finding import Finder

NAVIGATION: Sequence[Entry] = (
    Entry(_("Home"), "house", "dashboard:home", shortcut="g h", tab=True, words=_("start overview")),
    Entry(
        _("Orders"),
        "shopping-bag",
        "orders:index",
        needs=orders.VIEW,
        shortcut="g o",
        tab=True,
        words=_("sales refunds shipping"),
    ),
    Entry(_("Waiting for stock"), "calendar-clock", "orders:waiting", needs=orders.VIEW, under="orders:index"),
    Entry(
        _("Products"),
        "package",
        "catalog:index",
        needs=catalog.VIEW,
        shortcut="g p",
        tab=True,
        words=_("catalogue goods articles variants prices"),
    ),
    Entry(
        _("Categories"),
        "folder-tree",
        "catalog:categories",
        needs=catalog.VIEW,
        under="catalog:index",
        words=_("tree departments collections"),
        text=_("How shoppers find their way through the shop."),
    ),
    Entry(
        _("Inventory"),
        "warehouse",
        "inventory:index",
        needs=inventory.VIEW,
        shortcut="g i",
        words=_("stock levels units"),
        count=alert_cards.waiting,
    ),
    Entry(
        _("Stock"),
        "boxes",
        "inventory:levels",
        needs=inventory.VIEW,
        under="inventory:index",
        words=_("levels units on hand available list"),
        text=_("What there is of each variant, and changing it."),
    ),
    Entry(
        _("Stock history"),
        "history",
        "inventory:movements",
        needs=inventory.VIEW,
        under="inventory:index",
        words=_("movements ledger log why changes"),
        text=_("Every change of stock, with its cause."),
    ),
    Entry(
        _("Scan"),
        "scan-barcode",
        "inventory:scanner",
        needs=inventory.ADJUST,
        under="inventory:index",
        words=_("scanner barcode receive count"),
        text=_("Count by scanning, then post the list."),
    ),
    Entry(
        _("Counts"),
        "clipboard-list",
        "counts:index",
        needs=counts.VIEW,
        under="inventory:index",
        words=_("stock take stocktake inventory count variance"),
        text=_("Count shelves, see what differs, and post it."),
    ),
    Entry(
        _("Transfers"),
        "arrow-left-right",
        "transfers:index",
        needs=transfers.VIEW,
        under="inventory:index",
        words=_("move stock between locations send receive in transit packing list"),
        text=_("Send goods from one location to another, and receive them."),
    ),
    Entry(
        _("Stock alerts"),
        "bell",
        "alerts:index",
        needs=alerts.VIEW,
        under="inventory:index",
        words=_("low critical sold out limits warnings"),
        text=_("What fell to its limit and waits for somebody."),
        count=alert_cards.waiting,
    ),
    Entry(
        _("Waiting customers"),
        "inbox",
        "waitlist:index",
        needs=waitlist.VIEW,
        under="inventory:index",
        words=_("back in stock sold out notify requests"),
        text=_("What shoppers want to buy as soon as it is back."),
    ),
    Entry(
        _("Expiring"),
        "calendar",
        "inventory:expiring",
        needs=inventory.VIEW,
        under="inventory:index",
        words=_("batches lots expiry best before recall"),
        text=_("Batches and the dates on which they expire."),
        when=lambda membership: stock.batching(membership.site).is_on,
    ),
    Entry(
        _("Stock reports"),
        "chart-column",
        "inventory:reports",
        needs=inventory.VIEW,
        under="inventory:index",
        words=_("valuation fifo abc ageing sell-through dead stock"),
        text=_("What stock is worth, what moved it, what sells and what lies."),
    ),
    Entry(
        _("What to order"),
        "clipboard-list",
        "purchasing:reorder",
        needs=purchasing.VIEW,
        under="inventory:index",
        words=_("reorder list replenish buy"),
        text=_("What runs out before more can come, how much to order, and from whom."),
    ),
    Entry(
        _("Purchase orders"),
        "truck",
        "purchasing:orders",
        needs=purchasing.VIEW,
        under="inventory:index",
        words=_("buying receive goods incoming delivery"),
        text=_("What you ordered from suppliers, and what of it has come."),
    ),
    Entry(
        _("Suppliers"),
        "users",
        "purchasing:suppliers",
        needs=purchasing.VIEW,
        under="inventory:index",
        words=_("vendors lead time cost"),
        text=_("Who you buy from, what they sell, and at which cost."),
    ),
    Entry(
        _("Customers"),
        "users",
        "customers:index",
        needs=customers.VIEW,
        shortcut="g c",
        words=_("people buyers shoppers"),
    ),
    Entry(
        _("Import and export"),
        "arrow-up-down",
        "importing:index",
        needs=importing.VIEW,
        group=_("Shop"),
        words=_("upload csv xlsx shopify woocommerce download catalogue"),
    ),
    *SETTINGS_PAGES,
)

HOME: Sequence[home.CardMaker] = (
    first_steps,
    order_cards.figures,
    order_cards.waiting,
    alert_cards.alerts,
    purchasing_cards.order_today,
    order_cards.recent,
)

FINDERS: Sequence[Finder] = (
    Finder(_("Orders"), orders.VIEW, finders.find_orders),
    Finder(_("Products"), catalog.VIEW, finders.find_products),
    Finder(_("Customers"), customers.VIEW, finders.find_customers),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dramac.commerce.orders.dashboard.urls")),
    path("", include("dramac.commerce.catalog.dashboard.urls")),
    path("", include("dramac.commerce.alerts.dashboard.urls")),
    path("", include("dramac.commerce.counts.dashboard.urls")),
    path("", include("dramac.commerce.transfers.dashboard.urls")),
    path("", include("dramac.commerce.inventory.dashboard.urls")),
    path("", include("dramac.commerce.waitlist.dashboard.urls")),
    path("", include("dramac.commerce.purchasing.dashboard.urls")),
    path("", include("dramac.commerce.payments.dashboard.urls")),
    path("", include("dramac.commerce.shipping.dashboard.urls")),
    path("", include("dramac.commerce.tax.dashboard.urls")),
    path("", include("dramac.commerce.customers.dashboard.urls")),
    path("", include("dramac.commerce.checkout.dashboard.urls")),
    path("", include("dramac.notifications.dashboard.urls")),
    path("", include("dramac.commerce.importing.dashboard.urls")),
    path("", include("dramac.api.dashboard.urls")),
    path("", include("dramac.project.beginning.urls")),
    path("search/", include("dramac.search.dashboard.urls")),
]
"""Below `/dashboard/<site_slug>/`, beside the frame's own."""


def hang() -> None:
    """Hand the lists to the frame and the search."""
    navigation.use(NAVIGATION)
    home.use(HOME)
    finding.use(FINDERS)
