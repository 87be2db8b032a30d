"""Why something cannot be done with an order, and the story of one, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.kit.money import Money, format_money

OBSTACLES: dict[Obstacle, Promise] = {
    Obstacle.IS_CANCELLED: gettext_lazy("The order was cancelled."),
    Obstacle.IS_EXPIRED: gettext_lazy("Nobody paid the order in time, and its goods were given back."),
    Obstacle.HAS_SHIPPED: gettext_lazy("Something of it has been sent already. Refund it instead."),
    Obstacle.IS_PAID: gettext_lazy("The order is paid already."),
    Obstacle.NOTHING_TO_SHIP: gettext_lazy("Choose what to send."),
    Obstacle.NOT_THAT_MANY: gettext_lazy("There are not that many units left to send."),
    Obstacle.NOT_WHOLE: gettext_lazy("Give a whole number above zero."),
    Obstacle.UNKNOWN_LINE: gettext_lazy("The order has no such line."),
    Obstacle.NOTHING_PAID: gettext_lazy("There is no money to give back."),
    Obstacle.NOTHING_TO_REFUND: gettext_lazy("Choose what to refund."),
    Obstacle.MORE_THAN_PAID: gettext_lazy("That is more than is left of what was paid."),
    Obstacle.MORE_THAN_BOUGHT: gettext_lazy("That is more units than are left to refund."),
    Obstacle.MORE_THAN_SHIPPING: gettext_lazy("That is more than is left of the delivery."),
    Obstacle.PROVIDER_COLLECTS: gettext_lazy(
        "The payment provider collects this money; it cannot be recorded by hand."
    ),
    Obstacle.MORE_THAN_HELD: gettext_lazy("That is more than the payment provider holds."),
    Obstacle.UNKNOWN_PARCEL: gettext_lazy("There is no such parcel."),
    Obstacle.NOTHING_SAID: gettext_lazy("Write something first."),
    Obstacle.TOO_LONG: gettext_lazy("Keep it below 5,000 characters."),
    Obstacle.HAS_OPEN_ORDERS: gettext_lazy("The customer has open orders. Complete or cancel them first."),
    Obstacle.CHANGED_MEANWHILE: gettext_lazy(
        "Somebody changed this order while you had it open. Look at it again, then send the form once more."
    ),
    Obstacle.NOTHING_HELD: gettext_lazy("There is no money held that could be taken."),
}


def story(kind: str, details: dict[str, Any], currency: str, locale: str) -> str:
    """One line of an order's timeline. Money is written as the locale does. Text of people is returned as they typed it."""
    amount = format_money(Money(int(details.get("amount", 0)), currency), locale) if "amount" in details else ""
    units = int(details.get("units", 0))
    if kind == "note":
        return str(details.get("text", ""))
    sentences = {
        "placed": _("The order was placed."),
        "paid": _("%(amount)s was paid.") % {"amount": amount},
        "authorized": _("%(amount)s is held by the payment provider.") % {"amount": amount},
        "payment_failed": _("The payment was declined."),
        "fulfilled": ngettext("%(count)d unit was sent.", "%(count)d units were sent.", units) % {"count": units},
        "tracking_changed": _("The tracking of a parcel was changed."),
        "cancelled": _("The order was cancelled."),
        "expired": _("Nobody paid in time: the order expired and its goods were given back."),
        "refunded": _("%(amount)s was refunded.") % {"amount": amount},
        "refund_failed": _("A refund of %(amount)s failed.") % {"amount": amount},
        "promised": _("What is not there yet was promised for another day."),
        "erased": _("The customer's personal data was removed."),
    }
    return sentences.get(kind, kind)
