"""What a new shop begins with, so that its owner can add a product and sell it: a place for stock, tax classes, a way to pay."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments import queries as payment_queries
from dramac.commerce.tax import actions as tax
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

UNPAID_HOURS = 7 * 24


def furnish(site: Site, *, by: Actor, now: datetime) -> None:
    """Give a shop its first location, the usual tax classes and payment by bank transfer; twice changes nothing.

    Tax rates and shipping methods are the owner's to say: guessing them would make totals wrong.
    """
    with translation.override(site.locale):
        inventory.default_location(site)
        tax.open_classes(site=site)
        if payment_queries.methods(site):
            return
        details = payments.MethodDetails(
            provider="bank_transfer", name=_("Bank transfer"), expires_after_hours=UNPAID_HOURS
        )
        payments.add_method(site=site, details=details, by=by, now=now)
