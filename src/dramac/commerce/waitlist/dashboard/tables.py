"""The list of what shoppers wait for, and of who waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.customers.rules import email_key
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.waitlist import actions, permissions, queries
from dramac.commerce.waitlist.models import OPEN, RestockRequest
from dramac.dashboard.index import BulkAction, Column, DayRange, Empty, IndexTable, NumberRange, Outcome, View
from dramac.dashboard.index.filters import Choice, Cleaned, Rows
from dramac.dashboard.pages import here
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

STATES = (("waiting", _("Waiting")), ("told", _("Told")), ("cancelled", _("Cancelled")))


class Demand(IndexTable[Variant]):
    """Each variant that somebody waits for, what is most wanted first."""

    name = "waitlist"
    title = _("Waiting customers")
    needs = permissions.VIEW
    sort = "-waiting"
    search_label = _("Search by product, SKU or barcode")
    columns = (
        Column("title", _("Product"), value="product.title", sort="product__search_title", role="title",
               cell="commerce/inventory/dashboard/cells/title.html"),
        Column("variant", _("Variant"), value="title", shown=False),
        Column("sku", _("SKU"), sort="sku", role="note"),
        Column("waiting", _("Waiting"), kind="count", sort="waiting", role="figure"),
        Column("since", _("Longest since"), kind="moment", sort="since", role="state"),
        Column("available", _("Available"), kind="number", sort="available"),
        Column("incoming", _("Incoming"), kind="number", sort="incoming"),
        Column("last_told", _("Last told"), kind="moment"),
    )  # fmt: skip
    filters = (
        NumberRange("waiting", _("Waiting")),
        NumberRange("available", _("Available")),
        NumberRange("incoming", _("Incoming")),
    )
    views = (View(_("All")), View(_("Nothing on its way"), "incoming_to=0"))
    empty = Empty(
        _("Nobody waits for anything"),
        _(
            "When something is sold out, shoppers can leave their address on its page. What they wait for is listed here."
        ),
        "inbox",
    )

    def rows(self) -> QuerySet[Variant]:
        """The variants that somebody waits for, with their units over all locations."""
        found = queries.with_waiting(self.site, catalog.variants_for_index(self.site)).filter(waiting__gt=0)
        return inventory.with_levels(self.site, found)

    def search(self, rows: QuerySet[Variant], q: str) -> QuerySet[Variant]:
        """By SKU or barcode from their beginning, or by product as shoppers search."""
        return catalog.variants_called(self.site, rows, q)

    def href(self, row: Variant) -> str:
        """Who waits for it."""
        path = here(self.request, "waitlist:requests")
        return f"{path}?variant={row.pk}&state=waiting"

    def row_name(self, row: Variant) -> str:
        """Product and option values."""
        return " ".join(part for part in (row.product.title, row.title) if part)


class State(Choice):
    """What became of a wish."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The wishes of that kind."""
        kinds = {
            "waiting": OPEN,
            "told": Q(sent_at__isnull=False),
            "cancelled": Q(cancelled_at__isnull=False, sent_at=None),
        }
        wanted = kinds.get(str(cleaned.get(self.name)))
        return rows.filter(wanted) if wanted else rows


class Awaited(Choice):
    """For which variant."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The wishes for it."""
        wanted = cleaned.get(self.name)
        return rows.filter(variant_id=wanted) if wanted else rows


def _variants(site: Site) -> Sequence[tuple[Any, Any]]:
    rows = catalog.variants_for_index(site).filter(pk__in=queries.requests(site).values("variant_id"))
    return [(str(row.pk), " ".join(part for part in (row.product.title, row.title) if part)) for row in rows[:500]]


def cancel(request: SiteRequest, rows: QuerySet[Any], data: dict[str, Any]) -> Outcome:
    """End the chosen wishes."""
    keys = list(rows.values_list("pk", flat=True))
    ended = actions.cancel(site=request.site, request_ids=keys, now=request.now)
    told = ngettext("%(n)s shopper will not be written to.", "%(n)s shoppers will not be written to.", ended)
    return Outcome(ended, told % {"n": ended})


class Requests(IndexTable[RestockRequest]):
    """Who waits, or waited, and for what; the latest first."""

    name = "restock-requests"
    title = _("Requests to be told")
    needs = permissions.VIEW
    sort = "-created"
    search_label = _("Search by e-mail")
    columns = (
        Column("email", _("E-mail address"), value=lambda row: row.email or gettext("Erased"), role="title"),
        Column("product", _("Product"), value=lambda row: f"{row.variant.product.title} {row.variant.title}".strip(), role="note"),
        Column("state", _("State"), value=lambda row: str(dict(STATES)[row.state]), role="state"),
        Column("created", _("Since"), value="created_at", kind="moment", sort="created_at", role="figure"),
        Column("sent", _("Told"), value="sent_at", kind="moment", sort="sent_at"),
        Column("locale", _("Language"), shown=False),
    )  # fmt: skip
    filters = (
        State("state", _("State"), options=STATES),
        Awaited("variant", _("Product"), options=_variants),
        DayRange("created", _("Since"), field="created_at"),
    )
    views = (View(_("Waiting"), "state=waiting"), View(_("Told"), "state=told"), View(_("All")))
    bulk = (
        BulkAction(
            "cancellation",
            _("Do not write to them"),
            cancel,
            needs=permissions.EDIT,
            confirm=_("They will not be told when it is back."),
        ),
    )
    empty = Empty(_("Nobody waits"), _("Shoppers who leave their address at what is sold out appear here."), "inbox")

    def rows(self) -> QuerySet[RestockRequest]:
        """The site's wishes."""
        return queries.requests(self.site)

    def search(self, rows: QuerySet[RestockRequest], q: str) -> QuerySet[RestockRequest]:
        """By a part of the address."""
        return rows.filter(email_key__contains=email_key(q) if "@" in q else q.lower())

    def href(self, row: RestockRequest) -> str:
        """The stock of what is waited for."""
        return here(self.request, "inventory:variant", variant_id=row.variant_id)

    def row_name(self, row: RestockRequest) -> str:
        """Whose wish it is."""
        return row.email or gettext("Erased")
