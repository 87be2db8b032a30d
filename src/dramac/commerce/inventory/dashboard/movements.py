"""The history of all stock: every movement, newest first, narrowed by what, why, where, when, who and for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import permissions, queries
from dramac.commerce.inventory.dashboard.links import linked
from dramac.commerce.inventory.dashboard.words import CAUSES, CODES, REFERENCES, TYPES, sentence
from dramac.commerce.inventory.models import Movement
from dramac.commerce.orders import queries as orders
from dramac.dashboard.index import Choice, Choices, Column, DayRange, Empty, IndexTable, View
from dramac.dashboard.pages import here
from dramac.tenancy import queries as tenancy
from dramac.tenancy.models import Site

HERE = "commerce/inventory/dashboard"
MOST_FOUND = 500
"""As many variants as a search is taken to mean."""


def _locations(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in queries.locations(site)]


def _people(site: Site) -> Sequence[tuple[Any, Any]]:
    names = sorted({str(member.user) for member in tenancy.staff_of(site)}, key=str.casefold)
    return [(name, name) for name in names]


def _product(row: Movement) -> str:
    return " ".join(part for part in (row.variant.product.title, row.variant.title) if part)


class Movements(IndexTable[Movement]):
    """Every movement of the site."""

    name = "movements"
    title = _("Stock history")
    needs = permissions.VIEW
    sort = "-when"
    paging = "key"
    template = f"{HERE}/movements.html"
    search_label = _("Search by product, SKU, barcode or order number")
    columns = (
        Column("product", _("Product"), value=_product, role="title", cell=f"{HERE}/cells/moved.html"),
        Column("what", _("What happened"), value=sentence, role="note"),
        Column("quantity", _("On hand"), kind="number", role="figure", cell=f"{HERE}/cells/signed.html"),
        Column("after", _("After"), value="new_stock", kind="number"),
        Column("committed", _("Committed"), value="committed_change", kind="number", cell=f"{HERE}/cells/signed.html"),
        Column("location", _("Location"), value="location.name"),
        Column("code", _("Reason"), value=lambda row: CODES.get(row.reason_code, ""), cell=f"{HERE}/cells/reason.html"),
        Column("by", _("By"), value="created_by"),
        Column("made_for", _("Made for"), value="reference_words", cell=f"{HERE}/cells/made_for.html", role="note"),
        Column("when", _("When"), value="created_at", kind="moment", sort="created_at", role="state"),
        Column("sku", _("SKU"), value="variant.sku", shown=False),
        Column("batch", _("Batch"), value=lambda row: row.batch.number if row.batch else "", shown=False),
        Column("unavailable", _("Set aside"), kind="number", cell=f"{HERE}/cells/signed.html", shown=False,
               value=lambda row: row.damaged_change + row.quality_change + row.safety_change),
        Column("incoming", _("Incoming"), value="incoming_change", kind="number", cell=f"{HERE}/cells/signed.html",
               shown=False),
        Column("value", _("Value"), value="value_change", kind="money", shown=False),
        Column("type", _("Type"), value=lambda row: TYPES.get(row.type, row.type), shown=False),
        Column("reason", _("Note"), shown=False),
    )  # fmt: skip
    filters = (
        Choices("type", _("Type"), options=tuple(TYPES.items())),
        Choices("cause", _("What happened"), options=tuple(CAUSES.items())),
        Choices("code", _("Reason"), field="reason_code", options=tuple(CODES.items())),
        DayRange("when", _("Date"), field="created_at"),
        Choice("location", _("Location"), field="location_id", options=_locations),
        Choice("by", _("By"), field="created_by", options=_people),
        Choice("reference", _("Made for"), field="reference_type", options=tuple(REFERENCES.items())),
    )
    views = (
        View(_("All")),
        View(_("By hand"), "reference=manual"),
        View(_("Orders"), "reference=order"),
        View(_("Losses"), "code=damaged&code=shrinkage&code=expired"),
    )
    empty = Empty(
        _("Nothing has moved yet"),
        _("Every change of stock will be a line here: orders, deliveries, counts and corrections."),
        "history",
    )

    def rows(self) -> QuerySet[Movement]:
        """All movements with their variants and places."""
        return queries.movements(self.site)

    def search(self, rows: QuerySet[Movement], q: str) -> QuerySet[Movement]:
        """Those of the variants that the words mean, or of the order with this number."""
        variants = catalog.variants_called(self.site, catalog.variants_for_index(self.site), q)
        meant = Q(variant_id__in=list(variants.order_by().values_list("pk", flat=True)[:MOST_FOUND]))
        number = q.strip().removeprefix("#")
        if number.isascii() and number.isdecimal() and len(number) < 10:
            keys = orders.index(self.site).filter(number=int(number)).order_by().values_list("pk", flat=True)
            meant |= Q(reference_type="order", reference_id__in=[str(key) for key in keys])
        return rows.filter(meant)

    def prepare(self, rows: Sequence[Movement]) -> None:
        """What each was made for, in words and with its address. One statement for each kind of thing among them."""
        links = linked(self.request, rows)
        for row in rows:
            link = links.get((row.reference_type, row.reference_id))
            vars(row)["reference_words"] = link.label if link else REFERENCES.get(row.reference_type, "")
            vars(row)["reference_href"] = link.href if link else ""

    def href(self, row: Movement) -> str:
        """The story of the variant at that place."""
        return here(self.request, "inventory:history", variant_id=row.variant_id, location_id=row.location_id)

    def row_name(self, row: Movement) -> str:
        """The product and what happened."""
        return f"{_product(row)}: {sentence(row)}"
