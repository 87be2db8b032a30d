"""Which products a list means, as conditions of a statement. The product's table is `p`.

Statements are written by hand because lists are the hottest reads there are; the plain form stands beside them in the
tests. Every text of a shopper goes in as a parameter, never as a part of the statement. A CROSS JOIN is an ordinary join
to PostgreSQL; SQLite, which knows little of its tables' sizes, takes its order as it is written: from the product outwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from dramac.commerce.catalog.models import Product
from dramac.commerce.catalog.queries.shapes import ListingQuery
from dramac.kit.money import LARGEST_AMOUNT
from dramac.kit.statements import LAST_LETTER, key_in, places
from dramac.kit.text import clean, fold

LONGEST_SEARCH = 500
LONGEST_PATH = 700
LONGEST_VALUE = 255
LONGEST_CURSOR = 2000
MOST_VALUES = 50
LARGEST_PAGE = 100
DEEPEST_PAGE = 100
"""Pages that are reached by number; whoever wants to see more goes on by cursor."""

PRODUCTS = "mod_ecommod01_products"
IMAGES = "mod_ecommod01_product_images"
TERMS = "mod_ecommod01_product_terms"
CATEGORIES = "mod_ecommod01_categories"
MEMBERSHIPS = "mod_ecommod01_product_categories"
TAGS = "mod_ecommod01_product_tags"
OPTIONS = "mod_ecommod01_product_options"
VALUES = "mod_ecommod01_product_option_values"
VARIANTS = "mod_ecommod01_variants"
BEST = "MAX(CASE WHEN t.term = %s THEN t.weight * 2 ELSE t.weight END)"


def tidy(query: ListingQuery) -> ListingQuery:
    """The query as statements can take it, whatever was typed: cleaned, cut, with amounts that fit."""
    return msgspec.structs.replace(
        query,
        category=clean(query.category[:LONGEST_PATH]),
        text=clean(query.text[:LONGEST_SEARCH]),
        price_min=_fitting(query.price_min),
        price_max=_fitting(query.price_max),
        options={
            fold(clean(name[:LONGEST_VALUE])): tuple(fold(value) for value in _values(values))
            for name, values in list(query.options.items())[:MOST_VALUES]
        },
        vendors=_values(query.vendors),
        tags=_values(query.tags),
        cursor=query.cursor[:LONGEST_CURSOR],
        page=min(max(query.page, 1), DEEPEST_PAGE),
        size=min(max(query.size, 1), LARGEST_PAGE),
    )


def _fitting(amount: int | None) -> int | None:
    return None if amount is None else min(max(amount, 0), LARGEST_AMOUNT)


def _values(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean(value[:LONGEST_VALUE]) for value in values[:MOST_VALUES]))


@dataclass(slots=True)
class Conditions:
    """Conditions joined by AND, with their parameters in order."""

    parts: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, sql: str, *parameters: Any) -> None:
        """One more condition."""
        self.parts.append(sql)
        self.parameters.extend(parameters)

    @property
    def sql(self) -> str:
        """All of them."""
        return " AND ".join(self.parts)


def conditions(site_id: UUID, query: ListingQuery, *, without: str = "", in_category: bool = True) -> Conditions:
    """What products must meet to be listed. `without` leaves one filter out: price, stock, vendor, tag, option:<key>;
    the category is left out where the source already keeps to it."""
    found = Conditions()
    found.add("p.site_id = %s AND p.status = %s", key_in(site_id), Product.Status.ACTIVE.value)
    if query.category and in_category:
        _add_category(found, query.category)
    if without != "price":
        _add_price(found, query)
    if query.in_stock_only and without != "stock":
        found.add("p.is_in_stock")
    if query.vendors and without != "vendor":
        found.add(f"p.vendor IN ({places(query.vendors)})", *query.vendors)
    if query.tags and without != "tag":
        found.add(
            f"EXISTS (SELECT 1 FROM {TAGS} t WHERE t.site_id = p.site_id AND t.product_id = p.id "
            f"AND t.tag IN ({places(query.tags)}))",
            *query.tags,
        )
    for name, values in query.options.items():
        if values and without != f"option:{name}":
            found.add(
                f"EXISTS (SELECT 1 FROM {VALUES} v WHERE v.site_id = p.site_id AND v.product_id = p.id "
                f"AND v.name_key = %s AND v.value_key IN ({places(values)}))",
                name,
                *values,
            )
    return found


# "0" follows "/" among code points: the range holds the category and what lies below it, and its neighbours "x-…".
IN_SUBTREE = "c.path >= %s AND c.path < %s AND (c.path = %s OR c.path >= %s)"


def subtree(path: str) -> tuple[str, str, str, str]:
    """The parameters of IN_SUBTREE."""
    return path, f"{path}0", path, f"{path}/"


def _add_category(found: Conditions, path: str) -> None:
    found.add(
        f"EXISTS (SELECT 1 FROM {MEMBERSHIPS} m CROSS JOIN {CATEGORIES} c "
        "WHERE m.site_id = p.site_id AND m.product_id = p.id AND c.site_id = m.site_id AND c.id = m.category_id "
        f"AND {IN_SUBTREE})",
        *subtree(path),
    )


def _add_price(found: Conditions, query: ListingQuery) -> None:
    if query.price_min is not None:
        found.add("p.price_to >= %s", query.price_min)
    if query.price_max is not None:
        found.add("p.price_from <= %s", query.price_max)


def members(site_id: UUID, path: str) -> tuple[str, list[Any]]:
    """A statement that gives the `product_id` of the products in a category and below it, each once."""
    sql = (
        f"SELECT DISTINCT m.product_id AS product_id FROM {CATEGORIES} c CROSS JOIN {MEMBERSHIPS} m "
        f"WHERE c.site_id = %s AND {IN_SUBTREE} AND m.site_id = c.site_id AND m.category_id = c.id"
    )
    return sql, [key_in(site_id), *subtree(path)]


def scores(site_id: UUID, terms: Sequence[str]) -> tuple[str, list[Any]]:
    """A statement that gives `product_id` and `score` of the products that meet every term, with its parameters.

    The first term should be the rarest: its products are looked up, and the other terms only for them. A term met whole
    counts double; a single letter is met only whole, because as a beginning it means nothing.
    """
    site = key_in(site_id)
    first, values = met(terms[0])
    sql = (
        f"SELECT t.product_id AS product_id, {BEST} AS best FROM {TERMS} t "
        f"WHERE t.site_id = %s AND {first} GROUP BY t.product_id"
    )
    parameters: list[Any] = [terms[0], site, *values]
    if len(terms) == 1:
        return f"SELECT d.product_id AS product_id, d.best AS score FROM ({sql}) d", parameters
    others, given = [], []
    for place, term in enumerate(terms[1:]):
        condition, values = met(term)
        others.append(
            f"(SELECT {BEST} FROM {TERMS} t WHERE t.site_id = %s AND t.product_id = d.product_id AND {condition}) AS w{place}"
        )
        given += [term, site, *values]
    names = [f"w{place}" for place in range(len(others))]
    return (
        f"SELECT x.product_id AS product_id, x.best + {' + '.join(names)} AS score "
        f"FROM (SELECT d.product_id AS product_id, d.best AS best, {', '.join(others)} FROM ({sql}) d) x "
        f"WHERE {' AND '.join(f'{name} IS NOT NULL' for name in names)}",
        [*given, *parameters],
    )


def met(term: str) -> tuple[str, list[str]]:
    """The condition that a term `t` is met, whole or as a beginning, with its parameters."""
    if len(term) == 1 and term.isascii():
        return "t.term = %s", [term]
    return "t.term >= %s AND t.term < %s", [term, term + LAST_LETTER]
