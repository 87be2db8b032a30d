"""Lists of products for shoppers: one statement a page, whatever the filters, and the next page by a cursor."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.queries import matching, words
from dramac.commerce.catalog.queries.matching import IMAGES, PRODUCTS, Conditions
from dramac.commerce.catalog.queries.shapes import Card, ListingPage, ListingQuery, Picture, Sort
from dramac.kit.money import LARGEST_AMOUNT
from dramac.kit.refusal import Refused
from dramac.kit.statements import amount_out, fetch, key_in, key_out, moment_in, moment_out, places
from dramac.kit.text import clean
from dramac.tenancy.models import Site

NARROW = 1000
NEAR = 60
"""How many of a category are looked at for what is related: the keys of those that came last are the highest."""
KEPT_SECONDS = 600
KEPT_CARDS = 16_384
COLUMNS = (
    "p.id, p.slug, p.title, p.vendor, p.price_from, p.price_to, p.compare_at_from, p.variant_count, p.is_in_stock, "
    "p.status, p.created_at, p.search_title"
)
FIRST_PICTURE = (
    f"LEFT JOIN {IMAGES} i ON i.site_id = l.site_id AND i.id = (SELECT f.id FROM {IMAGES} f "
    "WHERE f.site_id = l.site_id AND f.product_id = l.id AND f.file <> '' ORDER BY f.position, f.id LIMIT 1)"
)
PICTURE_COLUMNS = "i.id, i.file, i.alt, i.width, i.height, i.widths"


class CannotList(Refused):
    """The place to go on from is not one that a list gave."""

    code = "bad_cursor"


class Order(NamedTuple):
    """How a list is sorted: its columns, and for each whether it falls."""

    columns: tuple[str, ...]
    falling: tuple[bool, ...]


ORDERS = {
    Sort.NEWEST: Order(("created_at", "id"), (True, False)),
    Sort.PRICE: Order(("price_from", "id"), (False, False)),
    Sort.PRICE_DOWN: Order(("price_from", "id"), (True, True)),
    Sort.TITLE: Order(("search_title", "id"), (False, False)),
    Sort.RELEVANCE: Order(("score", "search_title", "id"), (True, False, False)),
}


def product_page(site: Site, query: ListingQuery) -> ListingPage:
    """One page of the products that shoppers may see and the query means. One statement; two when a category is listed
    for the first time in ten minutes; a search costs one more, and up to three more where a word is mistyped.

    Mistyped words are replaced by the nearest ones that products have, and the page says so. Sorted by relevance when
    something is searched for, else newest first. Raises CannotList for a cursor that no list gave.
    """
    query = matching.tidy(query)
    wanted = words.sought(site.pk, query.text) if query.text else NOTHING
    if query.text and not wanted.terms:
        return ListingPage((), "", query.page)
    page = _page(site.pk, query, wanted.terms)
    return msgspec.structs.replace(page, corrections=wanted.corrections) if page.cards else page


NOTHING = words.Terms(())


def _page(site_id: UUID, query: ListingQuery, terms: Sequence[str]) -> ListingPage:
    sort = query.sort or (Sort.RELEVANCE if terms else Sort.NEWEST)
    if sort is Sort.RELEVANCE and not terms:
        sort = Sort.NEWEST
    sql, parameters = _statement(site_id, query, sort, terms)
    rows = fetch(sql, parameters)
    cards = tuple(card_of(row) for row in rows[: query.size])
    more = len(rows) > query.size
    return ListingPage(cards, _cursor(sort, rows[query.size - 1]) if more else "", query.page)


def _statement(site_id: UUID, query: ListingQuery, sort: Sort, terms: Sequence[str]) -> tuple[str, list[Any]]:
    source, score = f"{PRODUCTS} p", "0"
    parameters: list[Any] = []
    by_members = bool(query.category) and not terms and _is_narrow(site_id, query.category)
    found = matching.conditions(site_id, query, in_category=not by_members)
    if terms:
        inner, parameters = matching.scores(site_id, terms)
        source, score = f"({inner}) s CROSS JOIN {PRODUCTS} p", "s.score"
        found.add("p.id = s.product_id")
    elif by_members:
        inner, parameters = matching.members(site_id, query.category)
        source = f"({inner}) n CROSS JOIN {PRODUCTS} p"
        found.add("p.id = n.product_id")
    order = ORDERS[sort]
    if query.cursor:
        _go_on(found, order, score, _read_cursor(sort, query.cursor))
    offset = 0 if query.cursor else (query.page - 1) * query.size
    listed = (
        f"SELECT {COLUMNS}, p.site_id, {score} AS score FROM {source} WHERE {found.sql} "
        f"ORDER BY {_ordered(order, 'p', score)} LIMIT %s OFFSET %s"
    )
    columns = COLUMNS.replace("p.", "l.")
    sql = (
        f"SELECT {columns}, l.score, {PICTURE_COLUMNS} FROM ({listed}) l {FIRST_PICTURE} "
        f"ORDER BY {_ordered(order, 'l', 'l.score')}"
    )
    return sql, [*parameters, *found.parameters, query.size + 1, offset]


def _is_narrow(site_id: UUID, path: str) -> bool:
    """Whether a category holds so few products that they are listed from the category outwards; of a wide one the first
    products in the list's order soon fill a page. Remembered for a while: the answer is the same either way."""
    name = f"catalog-narrow:{site_id}:{sha256(path.encode()).hexdigest()}"
    kept: bool | None = cache.get(name)
    if kept is None:
        inner, parameters = matching.members(site_id, path)
        counted = fetch(f"SELECT COUNT(*) FROM (SELECT 1 FROM ({inner}) n LIMIT %s) c", [*parameters, NARROW + 1])
        kept = counted[0][0] <= NARROW
        cache.set(name, kept, KEPT_SECONDS)
    return kept


