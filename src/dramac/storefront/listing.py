"""Lists of products for shoppers: filters, order and page read from an address, and written back into addresses.

Everything that decides what a list shows stands in its address, so that it can be shared, kept and gone back to:
`sort`, `page`, `min`, `max` (amounts as people write them), `stock=1`, `brand`, `tag`, and `o.<option>` for options.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Card, Facet, Facets, ListingPage, ListingQuery, Sort
from dramac.kit.money import AmountRefused, Minor, Money, format_money, parse, to_decimal
from dramac.kit.text import clean
from dramac.tenancy.models import Site

PAGE_SIZE = 24
DEEPEST_PAGE = 100
OPTION = "o."
FILTERS = ("min", "max", "stock", "brand", "tag")
LONGEST = 200
MOST_VALUES = 40
MOST_TAGS = 12
MOST_OPTIONS = 6


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address without it."""

    label: str
    value: str
    remove: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter as a box to tick."""

    name: str
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One thing to filter by."""

    label: str
    choices: tuple[Choice, ...]
    is_used: bool


class Found(NamedTuple):
    """One page of what a query finds, and what to narrow it by."""

    query: ListingQuery
    page: ListingPage
    facets: Facets


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list with everything to narrow it, sort it and go on from it."""

    cards: tuple[Card, ...]
    facets: Facets
    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    sorts: tuple[tuple[str, str], ...]
    sort: str
    page: int
    pages: tuple[tuple[int, str, bool] | None, ...]
    previous: str | None
    next: str | None
    clear: str
    typed: dict[str, str]
    corrections: tuple[catalog.Correction, ...]
    kept: tuple[tuple[str, str], ...]
    carried: tuple[tuple[str, str], ...]
    stock: bool
    lowest: str
    highest: str

    @property
    def total(self) -> int:
        """How many products the whole list has."""
        return self.facets.total

    @property
    def filter_count(self) -> int:
        """How many filters are in use."""
        return len(self.chips)


def asked(site: Site, sent: QueryDict, *, category: str = "", text: str = "") -> ListingQuery:
    """What an address asks for; what makes no sense in it is passed over, so that every address shows something."""
    options = {
        name.removeprefix(OPTION)[:LONGEST]: _values(sent, name)
        for name in list(sent)[:MOST_VALUES]
        if name.startswith(OPTION)
    }
    return ListingQuery(
        category=category,
        text=text,
        price_min=_amount(site, sent.get("min", "")),
        price_max=_amount(site, sent.get("max", "")),
        options={name: values for name, values in options.items() if values},
        vendors=_values(sent, "brand"),
        tags=_values(sent, "tag"),
        in_stock_only=sent.get("stock") == "1",
        sort=_sort(sent.get("sort", "")),
        page=_page(sent.get("page", "")),
        size=PAGE_SIZE,
    )


def found(site: Site, query: ListingQuery) -> Found:
    """What a list holds. Three statements, more only where a search has to be corrected."""
    return Found(query, catalog.product_page(site, query), catalog.facets(site, query))


def listing(site: Site, sent: QueryDict, what: Found) -> Listing:
    """The list that an address asks for, of what was found. No statement."""
    query, page, facets = what
    last = min(max(-(-facets.total // PAGE_SIZE), 1), DEEPEST_PAGE)
    sort = query.sort or (Sort.RELEVANCE if query.text else Sort.NEWEST)
    return Listing(
        cards=page.cards,
        facets=facets,
        groups=tuple(_groups(facets)),
        chips=tuple(_chips(site, sent, query, facets)),
        sorts=_sorts(bool(query.text)),
        sort=sort.value,
        page=query.page,
        pages=tuple(_numbers(sent, query.page, last)) if last > 1 else (),
        previous=address(sent, page=query.page - 1) if query.page > 1 else None,
        next=address(sent, page=query.page + 1) if query.page < last and page.cards else None,
        clear=address(sent, without=[name for name in sent if name in FILTERS or name.startswith(OPTION)]),
        typed={name: sent.get(name, "")[:20] for name in ("min", "max")},
        corrections=page.corrections,
        kept=(("q", query.text),) if query.text else (),
        carried=tuple(parse_qsl(address(sent, without=["sort"])[1:])),
        stock=query.in_stock_only,
        lowest=_plain(site, facets.price_lowest),
        highest=_plain(site, facets.price_highest),
    )


def address(
    sent: QueryDict, *, page: int | None = None, without: list[str] | None = None, pair: tuple[str, str] | None = None
) -> str:
    """The address of the list with another page, without some of what is asked, or without one value of it."""
    kept = [
        (name, value)
        for name, values in sent.lists()
        for value in values
        if value
        and name != "page"
        and name not in (without or ())
        and (name, value) != pair
        and len(name) + len(value) <= 2 * LONGEST
    ][:MOST_VALUES]
    if page is not None and page > 1:
        kept.append(("page", str(page)))
    return f"?{urlencode(kept)}"


def tidy(sent: QueryDict) -> str | None:
    """The same list at its shortest address: without fields left empty and the order it has anyway; None if it is there.

    A form sends every field it has; an address that is shared and indexed should say only what was asked.
    """
    usual = (Sort.RELEVANCE if sent.get("q", "").strip() else Sort.NEWEST).value
    every = [(name, value) for name, values in sent.lists() for value in values]
    kept = [(name, value) for name, value in every if value.strip() and (name, value) != ("sort", usual)]
    if len(kept) == len(every):
        return None
    return f"?{urlencode(kept)}" if kept else ""


def _groups(facets: Facets) -> list[Group]:
    names = {"vendor": "brand", "tag": "tag"}
    labels = {"vendor": _("Brand"), "tag": _("More")}
    found = []
    for facet in _telling(facets):
        values = facet.values[:MOST_TAGS] if facet.kind == "tag" else facet.values
        if len(values) < 2 and not any(value.is_chosen for value in values):
            continue
        name = names.get(facet.kind) or f"{OPTION}{facet.key}"
        choices = tuple(Choice(name, value.key, value.label, value.count, value.is_chosen) for value in values)
        found.append(Group(labels.get(facet.kind, facet.label), choices, any(c.is_chosen for c in choices)))
    return found


def _telling(facets: Facets) -> list[Facet]:
    """The questions worth asking: of the options those that most products answer, and every one in use; then brand and tags."""
    options = [facet for facet in facets.groups if facet.kind not in ("vendor", "tag")]
    options.sort(key=lambda facet: -sum(value.count for value in facet.values))
    used = [facet for facet in options[MOST_OPTIONS:] if any(value.is_chosen for value in facet.values)]
    return [*options[:MOST_OPTIONS], *used, *(facet for facet in facets.groups if facet not in options)]


def _chips(site: Site, sent: QueryDict, query: ListingQuery, facets: Facets) -> list[Chip]:
    chips = []
    for group in facets.groups:
        chips += [_chip(sent, group, value.key, value.label) for value in group.values if value.is_chosen]
    if query.price_min is not None:
        amount = _written(site, query.price_min)
        chips.append(Chip(_("Price"), _("from %(amount)s") % {"amount": amount}, address(sent, without=["min"])))
    if query.price_max is not None:
        amount = _written(site, query.price_max)
        chips.append(Chip(_("Price"), _("up to %(amount)s") % {"amount": amount}, address(sent, without=["max"])))
    if query.in_stock_only:
        chips.append(Chip(_("Availability"), _("In stock"), address(sent, without=["stock"])))
    return chips


def _chip(sent: QueryDict, group: Facet, key: str, label: str) -> Chip:
    names = {"vendor": ("brand", _("Brand")), "tag": ("tag", _("More"))}
    name, title = names.get(group.kind, (f"{OPTION}{group.key}", group.label))
    return Chip(title, label, address(sent, pair=(name, key)))


def _sorts(searched: bool) -> tuple[tuple[str, str], ...]:
    found = [
        (Sort.NEWEST.value, _("Newest first")),
        (Sort.PRICE.value, _("Price, low to high")),
        (Sort.PRICE_DOWN.value, _("Price, high to low")),
        (Sort.TITLE.value, _("Name")),
    ]
    return ((Sort.RELEVANCE.value, _("Best match")), *found) if searched else tuple(found)


def _numbers(sent: QueryDict, current: int, last: int) -> list[tuple[int, str, bool] | None]:
    """The first page, the last one, and those around the current one; None for a gap."""
    shown = sorted({1, last, *(number for number in range(current - 1, current + 2) if 1 <= number <= last)})
    found: list[tuple[int, str, bool] | None] = []
    for place, number in enumerate(shown):
        if place and number - shown[place - 1] > 1:
            found.append(None)
        found.append((number, address(sent, page=number), number == current))
    return found


def _values(sent: QueryDict, name: str) -> tuple[str, ...]:
    cleaned = (clean(value[:LONGEST]) for value in sent.getlist(name)[:MOST_VALUES])
    return tuple(value for value in cleaned if value)


def _amount(site: Site, typed: str) -> Minor | None:
    if not typed.strip() or len(typed) > LONGEST:
        return None
    try:
        return parse(typed, site.currency, site.locale).minor
    except AmountRefused:
        return None


def _written(site: Site, amount: Minor) -> str:
    return format_money(Money(amount, site.currency), site.locale)


def _plain(site: Site, amount: Minor) -> str:
    """An amount as it may be typed into a field: in whole units, without the currency."""
    return str(int(to_decimal(Money(amount, site.currency))))


def _sort(typed: str) -> Sort | None:
    return Sort(typed) if typed in set(Sort) else None


def _page(typed: str) -> int:
    return min(max(int(typed), 1), DEEPEST_PAGE) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
