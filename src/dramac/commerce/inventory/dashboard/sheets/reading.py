"""The rows of a file as wishes: which variant, where, how many; and what of it cannot be understood, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.importing import sentences
from dramac.commerce.importing.reading import CannotRead, RowProblem, Table, open_table
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions.naming import LONGEST_NUMBER
from dramac.commerce.inventory.rules import MOST_UNITS
from dramac.commerce.inventory.rules.differences import Way, Wish
from dramac.kit import media
from dramac.kit.text import clean
from dramac.tenancy.models import Site

MOST_ROWS = 200_000
AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be taken: its line as a spreadsheet shows it, what it was of, and why."""

    line: int
    code: str
    words: str


@dataclass(slots=True)
class Reading:
    """What a file asks for: the wishes with their lines and codes, and the rows that cannot be understood."""

    wishes: list[Wish] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be read: which column says what, how its numbers are meant, and where, if it does not say."""

    columns: Mapping[str, int]
    way: Way
    location_id: UUID


@dataclass(frozen=True, slots=True)
class Peek:
    """The top of a file: its headings and a few rows."""

    headers: tuple[str, ...]
    rows: list[list[str]]


def peek(name: str) -> Peek:
    """Look at the top of a kept file. Raises CannotRead."""
    with media.place(name).open("rb") as source:
        table = open_table(source)
        rows = [list(row.cells) for row in islice(table.rows(), 6) if not isinstance(row, RowProblem)]
        return Peek(table.headers, rows[:5])


def read(site: Site, name: str, wanted: Wanted) -> Reading:
    """Read a kept file whole. One statement for each five thousand rows. Raises CannotRead."""
    found = Reading()
    places = {one.name.casefold(): one.pk for one in queries.locations(site, only_active=True)}
    places |= {one.code.casefold(): one.pk for one in queries.locations(site, only_active=True) if one.code}
    with media.place(name).open("rb") as source:
        rows = _rows(open_table(source), found)
        while part := list(islice(rows, AT_ONCE)):
            _take(site, part, wanted, places, found)
            if len(found.wishes) + len(found.problems) > MOST_ROWS:
                raise CannotRead("too_large", {"megabytes": MOST_ROWS})
    found.problems.sort(key=lambda problem: problem.line)
    return found


def _rows(table: Table, found: Reading) -> Iterator[tuple[int, list[str]]]:
    for row in table.rows():
        if not isinstance(row, RowProblem):
            yield row.line, [*row.cells, *[""] * (len(table.headers) - len(row.cells))]
        elif row.severity == "refused":
            found.problems.append(Problem(row.line, "", sentences.explain(row, _)))


def _take(
    site: Site, rows: list[tuple[int, list[str]]], wanted: Wanted, places: Mapping[str, UUID], found: Reading
) -> None:
    at = wanted.columns
    codes = {clean(cells[at["code"]]) for _line, cells in rows}
    variants = _variants(site, codes - {""})
    for line, cells in rows:
        code = clean(cells[at["code"]])
        place = clean(cells[at["location"]]) if "location" in at else ""
        units = _units(cells[at["units"]])
        key = places.get(place.casefold()) if place else wanted.location_id
        words = _fault(code, variants.get(code, []), units, wanted.way) or (
            "" if key else _("There is no location called “%(name)s”.") % {"name": place}
        )
        batch, expires = (clean(cells[at[what]]) if what in at else "" for what in ("batch", "expires"))
        words = words or _batch_fault(batch, expires)
        if words or units is None or key is None:
            found.problems.append(Problem(line, code, words))
        else:
            wish = Wish(variants[code][0], key, units, wanted.way, batch=batch, expires_on=_day(expires))
            found.wishes.append(wish)
            found.lines.append((line, code))


def _batch_fault(batch: str, expires: str) -> str:
    if len(batch) > LONGEST_NUMBER or (expires and not batch):
        return _("Give the batch a number of at most 60 letters and digits.")
    return _("This is no date.") if expires and _day(expires) is None else ""


def _day(text: str) -> date | None:
    """A day as spreadsheets write it: 2027-03-31, 31.03.2027 or 31/03/2027."""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _fault(code: str, variants: list[UUID], units: int | None, way: Way) -> str:
    if not code:
        return _("There is no SKU or barcode in this row.")
    if not variants:
        return _("Nothing has this SKU or barcode.")
    if len(variants) > 1:
        return _("Several variants have this SKU or barcode.")
    if units is None:
        return _("This is no whole number.")
    if way is Way.SET and units < 0:
        return _("You cannot count less than nothing.")
    return _("Change at most 1,000,000 units at a time.") if abs(units) > MOST_UNITS else ""


def _units(text: str) -> int | None:
    """A whole number as spreadsheets write it: `12`, `12.0`, `+3`, `−3`."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace("\u00a0", "").removeprefix("+")
    whole, point, rest = plain.partition(".")
    if point and rest.strip("0"):
        return None
    digits = whole.removeprefix("-")
    return int(whole) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else None


def _variants(site: Site, codes: set[str]) -> dict[str, list[UUID]]:
    """The variants by SKU or barcode, a SKU before a barcode. Two statements."""
    found: dict[str, list[UUID]] = {}
    rows = catalog.variants_for_index(site).select_related(None).order_by()
    wanted = sorted(codes)
    for name in ("sku", "barcode"):
        left = [code for code in wanted if code not in found]
        for code, key in rows.filter(**{f"{name}__in": left}).values_list(name, "pk") if left else ():
            found.setdefault(code, []).append(key)
    return found
