"""What a list can be narrowed by, with counts; each facet is counted without its own filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.core.cache import cache

from dramac.commerce.catalog.queries import matching, words
from dramac.commerce.catalog.queries.matching import CATEGORIES, PRODUCTS, TAGS, VALUES
from dramac.commerce.catalog.queries.shapes import Facet, Facets, FacetValue, ListingQuery
from dramac.commerce.catalog.rules.options import MAX_OPTIONS
from dramac.kit.statements import fetch, key_in, places
from dramac.tenancy.models import Site

KEPT_SECONDS = 600
MOST_VALUES = 100
NOTHING = Facets(0, 0, 0, 0, ())

_KEPT = msgspec.json.Decoder(Facets)


class _Count(NamedTuple):
    """One row of the statement: the kind of facet, its key and name, the value's key and label, position, products.

    Of prices the lowest stands as position and the highest as products.
    """

    kind: str
    key: str
    name: str
    value: str
    label: str
    position: int
    products: int


def facets(site: Site, query: ListingQuery) -> Facets:
    """What the list can be narrowed by. Two statements, one while nothing in the catalogue has changed; a search costs
    one more, as in `product_page`.

    Counts are of products, not variants. They are kept in the cache under the time of the latest change of any product or
    category of the site, so that they are never older than what is listed.
    """
    query = msgspec.structs.replace(matching.tidy(query), cursor="", page=1, size=1, sort=None)
    name = f"catalog-facets:{site.pk}:{_last_change(site.pk)}:{sha256(msgspec.json.encode(query)).hexdigest()}"
    kept = cache.get(name)
    if kept is None:
        kept = msgspec.json.encode(_counted(site.pk, query))
        cache.set(name, kept, KEPT_SECONDS)
    return _KEPT.decode(kept)


def _last_change(site_id: UUID) -> str:
    sql = (
        f"SELECT (SELECT MAX(updated_at) FROM {PRODUCTS} WHERE site_id = %s), "
        f"(SELECT MAX(updated_at) FROM {CATEGORIES} WHERE site_id = %s)"
    )
    key = key_in(site_id)
    return "/".join(str(value).replace(" ", "T") for value in fetch(sql, [key, key])[0])


def _counted(site_id: UUID, query: ListingQuery) -> Facets:
    if sum(map(bool, query.options.values())) > MAX_OPTIONS + 1:
        return NOTHING  # no product has so many options, not even with one of these left out
    terms = words.sought(site_id, query.text).terms if query.text else ()
    if query.text and not terms:
        return NOTHING
    found = _Statement(site_id, query, terms).counts()
    price = _one(found, "price")
    return Facets(
        total=_one(found, "total").products,
        price_lowest=price.position,
        price_highest=price.products,
        in_stock=_one(found, "stock").products,
        groups=tuple(_groups(found, query)),
    )


def _one(found: Iterable[_Count], kind: str) -> _Count:
    return next(count for count in found if count.kind == kind)


class _Statement:
    """One statement that counts everything: the whole list once, and again without a filter where a facet has one."""

    def __init__(self, site_id: UUID, query: ListingQuery, terms: Sequence[str]) -> None:
        self.site_id, self.query, self.terms = site_id, query, terms
        self.sources: dict[str, str] = {}
        self.parameters: list[Any] = []

    def counts(self) -> list[_Count]:
        """The rows of the statement."""
        chosen = [name for name, values in self.query.options.items() if values]
        selects = [
            f"SELECT 'total', '', '', '', '', 0, COUNT(*) FROM {self._list('')}",
            "SELECT 'price', '', '', '', '', COALESCE(MIN(price_from), 0), COALESCE(MAX(price_to), 0) "
            f"FROM {self._list('price', is_set=self.query.price_min is not None or self.query.price_max is not None)}",
            "SELECT 'stock', '', '', '', '', 0, COUNT(*) "
            f"FROM {self._list('stock', is_set=self.query.in_stock_only)} WHERE is_in_stock",
            "SELECT 'vendor', '', '', vendor, vendor, 0, COUNT(*) "
            f"FROM {self._list('vendor', is_set=bool(self.query.vendors))} WHERE vendor <> '' GROUP BY vendor",
            f"SELECT 'tag', '', '', t.tag, t.tag, 0, COUNT(*) FROM {self._list('tag', is_set=bool(self.query.tags))} l "
            f"CROSS JOIN {TAGS} t WHERE t.product_id = l.id AND t.site_id = l.site_id GROUP BY t.tag",
            self._options(None, chosen),
            *(self._options(name, [name]) for name in chosen),
        ]
        sources = ", ".join(f"{name} AS ({sql})" for name, sql in self.sources.items())
        tail = [*chosen, *chosen]
        rows = fetch(f"WITH {sources} " + " UNION ALL ".join(selects), [*self.parameters, *tail])
        return [_Count._make([*row[:5], int(row[5]), int(row[6])]) for row in rows]

    def _list(self, without: str, *, is_set: bool = False) -> str:
        """The name of the list without one filter; the whole list where that filter is not set."""
        without = without if is_set else ""
        name = f"without_{len(self.sources)}" if without else "listed"
        if name not in self.sources:
            self.sources[name] = self._source(without)
        return name

    def _source(self, without: str) -> str:
        """From what is searched for, else from the category, outwards: here every product of the list is looked at."""
        query, source, by_members = self.query, "", bool(self.query.category) and not self.terms
        found = matching.conditions(self.site_id, query, without=without, in_category=not by_members)
        if self.terms or by_members:
            inner, parameters = (
                matching.scores(self.site_id, self.terms)
                if self.terms
                else matching.members(self.site_id, query.category)
            )
            self.parameters += parameters
            source = f"({inner}) s CROSS JOIN "
            found.add("p.id = s.product_id")
        self.parameters += found.parameters
        columns = "p.id, p.site_id, p.vendor, p.price_from, p.price_to, p.is_in_stock"
        return f"SELECT {columns} FROM {source}{PRODUCTS} p WHERE {found.sql}"

    def _options(self, name: str | None, chosen: list[str]) -> str:
        """Counts of option values: of one option that is chosen, or (None) of all that are not. Its parameters are those
        that are chosen."""
        source = self._list(f"option:{name}", is_set=name is not None)
        others = f"v.name_key NOT IN ({places(chosen)})" if chosen else "v.name_key <> ''"
        which = others if name is None else "v.name_key = %s"
        return (
            "SELECT 'option', v.name_key, MIN(v.name), v.value_key, MIN(v.value), SUM(v.position), COUNT(*) "
            f"FROM {source} l CROSS JOIN {VALUES} v WHERE v.site_id = l.site_id AND v.product_id = l.id AND {which} "
            "GROUP BY v.name_key, v.value_key"
        )


def _groups(found: Iterable[_Count], query: ListingQuery) -> list[Facet]:
    by_facet: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for count in found:
        if count.kind in ("option", "vendor", "tag"):
            by_facet[count.kind, count.key].append(count)
    order = {"option": 0, "vendor": 1, "tag": 2}
    return [
        Facet(kind, key, min(count.name for count in counts), _values(kind, counts, _chosen(query, kind, key)))
        for (kind, key), counts in sorted(by_facet.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    ]


def _chosen(query: ListingQuery, kind: str, key: str) -> tuple[str, ...]:
    if kind == "option":
        return query.options.get(key, ())
    return query.vendors if kind == "vendor" else query.tags


def _values(kind: str, counts: list[_Count], chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    """Option values as products order them, tags by use, vendors by name; the chosen ones are there even when rare."""
    if kind == "option":
        counts.sort(key=lambda count: (count.position / count.products, count.label))
    elif kind == "tag":
        counts.sort(key=lambda count: (-count.products, count.label))
    else:
        counts.sort(key=lambda count: (count.label.casefold(), count.label))
    kept = counts[:MOST_VALUES] + [count for count in counts[MOST_VALUES:] if count.value in chosen]
    return tuple(FacetValue(count.value, count.label, count.products, count.value in chosen) for count in kept)
