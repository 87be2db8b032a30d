"""A list of records, declared: columns, filters, views, bulk actions, and where its rows come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Generic, Literal, TypeVar
from urllib.parse import parse_qsl
from uuid import UUID

from django import forms
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.forms import SiteForm
from dramac.dashboard.index import exports, keeping, paging
from dramac.dashboard.index.bulk import BulkAction
from dramac.dashboard.index.columns import Column
from dramac.dashboard.index.filters import Filter
from dramac.dashboard.index.paging import Order, Slice
from dramac.dashboard.index.state import State
from dramac.dashboard.models import ExportFile, SavedView
from dramac.dashboard.navigation import Words
from dramac.tenancy.requests import SiteRequest

Row = TypeVar("Row", bound=Model)
SIZES = (25, 50, 100)
SIZE = 50


@dataclass(frozen=True, slots=True)
class View:
    """A tab of a list that everyone has: its name and its query (`status=active`); the first is usually everything."""

    label: Words
    query: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What a list says before its first record: a title, one sentence, and the page of its first action."""

    title: Words
    text: Words
    icon: str = "inbox"
    action: Words = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A view as the page shows it. `saved` is the person's own view behind it, if it is one."""

    label: str
    href: str
    current: bool
    saved: SavedView | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its label, and where it sorts, the address for that and the direction it is sorted in now."""

    label: str
    numeric: bool
    href: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use: its label, what it is set to, and the address without it."""

    label: str
    value: str
    remove: str


