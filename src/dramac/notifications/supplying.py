"""The order that a supplier gets by e-mail."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.purchasing.queries import OrderDetail
from dramac.notifications.posting import Letter
from dramac.tenancy.models import Site


def purchase_order(site: Site, detail: OrderDetail, cause: UUID) -> Letter:
    """The letter for an order that was sent, in the shop's language."""
    order = detail.order
    with translation.override(site.locale):
        subject = _("Purchase order PO-%(number)s from %(shop)s") % {"number": order.number, "shop": site.name}
    context = {"order": order, "detail": detail, "delivery": postal_lines(order.location.address)}
    return Letter("purchase_order", order.supplier.email, subject, cause, context, f"purchase_order:{order.number}")
