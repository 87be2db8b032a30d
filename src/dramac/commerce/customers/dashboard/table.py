"""The list of customers, with what each has bought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers import permissions, queries
from dramac.commerce.customers.models import Customer
from dramac.commerce.customers.queries import CustomerFilter
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.queries import Spend
from dramac.dashboard.index import Choices, Column, DayRange, Empty, IndexTable, View, YesNo
from dramac.dashboard.pages import here
from dramac.tenancy.models import Site


def _account(row: Customer) -> str:
    return gettext("Account") if row.has_account else gettext("Guest")


def _consent(row: Customer) -> str:
    return gettext("Yes") if row.accepts_marketing else gettext("No")


def _tags(site: Site) -> list[tuple[str, str]]:
    return [(tag, tag) for tag in queries.tags(site)]


def _tagged(rows: QuerySet[Any], tags: Sequence[str]) -> QuerySet[Any]:
    """Customers with any of these tags, each once."""
    return rows.filter(queries.has_tag(tags))


class Customers(IndexTable[Customer]):
    """Everyone who bought or signed in, newest first."""

    name = "customers"
    title = _("Customers")
    needs = permissions.VIEW
    paging = "key"
    sort = "-created"
    columns = (
        Column("name", _("Name"), value=lambda row: row.name or row.email, sort="name", role="title"),
        Column("email", _("E-mail address"), sort="email_key", role="note"),
        Column("orders", _("Orders"), value="spend.orders", kind="count"),
        Column("spent", _("Spent"), value="spend.total", kind="money", role="figure"),
        Column("last", _("Last order"), value="spend.last_at", kind="moment", role="state"),
        Column("created", _("Since"), value="created_at", kind="moment", sort="created_at"),
        Column("phone", _("Phone"), shown=False),
        Column("account", _("Account"), value=_account, shown=False),
        Column("tags", _("Tags"), shown=False),
        Column("marketing", _("Marketing"), value=_consent, shown=False),
    )
    filters = (
        YesNo("account", _("Has an account"), field="has_account"),
        YesNo("marketing", _("Accepts marketing"), field="accepts_marketing"),
        Choices("tag", _("Tags"), options=_tags, where=_tagged),
        DayRange("created", _("Since"), field="created_at"),
    )
    views = (
        View(_("All")),
        View(_("With an account"), "account=yes"),
        View(_("Accept marketing"), "marketing=yes"),
    )
    search_label = _("Search by name, e-mail or phone")
    empty = Empty(
        _("No customers yet"),
        _("Whoever buys something appears here. You can add people yourself, too."),
        "users",
        _("Add customer"),
        "customers:new",
    )
    template = "commerce/customers/dashboard/customers.html"

    def rows(self) -> QuerySet[Customer]:
        """The site's customers who were not erased."""
        return queries.index(self.site)

    def search(self, rows: QuerySet[Customer], q: str) -> QuerySet[Customer]:
        """By words of name, e-mail address or phone number."""
        return rows.filter(CustomerFilter(text=q).as_q())

    def prepare(self, rows: Sequence[Customer]) -> None:
        """What each of these customers has ordered and, where they show, their tags. One statement each for all."""
        spends = orders.spend_of(self.site, [row.pk for row in rows])
        shows_tags = any(column.key == "tags" for column in self.shown)
        tags = queries.tags_of(self.site, [row.pk for row in rows]) if shows_tags else {}
        for row in rows:
            vars(row)["tags"] = ", ".join(tags.get(row.pk, ()))
            vars(row)["spend"] = spends.get(row.pk, Spend())

    def href(self, row: Customer) -> str:
        """The customer's own page."""
        return here(self.request, "customers:detail", customer_id=row.pk)

    def row_name(self, row: Customer) -> str:
        """What the customer is called."""
        return row.name or row.email

    def context(self) -> dict[str, Any]:
        """Whether this person may add customers."""
        return {"may_edit": self.request.membership.may(permissions.EDIT)}