class IndexTable(Generic[Row]):
    """The list of one kind of record. Subclasses declare it and give `rows`; `addresses()` mounts it.

    `name` is its name in preferences and file names; `sort` the key of the column to order by at first (`-placed`);
    `paging` is "key" for lists that grow without end. `searches` are the lookups that the search box tries
    (`title__icontains`); override `search` for anything better.
    """

    name: ClassVar[str]
    title: ClassVar[Words]
    needs: ClassVar[str | None]
    columns: ClassVar[Sequence[Column]]
    filters: ClassVar[Sequence[Filter]] = ()
    views: ClassVar[Sequence[View]] = (View(_("All")),)
    bulk: ClassVar[Sequence[BulkAction]] = ()
    searches: ClassVar[Sequence[str]] = ()
    search_label: ClassVar[Words] = _("Search")
    sort: ClassVar[str] = ""
    paging: ClassVar[Literal["pages", "key"]] = "pages"
    empty: ClassVar[Empty] = Empty(_("Nothing here yet"), _("What you add will be listed here."))
    template: ClassVar[str] = "dashboard/index/index.html"

    def __init__(self, request: SiteRequest, data: QueryDict, address: str) -> None:
        self.request = request
        self.site = request.site
        self.address = address
        self.state = State.read(data, [name for one in self.filters for name in one.names()])
        self.manners = keeping.manners(request.membership.user, self.name)

    def rows(self) -> QuerySet[Row]:
        """Every row of the site that may be listed, with what its cells need."""
        raise NotImplementedError

    def search(self, rows: QuerySet[Row], q: str) -> QuerySet[Row]:
        """The rows that fit the words typed."""
        found = Q()
        for lookup in self.searches:
            found |= Q(**{lookup: q})
        return rows.filter(found)

    def prepare(self, rows: Sequence[Row]) -> None:
        """Set on these rows (a page, or a piece of an export) what their cells need of other slices, all in one go."""

    def href(self, row: Row) -> str | None:
        """Where opening a row leads."""
        return None

    def row_name(self, row: Row) -> str:
        """What a row is called, for those who hear the page and in reports."""
        return str(row)

    def context(self) -> dict[str, Any]:
        """More for the template, where a slice extends it."""
        return {}

    def at(self, part: str = "", **parts: object) -> str:
        """The address of the list, or of a part of it such as `export`."""
        name = f"{self.address}-{part}" if part else self.address
        return reverse(name, kwargs={"site_slug": self.site.slug, **parts})

    @cached_property
    def filter_form(self) -> forms.Form:
        """The filters as one form, holding what the address says."""
        data = QueryDict(mutable=True)
        for name, values in self.state.narrows.items():
            data.setlist(name, values)
        form = SiteForm(data, site=self.site, auto_id="filter-%s")
        for one in self.filters:
            form.fields.update(one.fields(self.site))
        for field in form.fields.values():
            form.settle(field)
        return form

    @cached_property
    def matching(self) -> QuerySet[Row]:
        """The rows that search and filters leave; a filter that cannot be read leaves all, and the page says so."""
        self.filter_form.is_valid()
        rows = self.rows()
        for one in self.filters:
            rows = one.narrow(rows, self.filter_form.cleaned_data, self.site)
        q = self.state.one("q")
        return self.search(rows, q) if q else rows

    @cached_property
    def order(self) -> Order:
        """How rows are ordered: as the address says, else as the list does at first, else newest first."""
        sortable = {column.key: column.sort for column in self.columns if column.sort}
        for wanted in (self.state.one("sort"), self.sort):
            if path := sortable.get(wanted.removeprefix("-")):
                return Order(path, wanted.startswith("-"))
        return Order("pk", descending=True)

    @cached_property
    def per(self) -> int:
        """Rows a page: as the address says, else as the person chose, else fifty."""
        wanted = self.state.one("per") or str(self.manners.get("per", SIZE))
        return int(wanted) if wanted in {str(size) for size in SIZES} else SIZE

    @cached_property
    def page(self) -> Slice:
        """The rows of this page."""
        found = self._cut()
        self.prepare(found.rows)
        return found

    @cached_property
    def shown(self) -> list[Column]:
        """The columns to show: as the address says, else as the person chose, else as declared."""
        wanted = self.state.one("cols").split(",") if self.state.one("cols") else self.manners.get("columns")
        if not isinstance(wanted, list):
            return [column for column in self.columns if column.shown or column.fixed]
        return [column for column in self.columns if column.fixed or column.key in wanted]

    @cached_property
    def actions(self) -> list[BulkAction]:
        """The bulk actions that this person may do."""
        may = self.request.membership.may
        return [action for action in self.bulk if action.needs is None or may(action.needs)]

    @cached_property
    def tabs(self) -> list[Tab]:
        """The views: everyone's, then the person's own; the one whose filters are in use is current."""
        own = keeping.views(self.request.membership, self.name)
        shared = [self._tab(str(view.label), view.query, None) for view in self.views]
        return [*shared, *(self._tab(view.name, view.query, view) for view in own)]

    @cached_property
    def exports(self) -> list[ExportFile]:
        """The files of this list that this person waits for or may fetch."""
        return exports.offered(self.request, self.name)

    @property
    def is_narrowed(self) -> bool:
        """Whether search or a filter is in use."""
        return bool(self.state.narrows)

    @property
    def sizes(self) -> Sequence[int]:
        """How many rows a page may have."""
        return SIZES

    @cached_property
    def heads(self) -> list[Head]:
        """The heads of the columns that show, those that sort with the address that does it or turns it round."""
        return [self._head(column) for column in self.shown]

    @cached_property
    def chips(self) -> list[Chip]:
        """What the list is narrowed to, each with the address without it."""
        self.filter_form.is_valid()
        cleaned = self.filter_form.cleaned_data
        said = [(one, one.words(cleaned, self.filter_form, self.site)) for one in self.filters]
        return [Chip(str(one.label), words, self._without(one)) for one, words in said if words]

    @property
    def column_choices(self) -> list[dict[str, Any]]:
        """The columns for the chooser."""
        return [
            {"key": one.key, "label": one.label, "shown": one in self.shown, "fixed": one.fixed} for one in self.columns
        ]

    @property
    def everything(self) -> list[tuple[str, str]]:
        """What a bulk action on all that match is sent instead of keys: search and filters; and the order, to come back."""
        return self.state.pairs()

    @property
    def live(self) -> dict[str, str]:
        """What makes the search box answer while one types: the list is fetched and morphed in place, the focus stays."""
        return {
            "hx_get": self.at(),
            "hx_trigger": "input changed delay:300ms",
            "hx_include": "closest form",
            "hx_select": "#list",
            "hx_target": "#list",
            "hx_swap": "outerMorph",
            "hx_replace_url": "true",
        }

    @property
    def beyond(self) -> int:
        """How many rows match in all, where that is more than this page shows and few enough to count; else 0."""
        total = self.page.total
        return total.number if total.exact and total.number > len(self.page.rows) else 0

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What a bulk action was asked for, to be sent along while it asks for more."""
        data = self.request.POST
        marks = [("all_matching", "1")] if data.get("all_matching") == "1" else []
        return [*self.state.pairs(), *marks, *(("ids", key) for key in data.getlist("ids"))]

    @property
    def back(self) -> str:
        """The address of the list in its present state."""
        query = self.state.query()
        return f"{self.at()}?{query}" if query else self.at()

    @property
    def page_links(self) -> list[tuple[int, str, bool] | None]:
        """The numbered pages around this one, with their addresses."""
        return [one and (one[0], self.state.link(**one[1]), one[2]) for one in self.page.pages]

    def chosen(self, data: QueryDict) -> QuerySet[Row]:
        """The rows that a bulk action was asked for: those of the given keys, or all that match."""
        if data.get("all_matching") == "1":
            return self.matching
        return self.rows().filter(pk__in=ticked(data))

    def _cut(self) -> Slice:
        if self.paging == "key" and paging.key_serves(self.matching.model, self.order):
            places = {"after": self.state.one("after"), "before": self.state.one("before")}
            return paging.by_key(self.matching, self.order, per=self.per, **places)
        return paging.by_number(self.matching, self.order, wanted=self.state.one("page"), per=self.per)

    def _head(self, column: Column) -> Head:
        if not column.sort:
            return Head(str(column.label), column.numeric)
        mine = self.order.path == column.sort
        direction = ("descending" if self.order.descending else "ascending") if mine else None
        wanted = f"-{column.key}" if mine and not self.order.descending else column.key
        return Head(str(column.label), column.numeric, self.state.link(sort=wanted), direction)

    def _without(self, one: Filter) -> str:
        query = self.state.query(without=one.names())
        return f"{self.at()}?{query}" if query else self.at()

    def _tab(self, label: str, query: str, saved: SavedView | None) -> Tab:
        narrows = State.read(QueryDict(query), [name for one in self.filters for name in one.names()]).narrows
        return Tab(label, f"{self.at()}?{query}" if query else self.at(), narrows == self.state.narrows, saved)


def tidy_query(table: IndexTable[Any], query: str) -> str:
    """A query of the list with only what the list knows, without the place in it: what a saved view keeps."""
    known = QueryDict(mutable=True)
    for name, value in parse_qsl(query.removeprefix("?"), max_num_fields=200):
        known.appendlist(name, value)
    return State.read(known, [name for one in table.filters for name in one.names()]).query()


def ticked(data: QueryDict) -> list[UUID]:
    """The keys of the rows that were ticked, without what is none."""
    found = []
    for text in data.getlist("ids"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
