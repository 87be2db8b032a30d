"""The kinds of e-mail in words, in the order in which a sale sends them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, tuple[Promise, Promise]] = {
    "order_placed": (_("Order confirmation"), _("To the shopper, once the order is placed.")),
    "order_received": (_("New order"), _("To the shop, once an order is placed.")),
    "order_paid": (_("Payment received"), _("To the shopper, once the order is paid.")),
    "order_fulfilled": (_("On its way"), _("To the shopper, whenever a parcel leaves.")),
    "order_cancelled": (_("Order cancelled"), _("To the shopper, when staff cancel or nobody pays in time.")),
    "order_refunded": (_("Refund"), _("To the shopper, when money goes back.")),
}
