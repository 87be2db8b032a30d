"""The dashboard's table of contents: which screens there are, where they are mounted, and what the palette searches.

A slice that gets screens adds its addresses to `urlpatterns` and its entries to NAVIGATION.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from dramac.api import permissions as api
from dramac.commerce.alerts import permissions as alerts
from dramac.commerce.alerts.dashboard import cards as alert_cards
from dramac.commerce.catalog import permissions as catalog
from dramac.commerce.counts import permissions as counts
from dramac.commerce.customers import permissions as customers
from dramac.commerce.importing import permissions as importing
from dramac.commerce.inventory import permissions as inventory
from dramac.commerce.orders import permissions as orders
from dramac.commerce.orders.dashboard import cards as order_cards
from dramac.commerce.payments import permissions as payments
from dramac.commerce.purchasing import permissions as purchasing
from dramac.commerce.purchasing.dashboard import cards as purchasing_cards
from dramac.commerce.shipping import permissions as shipping
from dramac.commerce.tax import permissions as tax
from dramac.commerce.transfers import permissions as transfers
from dramac.commerce.waitlist import permissions as waitlist
from dramac.dashboard import home, navigation
from dramac.dashboard.navigation import Entry
from dramac.project.beginning.steps import first_steps
from dramac.search import finders, finding
from dramac.search.finding import Finder
from dramac.tenancy import permissions as tenancy

SETTINGS = "dashboard:settings"

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
    Entry(_("Settings"), "settings", SETTINGS, group=_("Shop"), shortcut="g s", words=_("preferences")),
    Entry(
        _("General"),
        "store",
        "dashboard:general",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        text=_("Name, contact, country, language, time zone, and how prices are meant."),
    ),
    Entry(
        _("Domains"),
        "globe",
        "dashboard:domains",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("host name address dns"),
        text=_("The host names at which the shop answers."),
    ),
    Entry(
        _("Checkout"),
        "shopping-cart",
        "checkout:settings",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("guests phone terms newsletter"),
        text=_("What shoppers are asked before they order."),
    ),
    Entry(
        _("Payments"),
        "banknote",
        "payments:methods",
        needs=payments.VIEW,
        under=SETTINGS,
        words=_("bank transfer cash"),
        text=_("How shoppers pay, and how long an unpaid order waits."),
    ),
    Entry(
        _("Shipping"),
        "truck",
        "shipping:methods",
        needs=shipping.VIEW,
        under=SETTINGS,
        words=_("delivery pick-up"),
        text=_("How goods get to shoppers, and what that costs."),
    ),
    Entry(
        _("Locations"),
        "warehouse",
        "inventory:locations",
        needs=inventory.VIEW,
        under=SETTINGS,
        words=_("warehouse stock places"),
        text=_("The places that hold your goods."),
    ),
    Entry(
        _("Stock alerts"),
        "bell",
        "alerts:settings",
        needs=alerts.VIEW,
        under=SETTINGS,
        words=_("low critical limits thresholds e-mail digest recipients"),
        text=_("When stock is low or critical, and who is told of it."),
    ),
    Entry(
        _("Selling from stock"),
        "package-search",
        "inventory:selling",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("reservation checkout location rule"),
        text=_("For how long goods are kept at the checkout, and from where orders are sent."),
    ),
    Entry(
        _("Batches and expiry"),
        "calendar",
        "inventory:batch-settings",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("lots expiry best before dates minimum life"),
        text=_("Whether goods are kept in batches, and what becomes of what expires."),
    ),
    Entry(
        _("Back in stock"),
        "inbox",
        "waitlist:settings",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("sold out waiting notify"),
        text=_("Whether shoppers may wait for what is sold out, and how they are told."),
    ),
    Entry(
        _("Reordering"),
        "clipboard-list",
        "purchasing:settings",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("demand lead time safety stock"),
        text=_("From what the list of what to order is worked out."),
    ),
    Entry(
        _("Taxes"),
        "percent",
        "tax:rates",
        needs=tax.VIEW,
        under=SETTINGS,
        words=_("vat rates"),
        text=_("What is charged where, by class of goods."),
    ),
    Entry(
        _("Notifications"),
        "mail",
        "notifications:settings",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("e-mails mails sender"),
        text=_("Who e-mails come from, and which are sent."),
    ),
    Entry(
        _("Customers and accounts"),
        "user-cog",
        "customers:settings",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("sign in accounts"),
        text=_("Whether shoppers can have an account."),
    ),
    Entry(
        _("Policies"),
        "scale",
        "dashboard:policies",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("legal terms privacy returns imprint"),
        text=_("Terms, privacy, returns and what else shoppers should read."),
    ),
    Entry(
        _("People"),
        "users",
        "dashboard:people",
        needs=tenancy.STAFF_VIEW,
        under=SETTINGS,
        words=_("staff team invite role"),
        text=_("Who works on this shop, and what they may do."),
    ),
    Entry(
        _("Security"),
        "shield-check",
        "dashboard:security",
        needs=tenancy.SETTINGS_VIEW,
        under=SETTINGS,
        words=_("second factor two-factor totp"),
        text=_("How staff sign in."),
    ),
    Entry(
        _("Audit trail"),
        "scroll-text",
        "dashboard:audit",
        needs=tenancy.AUDIT_VIEW,
        under=SETTINGS,
        words=_("history log who did what"),
        text=_("Who did what, and when."),
    ),
    Entry(
        _("API keys"),
        "key",
        "keys:index",
        needs=api.VIEW,
        under=SETTINGS,
        words=_("developers programs tokens"),
        text=_("What lets programs read and change things in this shop."),
    ),
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
