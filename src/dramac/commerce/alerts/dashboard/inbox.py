"""The alerts that wait for somebody, those put aside and those that closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.alerts import actions, permissions, queries
from dramac.commerce.alerts.dashboard.words import LEVELS, STATUSES, named, standing
from dramac.commerce.alerts.models import RaisedAlert, RaisedAlertQuerySet
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import permissions as stock
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.purchasing import permissions as purchasing
from dramac.dashboard.index import BulkAction, Choice, Choices, Column, DayRange, Empty, IndexTable, Outcome, View
from dramac.dashboard.index.filters import Cleaned, Rows
from dramac.dashboard.pages import done, here, page
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

HERE = "commerce/alerts/dashboard"
INDEX = "alerts:index"


@dataclass(frozen=True, slots=True)
class Standing(Choice):
    """Where alerts stand: those that are open unless others are asked for."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows that stand so."""
        assert isinstance(rows, RaisedAlertQuerySet)
        return queries.in_state(rows, cleaned.get(self.name) or queries.OPEN)


def _locations(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in inventory.locations(site)]


def dismiss(request: SiteRequest, rows: QuerySet[RaisedAlert], _data: dict[str, Any]) -> Outcome:
    """Put the chosen alerts aside."""
    keys = list(rows.values_list("pk", flat=True))
    moved = actions.dismiss_alert(site=request.site, alert_ids=keys, by=request.actor, now=request.now)
    number = len(set(keys) & set(moved))
    told = ngettext("%(n)s alert dismissed.", "%(n)s alerts dismissed.", number) % {"n": number}
    return Outcome(number, told, undo={"ids": [str(key) for key in moved]})


def show_again(request: SiteRequest, rows: QuerySet[RaisedAlert], _data: dict[str, Any]) -> Outcome:
    """Show the chosen alerts again."""
    keys = list(rows.values_list("pk", flat=True))
    return _restored(request, keys)


def take_back(request: SiteRequest, kept: dict[str, Any]) -> Outcome:
    """Show again what was put aside."""
    return _restored(request, [UUID(key) for key in kept.get("ids", [])])


def _restored(request: SiteRequest, keys: Sequence[UUID]) -> Outcome:
    moved = actions.restore_alert(site=request.site, alert_ids=keys, by=request.actor, now=request.now)
    told = ngettext("%(n)s alert is open again.", "%(n)s alerts are open again.", len(moved)) % {"n": len(moved)}
    return Outcome(len(moved), told)


class Alerts(IndexTable[RaisedAlert]):
    """What fell to its limits."""

    name = "alerts"
    title = _("Stock alerts")
    needs = permissions.VIEW
    sort = "-level"
    template = f"{HERE}/inbox.html"
    search_label = _("Search by product, SKU or barcode")
    columns = (
        Column("product", _("Product"), value=named, role="title"),
        Column(
            "level", _("Level"), value=lambda row: STATUSES[row.level], kind="status", sort="severity", role="state"
        ),
        Column("sku", _("SKU"), value="variant.sku", shown=False),
        Column("location", _("Location"), value="location.name", sort="location__name", role="note"),
        Column("now", _("Available now"), value=lambda row: row.now_available, kind="number", role="figure"),
        Column("threshold", _("Limit"), kind="number"),
        Column("opened", _("Since"), value="opened_at", kind="moment", sort="opened_at"),
        Column("standing", _("What became of it"), value=standing),
        Column("do", _("Do"), value=lambda row: "", cell=f"{HERE}/cells/do.html", role="actions"),
        Column("available", _("Available then"), kind="number", shown=False),
        Column("closed", _("Closed"), value="closed_at", kind="moment", sort="closed_at", shown=False),
    )
    filters = (
        Standing("state", _("State"), options=(
            ("dismissed", _("Dismissed")), ("closed", _("Closed")), ("all", _("All")))),
        Choices("level", _("Level"), options=tuple(LEVELS.items())),
        Choice("location", _("Location"), field="location_id", options=_locations),
        DayRange("opened", _("Since"), field="opened_at"),
    )  # fmt: skip
    views = (
        View(_("Open")),
        View(_("Dismissed"), "state=dismissed"),
        View(_("Closed"), "state=closed"),
        View(_("All"), "state=all"),
    )
    bulk = (
        BulkAction("dismissal", _("Dismiss"), dismiss, needs=permissions.DISMISS, undo=take_back),
        BulkAction("return", _("Show again"), show_again, needs=permissions.DISMISS),
    )
    empty = Empty(
        _("Nothing runs low"),
        _("As soon as stock falls to its limit, it is listed here until it comes back."),
        "bell",
    )

    @cached_property
    def shown(self) -> list[Column]:
        """What became of an alert is shown for those that are not open, what to do for those that did not close."""
        state = self.state.one("state")
        idle = {"": "standing", "closed": "do"}.get(state, "")
        return [column for column in super().shown if column.key != idle]

    def rows(self) -> QuerySet[RaisedAlert]:
        """The alerts of the site with what they are of."""
        return queries.raised(self.site)

    def search(self, rows: QuerySet[RaisedAlert], q: str) -> QuerySet[RaisedAlert]:
        """By SKU or barcode from their beginning, or by product as shoppers search."""
        found = catalog.variants_called(self.site, catalog.variants_for_index(self.site), q)
        return rows.filter(variant_id__in=found.order_by().values("pk"))

    def prepare(self, rows: Sequence[RaisedAlert]) -> None:
        """How many there are now."""
        units = queries.available_now(self.site, rows)
        for row in rows:
            row.now_available = units.get((row.variant_id, row.location_id), 0)  # type: ignore[attr-defined]  # shown beside it

    def href(self, row: RaisedAlert) -> str:
        """The story of the number."""
        return here(self.request, "inventory:history", variant_id=row.variant_id, location_id=row.location_id)

    def row_name(self, row: RaisedAlert) -> str:
        """Product and option values."""
        return named(row)

    def context(self) -> dict[str, Any]:
        """What this person may do."""
        may = self.request.membership.may
        allowed = {"may_adjust": stock.ADJUST, "may_order": purchasing.VIEW, "may_dismiss": permissions.DISMISS}
        return {name: may(permission) for name, permission in allowed.items()}


@page(needs=permissions.DISMISS, methods=("POST",))
def dismissal(request: SiteRequest, alert_id: UUID) -> HttpResponse:
    """Put one alert aside."""
    _found(request, alert_id)
    actions.dismiss_alert(site=request.site, alert_ids=[alert_id], by=request.actor, now=request.now)
    undo = here(request, "alerts:return", alert_id=alert_id)
    return done(request, _("Dismissed. It is told again if it gets worse."), to=here(request, INDEX), undo=undo)


@page(needs=permissions.DISMISS, methods=("POST",))
def show_one_again(request: SiteRequest, alert_id: UUID) -> HttpResponse:
    """Show one alert again, with those put aside beside it."""
    keys = queries.beside(request.site, _found(request, alert_id))
    actions.restore_alert(site=request.site, alert_ids=keys, by=request.actor, now=request.now)
    return done(request, _("The alert is open again."), to=here(request, INDEX))


def _found(request: SiteRequest, alert_id: UUID) -> RaisedAlert:
    row = queries.alert(request.site, alert_id)
    if row is None:
        raise Http404
    return row
