"""The state of a list, as its address holds it: search, filters, order, columns, rows a page, and where in the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

PLACES = ("page", "after", "before")
MANNERS = ("sort", "per", "cols")
LONGEST = 500
MOST_VALUES = 100


@dataclass(frozen=True, slots=True)
class State:
    """What an address says about a list; names that the list does not know are left out."""

    params: Mapping[str, list[str]]

    @classmethod
    def read(cls, data: QueryDict, filters: Iterable[str]) -> Self:
        """The known, non-empty parameters of `data`, each value cut to a sensible length."""
        names = ("q", *filters, *MANNERS, *PLACES)
        found = {name: [_tidy(value) for value in data.getlist(name)[:MOST_VALUES]] for name in names}
        return cls({name: kept for name, values in found.items() if (kept := [value for value in values if value])})

    def one(self, name: str) -> str:
        """The last value of a parameter, or nothing."""
        return (self.params.get(name) or [""])[-1]

    @property
    def narrows(self) -> dict[str, list[str]]:
        """What decides which rows match: search and filters."""
        return {name: values for name, values in self.params.items() if name not in (*MANNERS, *PLACES)}

    def pairs(self, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Everything but the place in the list and the names in `without`, as a form's hidden fields."""
        left = {*PLACES, *without}
        return [(name, value) for name, values in self.params.items() if name not in left for value in values]

    def query(self, *, without: Iterable[str] = ()) -> str:
        """The same as the query part of an address."""
        return urlencode(self.pairs(without=without))

    def link(self, **changes: str | None) -> str:
        """The query of this state with changes (None takes away); it begins the list anew unless a place is given."""
        pairs = self.pairs(without=changes)
        pairs += [(name, value) for name, value in changes.items() if value is not None]
        return f"?{urlencode(pairs)}"


def _tidy(value: str) -> str:
    return value.replace("\0", "").strip()[:LONGEST]
