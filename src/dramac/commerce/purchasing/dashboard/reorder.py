"""The reorder list: what must be ordered today, how much, from whom; and the orders that are made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from dramac.commerce.purchasing import actions, permissions, queries
from dramac.commerce.purchasing.actions import OrderRefused, UnknownOrder
from dramac.commerce.purchasing.queries import ReorderRow
from dramac.commerce.purchasing.rules import MOST_UNITS
from dramac.dashboard.index import BulkAction, Choice, Column, Empty, IndexTable, Listed, Outcome, View, ticked
from dramac.dashboard.index.filters import Cleaned
from dramac.dashboard.pages import here
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

CELLS = "commerce/purchasing/dashboard/cells/"
NOBODY = "none"
Rows = Any


def _kept(rows: Iterable[ReorderRow], wanted: Callable[[ReorderRow], bool]) -> Rows:
    return Listed([row for row in rows if wanted(row)])


class Picked(Choice):
    """A choice among rows that were worked out."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows of the chosen kind."""
        value = cleaned.get(self.name)
        return self.where(rows, value) if value and self.where else rows


def _of_need(rows: Rows, value: str) -> Rows:
    tests: dict[str, Callable[[ReorderRow], bool]] = {
        "today": lambda row: row.advice.is_due,
        "out": lambda row: row.available <= 0,
        "sells": lambda row: row.demand.mean > 0,
    }
    return _kept(rows, tests[value])


def _of_supplier(rows: Rows, value: str) -> Rows:
    return _kept(rows, lambda row: str(row.supplier_id or NOBODY) == value)


def _suppliers(site: Site) -> list[tuple[str, Any]]:
    return [(NOBODY, _("Without a supplier")), *queries.supplier_choices(site)]


def order(request: SiteRequest, rows: QuerySet[Any], data: dict[str, Any]) -> Outcome:
    """Draft one purchase order for each supplier, of the units that stand beside the chosen rows."""
    chosen: list[ReorderRow] = list(rows)
    units, refused = {}, []
    for row in chosen:
        count = _units(request.POST.get(f"quantity-{row.pk}"), row.advice.quantity)
        if count is None:
            refused.append((row.name, gettext("Give a whole number of units, from 1 to 1,000,000.")))
        elif row.supplier_id is None:
            refused.append((row.name, gettext("Nobody supplies it yet: set a supplier first.")))
        else:
            units[row.variant_id] = count
    try:
        drafted = actions.order_from_list(site=request.site, units=units, by=request.actor, now=request.now)
    except OrderRefused as refusal:
        return Outcome(0, str(refusal), tuple(refused))
    made = len(drafted.orders)
    told = ngettext("%(n)s purchase order was drafted.", "%(n)s purchase orders were drafted.", made) % {"n": made}
    undo = {"orders": [str(one.pk) for one in drafted.orders]}
    return Outcome(len(units), told, tuple(refused), undo if made else None)


def take_back(request: SiteRequest, before: dict[str, Any]) -> Outcome:
    """Cancel the drafts again; those that were sent meanwhile stay."""
    done = 0
    for key in before["orders"]:
        found = queries.order_by_id(request.site, UUID(key))
        if found is None or found.state != "draft":
            continue
        try:
            actions.cancel_order(site=request.site, order_id=found.pk, by=request.actor, now=request.now)
        except (OrderRefused, UnknownOrder):
            continue
        done += 1
    return Outcome(done, ngettext("%(n)s draft was cancelled.", "%(n)s drafts were cancelled.", done) % {"n": done})


def _units(text: str | None, suggested: int) -> int | None:
    """The units typed beside a row, else those suggested; None for what is no number of units."""
    if text is None:
        return suggested or None
    typed = text.strip()
    return int(typed) if typed.isdecimal() and len(typed) <= 7 and 1 <= int(typed) <= MOST_UNITS else None


class Reorder(IndexTable[Any]):
    """Each variant whose stock is tracked: those to be ordered first, by supplier, the most urgent first."""

    name = "reorder"
    title = _("What to order")
    needs = permissions.VIEW
    template = "commerce/purchasing/dashboard/reorder.html"
    sort = "need"
    search_label = _("Search by product, SKU or barcode")
    columns = (
        Column("product", _("Product"), value="name", sort="name", role="title"),
        Column("sku", _("SKU"), sort="sku", shown=False),
        Column("supplier", _("Supplier"), sort="supplier", role="note", cell=CELLS + "supplier.html"),
        Column("need", _("Order by"), value="advice.order_by", kind="date", sort="rank", role="state", cell=CELLS + "need.html"),
        Column("available", _("Available"), kind="number", sort="available"),
        Column("incoming", _("Incoming"), kind="number", sort="incoming"),
        Column("demand", _("Sold a day"), value=lambda row: round(row.demand.mean, 2), kind="number", sort="demand.mean"),
        Column("days_left", _("Days left"), value="advice.days_left", kind="number", sort="advice.days_left"),
        Column("lead_time", _("Lead time"), value="terms.lead_time", kind="number", sort="terms.lead_time", shown=False),
        Column("safety", _("Safety stock"), value="advice.safety", kind="number", sort="advice.safety", shown=False),
        Column("point", _("Reorder point"), value="advice.point", kind="number", sort="advice.point"),
        Column("target", _("Target"), value="advice.target", kind="number", sort="advice.target", shown=False),
        Column("quantity", _("To order"), value="advice.quantity", kind="number", sort="advice.quantity",
               role="figure", cell=CELLS + "quantity.html"),
        Column("cost", _("Cost"), kind="money"),
    )  # fmt: skip
    filters = (
        Picked(
            "need",
            _("Need"),
            options=(("today", _("Order today")), ("out", _("Sold out")), ("sells", _("Sells"))),
            where=_of_need,
        ),
        Picked("supplier", _("Supplier"), options=_suppliers, where=_of_supplier),
    )
    views = (
        View(_("Order today"), "need=today"),
        View(_("Without a supplier"), f"need=today&supplier={NOBODY}"),
        View(_("All")),
    )
    bulk = (BulkAction("orders", _("Draft purchase orders"), order, needs=permissions.EDIT, undo=take_back),)
    empty = Empty(
        _("Nothing is tracked yet"),
        _("As soon as products keep stock and sell, this list says what to order, how much and by when."),
        "clipboard-list",
    )

    def rows(self) -> Any:
        """Every variant that is tracked; those to be ordered today where no others are asked for."""
        only_due = self.state.narrows.get("need") == ["today"]
        return Listed((queries.due_today if only_due else queries.reorder_list)(self.site, self.request.now))

    def search(self, rows: Any, q: str) -> Any:
        """By words of the product, or a code from its beginning."""
        words = q.casefold()
        return _kept(
            rows,
            lambda row: (
                words in row.name.casefold()
                or any(code.casefold().startswith(words) for code in (row.sku, row.barcode, row.supplier_sku) if code)
            ),
        )

    def chosen(self, data: QueryDict) -> Any:
        """The rows that were ticked, or all that match."""
        if data.get("all_matching") == "1":
            return self.matching
        return Listed(queries.reorder_list(self.site, self.request.now, ticked(data)))

    def href(self, row: Any) -> str:
        """The stock of the variant."""
        return here(self.request, "inventory:variant", variant_id=row.pk)

    def row_name(self, row: Any) -> str:
        """Product and option values."""
        name: str = row.name
        return name

    def context(self) -> dict[str, Any]:
        """What the person may do."""
        return {"may_edit": self.request.membership.may(permissions.EDIT)}
