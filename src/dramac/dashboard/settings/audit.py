"""The audit trail: who did what on the shop, and when."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.index import Choice, Column, DayRange, Empty, IndexTable
from dramac.dashboard.settings.deeds import areas, sentence
from dramac.tenancy import permissions, queries
from dramac.tenancy.models import AuditEntry, Site


def _details(row: AuditEntry) -> str:
    """What the entry keeps besides, as `name: value`."""
    return "; ".join(f"{name}: {value}" for name, value in row.details.items())[:300]


def _actors(site: Site) -> list[tuple[str, str]]:
    return [(name, name) for name in queries.audit_actors(site)]


class AuditTrail(IndexTable[AuditEntry]):
    """Everything that was done, newest first."""

    name = "audit"
    title = _("Audit trail")
    needs = permissions.AUDIT_VIEW
    paging = "key"
    sort = "-at"
    columns = (
        Column("what", _("What"), value=sentence, role="title"),
        Column("who", _("Who"), value="actor", role="note"),
        Column("subject", _("Where"), value="subject"),
        Column("details", _("Details"), value=_details),
        Column("at", _("When"), value="created_at", kind="moment", sort="created_at", role="state"),
    )
    filters = (
        Choice("who", _("Who"), field="actor", options=_actors),
        Choice("area", _("Area"), where=lambda rows, area: rows.filter(action__startswith=f"{area}."), options=areas),
        DayRange("at", _("When"), field="created_at"),
    )
    searches = ("subject__icontains", "action__icontains", "actor__icontains")
    search_label = _("Search by what, who or where")
    empty = Empty(_("Nothing was done yet"), _("What staff and programs change is written down here."), "scroll-text")

    def rows(self) -> QuerySet[AuditEntry]:
        """The site's trail."""
        return queries.audit_of(self.site)

    def row_name(self, row: AuditEntry) -> str:
        """What was done."""
        return sentence(row)
