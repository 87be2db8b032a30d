"""The one table of states that people see: each has one word, one tone and one icon on every page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Status:
    """How a state is shown: its word, its tone (plain, good, warn, bad, info, accent) and its Lucide icon."""

    label: str | Promise
    tone: str
    icon: str


STATUSES = {
    "active": Status(_("Active"), "good", "circle-check"),
    "draft": Status(_("Draft"), "plain", "circle-dashed"),
    "archived": Status(_("Archived"), "plain", "archive"),
    "scheduled": Status(_("Scheduled"), "info", "calendar-clock"),
    "open": Status(pgettext_lazy("state", "Open"), "info", "circle-dot"),
    "closed": Status(pgettext_lazy("state", "Closed"), "plain", "circle-check"),
    "completed": Status(_("Completed"), "good", "circle-check"),
    "cancelled": Status(_("Cancelled"), "bad", "circle-x"),
    "expired": Status(_("Expired"), "plain", "clock-alert"),
    "pending": Status(_("Payment pending"), "warn", "clock"),
    "authorised": Status(_("Authorised"), "info", "shield-check"),
    "paid": Status(_("Paid"), "good", "circle-check"),
    "partly_paid": Status(_("Partly paid"), "warn", "circle-dot-dashed"),
    "unpaid": Status(_("Unpaid"), "warn", "clock"),
    "refunded": Status(_("Refunded"), "plain", "undo-2"),
    "partly_refunded": Status(_("Partly refunded"), "plain", "undo-2"),
    "voided": Status(_("Voided"), "plain", "ban"),
    "failed": Status(_("Failed"), "bad", "circle-alert"),
    "unfulfilled": Status(_("Unfulfilled"), "warn", "package"),
    "partly_fulfilled": Status(_("Partly fulfilled"), "info", "package-open"),
    "fulfilled": Status(_("Fulfilled"), "good", "package-check"),
    "partly_received": Status(_("Partly received"), "info", "package-open"),
    "received": Status(_("Received"), "good", "package-check"),
    "ordered": Status(_("Ordered"), "info", "truck"),
    "in_transit": Status(_("On its way"), "info", "truck"),
    "discrepancy": Status(_("Differences"), "warn", "triangle-alert"),
    "delivered": Status(_("Delivered"), "good", "house"),
    "returned": Status(_("Returned"), "plain", "package-x"),
    "in_stock": Status(_("In stock"), "good", "circle-check"),
    "low_stock": Status(_("Low stock"), "warn", "triangle-alert"),
    "critical_stock": Status(_("Critical stock"), "bad", "triangle-alert"),
    "out_of_stock": Status(_("Sold out"), "bad", "circle-slash"),
    "waiting": Status(_("Waiting"), "plain", "clock"),
    "running": Status(_("Running"), "info", "loader"),
    "done": Status(_("Done"), "good", "circle-check"),
    "done_with_errors": Status(_("Done with errors"), "warn", "triangle-alert"),
    "enabled": Status(_("Enabled"), "good", "circle-check"),
    "disabled": Status(_("Disabled"), "plain", "circle-slash"),
    "invited": Status(_("Invited"), "info", "mail"),
    "guest": Status(_("Guest"), "plain", "user"),
}


def status(state: str) -> Status:
    """Return how a state is shown; raises KeyError for a state that this table does not know."""
    return STATUSES[state]
