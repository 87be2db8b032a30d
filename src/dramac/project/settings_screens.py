"""The pages of settings, in the order in which the dashboard lists them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from dramac.api import permissions as api
from dramac.commerce.alerts import permissions as alerts
from dramac.commerce.inventory import permissions as inventory
from dramac.commerce.payments import permissions as payments
from dramac.commerce.shipping import permissions as shipping
from dramac.commerce.tax import permissions as tax
from dramac.dashboard.navigation import Entry
from dramac.tenancy import permissions as tenancy

SETTINGS = "dashboard:settings"

SETTINGS_PAGES: Sequence[Entry] = (
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