def _ordered(order: Order, table: str, score: str) -> str:
    terms = []
    for column, falls in zip(order.columns, order.falling, strict=True):
        name = score if column == "score" else f"{table}.{column}"
        terms.append(f"{name} DESC" if falls else name)
    return ", ".join(terms)


def _go_on(found: Conditions, order: Order, score: str, place: Sequence[Any]) -> None:
    """What comes after a place: later in the first column, or the same there and later in the next, and so on."""
    choices, parameters = [], []
    for depth in range(len(order.columns)):
        terms: list[str] = []
        for column, falls, value in zip(order.columns[: depth + 1], order.falling, place, strict=False):
            name = score if column == "score" else f"p.{column}"
            sign = "=" if len(terms) < depth else "<" if falls else ">"
            terms.append(f"{name} {sign} %s")
            parameters.append(value)
        choices.append(f"({' AND '.join(terms)})")
    found.add(f"({' OR '.join(choices)})", *parameters)


def _cursor(sort: Sort, row: Sequence[Any]) -> str:
    card = card_of(row)
    values: dict[str, Any] = {
        "created_at": card.created_at.isoformat(),
        "price_from": card.price_from,
        "search_title": row[11],
        "score": int(row[12]),
        "id": card.id.hex,
    }
    place = [sort.value, *(values[column] for column in ORDERS[sort].columns)]
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _read_cursor(sort: Sort, cursor: str) -> list[Any]:
    """The values in a cursor, as parameters. Raises CannotList."""
    columns = ORDERS[sort].columns
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        made_for, *place = msgspec.json.decode(raw, type=list[str | int])
        if made_for != sort.value or len(place) != len(columns):
            raise ValueError("a cursor of another order")
        return [PARAMETERS[column](value) for column, value in zip(columns, place, strict=True)]
    except (ValueError, TypeError, OverflowError, msgspec.MsgspecError) as fault:
        raise CannotList(
            _("This list cannot go on from here. Start again at its first page."), field="cursor"
        ) from fault


def _text(value: Any) -> str:
    if not isinstance(value, str) or clean(value) != value:
        raise ValueError("no title is like this")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or abs(value) > LARGEST_AMOUNT:
        raise ValueError("no price or score is like this")
    return value


