"""The rows of the variant grid, and what becomes of them when options change: known variants stay who they are.

Values are texts as they were typed, so that a grid can be redrawn at any time without judging what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from uuid import UUID

from dramac.commerce.catalog.rules.options import MAX_VARIANTS
from dramac.kit.text import fold, one_line

MOST_COMBINATIONS = 200_000
"""Combinations looked through at most; a product with this many is a slip of the keyboard."""

CODES = ("sku", "barcode", "units")
"""What belongs to one variant alone, and is not copied to new ones."""


class TooManyCombinations(Exception):
    """The options multiply to more than anybody sells."""


@dataclass(frozen=True, slots=True)
class Flags:
    """Whether a variant is shipped, taxed, counted, sold beyond what is there, and that as a pre-order."""

    requires_shipping: bool = True
    is_taxable: bool = True
    tracks_stock: bool = True
    sells_when_out: bool = False
    is_preorder: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One variant as the form has it. `units` is what was on hand when the form was drawn, `typed` what its fields hold."""

    values: tuple[str, ...] = ()
    id: UUID | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    is_offered: bool = True
    flags: Flags = Flags()
    units: int | None = None

    @property
    def title(self) -> str:
        """Its option values as people read them."""
        return " / ".join(self.values)

    def copied(self, values: tuple[str, ...]) -> Row:
        """A new variant that costs and weighs what this one does."""
        kept = {name: text for name, text in self.typed.items() if name not in CODES}
        return Row(values, typed=kept, flags=self.flags)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an option: as it is now, and as it was when the form was drawn (empty: new)."""

    now: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its name, the place of its values in the rows as they are (None: new), and its values in order."""

    name: str
    column: int | None
    values: tuple[Value, ...]


def regrid(rows: Sequence[Row], options: Sequence[Option], *, complete: bool = False) -> list[Row]:
    """The rows that the options ask for, the last option varying fastest.

    A variant whose values are still there, or were renamed, stays itself. Combinations with a new value are added;
    combinations of old values that are not sold stay away unless `complete`. One row remains without options. Stops at one
    row more than a product may have, so that the limit is told by whoever checks it. Raises TooManyCombinations.
    """
    if prod(len(option.values) for option in options) > MOST_COMBINATIONS:
        raise TooManyCombinations
    template = rows[0] if rows else Row()
    if not options:
        return [replace(template, values=(), is_offered=True)]
    known = _Known(rows)
    found: list[Row] = []
    for combination in product(*(option.values for option in options)):
        row = _row(combination, options, known, template, complete)
        if row is not None:
            found.append(row)
        if len(found) > MAX_VARIANTS:
            break
    return found


def _row(
    combination: Sequence[Value], options: Sequence[Option], known: _Known, template: Row, complete: bool
) -> Row | None:
    values = tuple(value.now for value in combination)
    places = {
        option.column: value.was
        for option, value in zip(options, combination, strict=True)
        if option.column is not None
    }
    is_new = any(not was for was in places.values()) or len(places) < len(options)
    if all(places.values()) and (row := known.take(places)) is not None:
        return replace(row, values=values)
    if is_new or complete:
        return (known.like(places) or template).copied(values)
    return None


class _Known:
    """The rows as they were, each given away once."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = [(tuple(fold(one_line(value)) for value in row.values), row) for row in rows]
        self._taken: set[int] = set()
        self._whole = {values: place for place, (values, _row) in reversed(list(enumerate(self._rows)))}
        self._width = max((len(values) for values, _row in self._rows), default=0)

    def take(self, places: Mapping[int, str]) -> Row | None:
        """The first row left that has these values at these places."""
        for place in self._matching(places):
            if place not in self._taken:
                self._taken.add(place)
                return self._rows[place][1]
        return None

    def like(self, places: Mapping[int, str]) -> Row | None:
        """A row that has those of these values that are not new."""
        old = {place: value for place, value in places.items() if value}
        return next((self._rows[place][1] for place in self._matching(old)), None)

    def _matching(self, places: Mapping[int, str]) -> Iterator[int]:
        wanted = {place: fold(one_line(value)) for place, value in places.items()}
        if len(wanted) == self._width:
            whole = self._whole.get(tuple(wanted[place] for place in sorted(wanted)))
            yield from () if whole is None else (whole,)
            return
        for number, (values, _row) in enumerate(self._rows):
            if all(place < len(values) and values[place] == value for place, value in wanted.items()):
                yield number
