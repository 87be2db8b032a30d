"""Owns one row seen by our field names, collecting what is wrong with its cells instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from dramac.commerce.importing import formulas, values
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.reading.tables import Row
from dramac.commerce.importing.records import (
    LONGEST,
    UNCHANGED,
    Given,
    Params,
    RowProblem,
    Severity,
    Unchanged,
)

T = TypeVar("T")
SHOWN = 120
SPACE = " \t\n\r\u00a0"


class Sight:
    """How the rows of one file are looked at: where each field stands, and whether texts were kept from being formulas."""

    def __init__(self, found: Sequence[ColumnUse], *, disarmed: bool = False) -> None:
        self.at: Mapping[str, int] = {use.field: at for at, use in enumerate(found) if use.field}
        self.headers = tuple(use.header for use in found)
        self.disarmed = disarmed
        self._places = tuple(self.at.items())
        self._last = max(self.at.values(), default=-1)

    def within(self, width: int) -> Sequence[tuple[str, int]]:
        """The fields that a row of this many cells reaches, and where they stand."""
        if width > self._last:
            return self._places
        return [(field, at) for field, at in self._places if at < width]

    def header(self, field: str) -> str:
        """The heading of a field as the file has it; empty when the file has no such column."""
        at = self.at.get(field)
        return "" if at is None else self.headers[at]


class Cells:
    """One row. Readers give UNCHANGED for a column that the file has not, or for a value that was reported as wrong."""

    __slots__ = ("_sight", "_told", "_values", "line", "problems")

    def __init__(self, row: Row, sight: Sight) -> None:
        self.line = row.line
        self.problems: list[RowProblem] = []
        self._values = row.cells
        self._sight = sight
        # Stripping every cell at once costs less than asking for the cells one by one.
        self._told = {field: row.cells[at].strip(SPACE) for field, at in sight.within(len(row.cells))}

    @property
    def is_refused(self) -> bool:
        """Whether something in this row keeps it from being taken."""
        return bool(self.problems) and any(problem.severity == "refused" for problem in self.problems)

    def raw(self, field: str) -> str | None:
        """The cell without surrounding space; None when the file has no such column or the row ends before it."""
        text = self._told.get(field)
        if text and text[0] == formulas.MARK and self._sight.disarmed:
            return formulas.restore(text)
        return text

    def has(self, *fields: str) -> bool:
        """Whether any of these cells holds something."""
        return any(map(self._told.get, fields))

    def knows(self, *fields: str) -> bool:
        """Whether the file has a column for any of these."""
        return not self._sight.at.keys().isdisjoint(fields)

    def report(self, field: str, code: str, params: Params | None = None, severity: Severity = "refused") -> None:
        """Note, once, what is wrong with a field of this row."""
        value = (self.raw(field) or "")[:SHOWN]
        column = self._sight.header(field)
        problem = RowProblem(self.line, column, code, params or {}, severity, value)
        if problem not in self.problems:
            self.problems.append(problem)

    def warn(self, field: str, code: str, params: Params | None = None) -> None:
        """Note something worth knowing about a field of this row, which is taken all the same."""
        self.report(field, code, params, "warning")

    def text(self, field: str, kind: str = "", severity: Severity = "warning") -> Given[str]:
        """A text no longer than its `kind` may be (a key of `records.LONGEST`); a longer one is reported."""
        found = self.raw(field)
        if found is None:
            return UNCHANGED
        limit = LONGEST[kind or field]
        if len(found) > limit:
            self.report(field, "too_long", {"limit": limit, "length": len(found)}, severity)
            return UNCHANGED
        return found

    def exact(self, field: str) -> str | None:
        """The cell as it stands in the file, surrounding space included."""
        at = self._sight.at.get(field)
        if at is None or at >= len(self._values):
            return None
        return formulas.restore(self._values[at]) if self._sight.disarmed else self._values[at]

    def html(self, field: str) -> Given[str]:
        """A description exactly as it stands in the file; one that is too long is reported."""
        bare = self.text(field, "description_html")
        return bare if not bare or bare is UNCHANGED else self.exact(field) or ""

    def amount(self, field: str) -> Given[Decimal | None]:
        """An amount of money; None when the cell is empty."""
        return self._read(field, values.amount, None)

    def required_amount(self, field: str) -> Given[Decimal]:
        """An amount of money for which an empty cell says nothing."""
        return self._read(field, values.amount, UNCHANGED)

    def quantity(self, field: str) -> Given[int]:
        """Pieces on hand. Below zero is reported and taken as none: more was sold than there was."""
        found = self._read(field, values.quantity, UNCHANGED)
        if found is not UNCHANGED and found < 0:
            self.warn(field, "oversold")
            return 0
        return found

    def whole(self, field: str) -> Given[int]:
        """A whole number, zero or more; anything else is reported."""
        return self._read(field, values.whole, UNCHANGED)

    def grams(self, field: str, unit: str = "g", severity: Severity = "refused") -> Given[int]:
        """A weight in whole grams; an empty cell is no weight."""
        return self._read(field, lambda text: values.grams(text, unit), 0, severity)

    def flag(self, field: str) -> Given[bool]:
        """Yes or no; anything else is reported and left out."""
        return self._read(field, values.flag, UNCHANGED, "warning")

    def day(self, field: str) -> Given[date]:
        """A day as `2026-12-31`; anything else is reported and left out."""
        return self._read(field, values.day, UNCHANGED, "warning")

    def choice(self, field: str, words: Mapping[str, T], unknown: str) -> T | Unchanged:
        """What a word stands for; one that is not among them is reported as `unknown` and left out."""
        text = (self.raw(field) or "").casefold()
        if text and text not in words:
            self.warn(field, unknown)
        return words.get(text, UNCHANGED)

    def picture(self, field: str) -> Given[str]:
        """The address of a picture, empty for none; one that cannot be fetched is reported and left out."""
        return self._read(field, values.picture, "", "warning")

    def barcode(self, field: str) -> Given[str]:
        """A barcode; one whose digits a spreadsheet has rounded away is reported and left out."""
        found = self.text(field, "barcode", "refused")
        if found is UNCHANGED or not found:
            return found
        return self._read(field, values.code_number, "", "warning")

    def _read(
        self, field: str, parse: Callable[[str], T], empty: T | Unchanged, severity: Severity = "refused"
    ) -> T | Unchanged:
        found = self.raw(field)
        if found is None:
            return UNCHANGED
        if not found:
            return empty
        try:
            return parse(found)
        except values.BadValue as bad:
            self.report(field, bad.code, bad.params, severity)
            return UNCHANGED


class Glance(Cells):
    """A row of which only a cell or two are asked, so that the others are left as they are."""

    __slots__ = ()

    def __init__(self, row: Row, sight: Sight) -> None:
        self.line = row.line
        self.problems = []
        self._values = row.cells
        self._sight = sight
        self._told = {}

    def raw(self, field: str) -> str | None:
        """The cell without surrounding space; None when the file has no such column or the row ends before it."""
        at = self._sight.at.get(field)
        if at is None or at >= len(self._values):
            return None
        text = self._values[at].strip(SPACE)
        return formulas.restore(text) if self._sight.disarmed else text

    def has(self, *fields: str) -> bool:
        """Whether any of these cells holds something."""
        return any(map(self.raw, fields))


def first_with(rows: Sequence[Cells], field: str) -> Cells:
    """The row that tells a product's field: the first that fills it, so that sorting the file does no harm."""
    if rows[0].has(field) or not rows[0].knows(field):
        return rows[0]
    return next((cells for cells in rows if cells.has(field)), rows[0])
