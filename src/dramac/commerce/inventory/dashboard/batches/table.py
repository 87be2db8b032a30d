"""The list of what expires: every batch at every location, the soonest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import Group
from dramac.commerce.inventory.dashboard.finding import called
from dramac.commerce.inventory.models import BatchLevel
from dramac.dashboard.index import BulkAction, Choice, Column, Empty, IndexTable, Outcome, View
from dramac.dashboard.index.filters import Cleaned, Rows
from dramac.dashboard.pages import here
from dramac.kit.clock import utc_now
from dramac.kit.money import Money, divide_half_up
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

HERE = "commerce/inventory/dashboard"
WITHIN = (
    ("expired", _("Expired")),
    ("30", _("Within 30 days")),
    ("90", _("Within 90 days")),
    ("recalled", _("Recalled")),
)
Chosen = QuerySet[BatchLevel]


def today_of(site: Site) -> date:
    """The day by the shop's clock."""
    return timezone.localdate(utc_now(), site.zone)


@dataclass(frozen=True, slots=True)
class Within(Choice):
    """Whether goods have expired, or will within so many days."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows that do."""
        wanted, today = str(cleaned.get(self.name) or ""), today_of(site)
        if wanted == "recalled":
            return rows.filter(batch__recalled_at__isnull=False)
        if wanted == "expired":
            return rows.filter(batch__expires_on__lte=today)
        if wanted:
            return rows.filter(batch__expires_on__gt=today, batch__expires_on__lte=today + timedelta(days=int(wanted)))
        return rows


def _places(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in queries.locations(site)]


def value_of(row: Any, currency: str) -> Money:
    """What the units are worth, as a share of their level, rounded half-up."""
    units = max(row.level_units or 0, 1)
    return Money(divide_half_up((row.level_value or 0) * row.units, units), currency)


def write_off(request: SiteRequest, rows: Chosen, data: dict[str, Any]) -> Outcome:
    """What is left of the chosen batches at their locations is gone."""
    made = actions.write_off_batches(site=request.site, of=_of(rows), by=request.actor, now=request.now)
    return _outcome(made)


def set_aside(request: SiteRequest, rows: Chosen, data: dict[str, Any]) -> Outcome:
    """What is left of the chosen batches at their locations is held for quality control."""
    made = actions.set_batches_aside(site=request.site, of=_of(rows), by=request.actor, now=request.now)
    return _outcome(made)


def take_back(request: SiteRequest, before: dict[str, Any]) -> Outcome:
    """Move the opposite of all of it."""
    levels = actions.reverse_group(site=request.site, group_id=UUID(before["group"]), by=request.actor, now=request.now)
    return Outcome(len(levels), now_("The change was taken back."))


def _of(rows: Chosen) -> set[actions.OfBatch]:
    return set(rows.order_by().values_list("batch_id", "location_id"))


def _outcome(made: Group) -> Outcome:
    number = len(made.levels)
    told = ngettext("%(n)s batch was changed.", "%(n)s batches were changed.", number) % {"n": number}
    return Outcome(number, told, undo={"group": str(made.id)} if number else None)


class Expiring(IndexTable[BatchLevel]):
    """Every batch of which units are on hand."""

    name = "expiring"
    title = _("Expiring")
    needs = permissions.VIEW
    sort = "expires_on"
    template = f"{HERE}/batches/index.html"
    search_label = _("Search by product, SKU, barcode or batch")
    columns = (
        Column("product", _("Product"), value=lambda row: called(row.variant), role="title",
               sort="variant__product__search_title"),
        Column("batch", _("Batch"), value="batch.number", sort="batch__number", role="note"),
        Column("location", _("Location"), value="location.name"),
        Column("units", _("Left"), kind="number", sort="units", role="figure"),
        Column("aside", _("Set aside"), kind="number", sort="aside"),
        Column("expires_on", _("Expires"), value="batch.expires_on", kind="date", sort="batch__expires_on"),
        Column("days_left", _("Days left"), kind="number", role="state", cell=f"{HERE}/batches/days_left.html"),
        Column("value", _("Value"), value="worth", kind="money"),
        Column("sku", _("SKU"), value="variant.sku", sort="variant__sku", shown=False),
        Column("made_on", _("Made on"), value="batch.made_on", kind="date", shown=False),
        Column("supplier_reference", _("Supplier's reference"), value="batch.supplier_reference", shown=False),
    )  # fmt: skip
    filters = (
        Within("within", _("Expires"), options=WITHIN),
        Choice("location", _("Location"), field="location_id", options=_places),
    )
    views = (
        View(_("All")),
        View(_("Expired"), "within=expired"),
        View(_("30 days"), "within=30"),
        View(_("90 days"), "within=90"),
        View(_("Recalled"), "within=recalled"),
    )
    bulk = (
        BulkAction("setting-aside", pgettext_lazy("verb", "Set aside"), set_aside, needs=permissions.ADJUST, undo=take_back),
        BulkAction("write-off", _("Write off"), write_off, needs=permissions.ADJUST, undo=take_back, danger=True,
                   confirm=_("What is left of these batches is taken off your stock as expired.")),
    )  # fmt: skip
    empty = Empty(
        _("No batches yet"),
        _("Turn batches on in the settings, and give goods that come in a batch and a date."),
        "calendar",
        _("Batches and expiry"),
        "inventory:batch-settings",
    )

    def rows(self) -> QuerySet[BatchLevel]:
        """What there is of every batch."""
        return queries.shelves(self.site)

    def search(self, rows: QuerySet[BatchLevel], q: str) -> QuerySet[BatchLevel]:
        """By the batch's number from its beginning, or by variant as elsewhere."""
        named = catalog.variants_called(self.site, catalog.variants_for_index(self.site), q)
        return rows.filter(Q(batch__number__istartswith=q) | Q(variant_id__in=named.order_by().values("pk")))

    def prepare(self, rows: Sequence[BatchLevel]) -> None:
        """How long each has, and what it is worth."""
        today = today_of(self.site)
        for row in rows:
            day = row.batch.expires_on
            vars(row)["days_left"] = (day - today).days if day else None
            vars(row)["worth"] = value_of(row, self.site.currency)

    def href(self, row: BatchLevel) -> str:
        """The batch."""
        return here(self.request, "inventory:batch", batch_id=row.batch_id)

    def row_name(self, row: BatchLevel) -> str:
        """Product and batch."""
        return f"{called(row.variant)}, {row.batch.number}"
