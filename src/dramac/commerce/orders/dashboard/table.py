"""The list of orders."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders import permissions, queries
from dramac.commerce.orders.dashboard import bulk, packing
from dramac.commerce.orders.models import Order
from dramac.commerce.orders.queries import OrderFilter
from dramac.commerce.payments import permissions as payments
from dramac.dashboard.index import AmountRange, BulkAction, Choices, Column, DayRange, Empty, IndexTable, View
from dramac.dashboard.pages import here
from dramac.ui.statuses import STATUSES


def _words(states: list[str]) -> list[tuple[str, str]]:
    return [(state, STATUSES[state].label) for state in states]  # type: ignore[misc]  # translated when shown


class Orders(IndexTable[Order]):
    """Every order of the shop, newest first."""

    name = "orders"
    title = _("Orders")
    needs = permissions.VIEW
    paging = "key"
    sort = "-placed"
    columns = (
        Column("number", _("Order"), role="title", cell="commerce/orders/dashboard/number.html"),
        Column("placed", _("Placed"), value="placed_at", kind="moment", sort="placed_at", role="note"),
        Column("customer", _("Customer"), value=lambda row: row.name or row.email, role="note"),
        Column("total", _("Total"), kind="money", sort="total", role="figure"),
        Column("payment", _("Payment"), value="payment_state", kind="status", role="state"),
        Column("fulfilment", _("Fulfilment"), value="fulfilment_state", kind="status", role="state"),
        Column("items", _("Items"), value="item_count", kind="count"),
        Column("state", _("State"), kind="status", shown=False),
        Column("method", _("Delivery"), value="shipping_method", shown=False),
        Column("email", _("E-mail address"), shown=False),
    )
    filters = (
        Choices("payment", _("Payment"), field="payment_state", options=_words(Order.PaymentState.values)),
        Choices("fulfilment", _("Fulfilment"), field="fulfilment_state", options=_words(Order.FulfilmentState.values)),
        Choices("state", _("State"), options=_words(Order.State.values)),
        DayRange("placed", _("Placed"), field="placed_at"),
        AmountRange("total", _("Total")),
    )
    views = (
        View(_("All")),
        View(_("To send"), "state=open&fulfilment=unfulfilled&fulfilment=partly_fulfilled"),
        View(_("To be paid"), "state=open&payment=pending&payment=partly_paid"),
        View(_("Completed"), "state=completed"),
        View(_("Cancelled"), "state=cancelled&state=expired"),
    )
    bulk = (
        BulkAction(
            "payment",
            _("Mark as paid"),
            bulk.record_payments,
            needs=payments.CAPTURE,
            confirm=_("Record that all that is due of these orders was paid?"),
        ),
        BulkAction("fulfilment", _("Send goods"), bulk.send, needs=permissions.FULFIL, form=bulk.SendingForm),
        BulkAction("slips", _("Packing slips"), packing.print_slips),
    )
    empty = Empty(_("No orders yet"), _("They appear here as soon as a shopper buys something."), "shopping-bag")

    def rows(self) -> QuerySet[Order]:
        """The site's orders."""
        return queries.index(self.site)

    def search(self, rows: QuerySet[Order], q: str) -> QuerySet[Order]:
        """By number, e-mail address or name."""
        return rows.filter(OrderFilter(text=q).as_q())

    def row_name(self, row: Order) -> str:
        """What the order is called."""
        return f"#{row.number}"

    def href(self, row: Order) -> str:
        """The order's own page."""
        return here(self.request, "orders:detail", number=row.number)