PARAMETERS: dict[str, Callable[[Any], Any]] = {
    "created_at": lambda value: moment_in(moment_out(_text(value))),
    "price_from": _number,
    "search_title": _text,
    "score": _number,
    "id": lambda value: key_in(UUID(hex=_text(value))),
}


@lru_cache(maxsize=KEPT_CARDS)
def card_of(row: tuple[Any, ...]) -> Card:
    """A card from a row of COLUMNS, a score, and PICTURE_COLUMNS; of the same row the card that was made of it before."""
    return Card(
        id=key_out(row[0]),
        slug=row[1],
        title=row[2],
        vendor=row[3],
        price_from=int(row[4]),
        price_to=int(row[5]),
        compare_at=amount_out(row[6]),
        variant_count=row[7],
        is_in_stock=bool(row[8]),
        status=row[9],
        created_at=moment_out(row[10]),
        picture=picture_of(row[13:19]),
    )


def picture_of(row: Sequence[Any]) -> Picture | None:
    """A picture from a row of PICTURE_COLUMNS; None where the product has none yet."""
    if row[0] is None or not row[1]:
        return None
    key, file, alt, width, height, widths = row
    made = msgspec.json.decode(widths) if isinstance(widths, str) else widths
    return Picture(key_out(key), file, alt, width, height, tuple(made))


def cards(site: Site, product_ids: Sequence[UUID]) -> list[Card]:
    """The cards of these products that shoppers may see, in the order given. One statement."""
    if not product_ids:
        return []
    keys = list(dict.fromkeys(product_ids))[: matching.LARGEST_PAGE]
    sql = (
        f"SELECT {COLUMNS.replace('p.', 'l.')}, 0, {PICTURE_COLUMNS} FROM {PRODUCTS} l {FIRST_PICTURE} "
        f"WHERE l.site_id = %s AND l.status = 'active' AND l.id IN ({places(keys)})"
    )
    found = {card.id: card for row in fetch(sql, [key_in(site.pk), *map(key_in, keys)]) for card in [card_of(row)]}
    return [found[key] for key in keys if key in found]


def related_products(site: Site, product_id: UUID, *, limit: int = 8) -> list[Card]:
    """Other products that shoppers may see in the product's categories, those that share most of them first, then the
    newest. Of a category the sixty newest are looked at, however many it has. One statement."""
    own = (
        "SELECT m.site_id, m.category_id, m.product_id, COALESCE((SELECT n.product_id "
        f"FROM {matching.MEMBERSHIPS} n WHERE n.site_id = m.site_id AND n.category_id = m.category_id "
        f"ORDER BY n.product_id DESC LIMIT 1 OFFSET {NEAR - 1}), %s) AS since "
        f"FROM {matching.MEMBERSHIPS} m WHERE m.site_id = %s AND m.product_id = %s"
    )
    shared = (
        f"SELECT other.product_id AS product_id, COUNT(*) AS score FROM ({own}) mine "
        f"CROSS JOIN {matching.MEMBERSHIPS} other WHERE other.site_id = mine.site_id "
        "AND other.category_id = mine.category_id AND other.product_id >= mine.since "
        "AND other.product_id <> mine.product_id GROUP BY other.product_id "
        f"ORDER BY score DESC, other.product_id DESC LIMIT {NEAR}"
    )
    listed = (
        f"SELECT {COLUMNS}, p.site_id, s.score FROM ({shared}) s JOIN {PRODUCTS} p ON p.id = s.product_id "
        "WHERE p.site_id = %s AND p.status = 'active' ORDER BY s.score DESC, p.created_at DESC, p.id LIMIT %s"
    )
    sql = (
        f"SELECT {COLUMNS.replace('p.', 'l.')}, l.score, {PICTURE_COLUMNS} FROM ({listed}) l {FIRST_PICTURE} "
        "ORDER BY l.score DESC, l.created_at DESC, l.id"
    )
    key = key_in(site.pk)
    first = key_in(UUID(int=0))
    return [
        card_of(row) for row in fetch(sql, [first, key, key_in(product_id), key, min(limit, matching.LARGEST_PAGE)])
    ]
