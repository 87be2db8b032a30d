"""What happens because of what: every fact with its listeners, and every piece of repeated work. The one table to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils.module_loading import import_string

from dramac.api import idempotency
from dramac.commerce.alerts import actions as alerts
from dramac.commerce.cart import actions as carts
from dramac.commerce.catalog import actions as catalog
from dramac.commerce.customers import actions as customers
from dramac.commerce.importing import actions as importing
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import jobs as stock_jobs
from dramac.commerce.orders import actions as orders
from dramac.commerce.payments import actions as payments
from dramac.commerce.waitlist import actions as waitlist
from dramac.dashboard.entrance import sessions
from dramac.dashboard.index import exports, keeping
from dramac.kit import throttle
from dramac.kit.outbox import relay
from dramac.kit.schedule import Repeated
from dramac.kit.statements import learn_sizes
from dramac.notifications import posting

LISTENERS: Mapping[str, Sequence[str]] = {
    "StockMoved": ("dramac.commerce.alerts.listeners.look_again",),
    "SiteEdited": ("dramac.commerce.alerts.listeners.look_at_shop",),
    "LimitsChanged": ("dramac.commerce.alerts.listeners.look_at_limits",),
    "BatchesDue": ("dramac.notifications.listeners.send_batches_due",),
    "AlertsGathered": ("dramac.notifications.listeners.send_stock_alerts",),
    "BackInStock": ("dramac.commerce.waitlist.listeners.tell_waiting",),
    "CustomerCreated": ("dramac.commerce.waitlist.listeners.adopt_requests",),
    "CustomerUpdated": ("dramac.commerce.waitlist.listeners.adopt_requests",),
    "CustomerDeleted": (
        "dramac.notifications.listeners.forget_customer",
        "dramac.commerce.waitlist.listeners.forget_customer",
    ),
    "PurchaseOrdered": ("dramac.notifications.listeners.send_purchase_order",),
    "RestockNotified": ("dramac.notifications.listeners.send_restock_notice",),
    "StaffInvited": ("dramac.notifications.listeners.send_invitation",),
    "SignInCodeIssued": ("dramac.notifications.listeners.send_sign_in_code",),
    "CategoryChanged": ("dramac.commerce.catalog.jobs.begin_category_picture",),
    "PicturesWaiting": ("dramac.commerce.catalog.jobs.begin_pictures",),
    "ImportStarted": ("dramac.commerce.importing.jobs.begin",),
    "ProductCreated": ("dramac.commerce.inventory.listeners.look_again",),
    "ProductUpdated": (
        "dramac.commerce.inventory.listeners.look_again",
        "dramac.commerce.alerts.listeners.look_at_product",
    ),
    "PaymentConcluded": ("dramac.commerce.orders.listeners.payment_concluded",),
    "OrderPlaced": ("dramac.notifications.listeners.send_confirmation",),
    "OrderPaid": ("dramac.notifications.listeners.send_payment_receipt",),
    "OrderFulfilled": ("dramac.notifications.listeners.send_shipping_notice",),
    "OrderPromised": ("dramac.notifications.listeners.send_new_promise",),
    "OrderCancelled": ("dramac.notifications.listeners.send_cancellation",),
    "OrderRefunded": ("dramac.notifications.listeners.send_refund_notice",),
}


def resolve(dotted: str) -> relay.Listener:
    """The listener behind a name in the table. Raises ImportError for one that this version does not have."""
    listener: relay.Listener = import_string(dotted)
    return listener


def _sweep(now: datetime) -> None:
    throttle.sweep(now=now)
    relay.sweep(now=now)
    idempotency.sweep(now=now)
    keeping.sweep(now=now)
    exports.sweep(now=now)
    sessions.sweep(now=now)
    carts.sweep_carts(now=now)
    catalog.sweep_chosen(now=now)
    customers.sweep_sign_ins(now=now)
    importing.sweep_files(now=now)
    waitlist.sweep_requests(now=now)
    inventory.sweep_reservations(now=now)
    posting.sweep(now=now)


def _expire(now: datetime) -> None:
    orders.expire_unpaid(now=now)


def _tell_alerts(now: datetime) -> None:
    alerts.tell_due(now=now)


def _watch(now: datetime) -> None:
    alerts.begin_watching(now=now)


def _reconcile(now: datetime) -> None:
    payments.reconcile(now=now)


def _tell_waiting(now: datetime) -> None:
    waitlist.tell_everywhere(now=now)


def _resume(now: datetime) -> None:
    importing.resume_stalled(now=now)


def _keep_month_ends(now: datetime) -> None:
    stock_jobs.begin_month_ends(now=now)


def _expire_batches(now: datetime) -> None:
    stock_jobs.begin_expiry(now=now)


def _end_holds(now: datetime) -> None:
    inventory.end_holds(now=now)


def _learn_sizes(now: datetime) -> None:
    learn_sizes()


REPEATED: Sequence[Repeated] = (
    Repeated("sweep", timedelta(hours=6), _sweep),
    Repeated("expire-unpaid-orders", timedelta(minutes=1), _expire),
    Repeated("reconcile-payments", timedelta(minutes=5), _reconcile),
    Repeated("tell-stock-alerts", timedelta(minutes=1), _tell_alerts),
    Repeated("begin-watching-stock", timedelta(minutes=5), _watch),
    Repeated("tell-waiting", timedelta(minutes=1), _tell_waiting),
    Repeated("end-holds", timedelta(minutes=1), _end_holds),
    Repeated("keep-month-ends", timedelta(hours=1), _keep_month_ends),
    Repeated("expire-batches", timedelta(minutes=10), _expire_batches),
    Repeated("resume-imports", timedelta(minutes=5), _resume),
    Repeated("learn-sizes", timedelta(hours=1), _learn_sizes),
)
