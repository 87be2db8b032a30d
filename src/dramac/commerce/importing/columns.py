"""Owns which column of a file fills which of our fields, and which are left out and why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dramac.commerce.importing.records import RowProblem

# Our field to the headings that fill it, in small letters.
Names: TypeAlias = Mapping[str, Sequence[str]]

# Reasons for which a column is left out although its meaning is known.
KNOWN = frozenset({"market_price", "not_kept", "repeated_column"})

_GAPS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What happens to one column: the field it fills, or none with a code for why (worded in `sentences`)."""

    header: str
    field: str | None
    reason: str = ""


def plain(header: str) -> str:
    """A heading as it is compared: small letters, single spaces, without the asterisk of a required column."""
    return _GAPS.sub(" ", header).strip().rstrip("*").rstrip().casefold()


def uses(headers: Sequence[str], names: Names, ignored: Mapping[str, str] | None = None) -> tuple[ColumnUse, ...]:
    """What happens to each column, in order. `ignored` maps beginnings of headings to the reason they are left out.

    Of two columns with the same meaning the first is used.
    """
    field_of = {heading: field for field, headings in names.items() for heading in headings}
    taken: set[str] = set()
    found: list[ColumnUse] = []
    for header in headers:
        field = field_of.get(plain(header))
        if field is None:
            found.append(ColumnUse(header, None, _reason(header, ignored or {})))
        elif field in taken:
            found.append(ColumnUse(header, None, "repeated_column"))
        else:
            taken.add(field)
            found.append(ColumnUse(header, field))
    return tuple(found)


def _reason(header: str, ignored: Mapping[str, str]) -> str:
    heading = plain(header)
    return next((code for start, code in ignored.items() if heading.startswith(start)), "unknown_column")


def confidence(found: Sequence[ColumnUse], signs: Collection[str], keys: Collection[str]) -> float:
    """How surely these are headings of a layout, from 0 to 1: the share of columns it knows, used or not.

    Zero without any of the `signs`, headings that only this layout has, or of the `keys`, fields by which a product is
    known.
    """
    named = [use for use in found if use.header]
    if not any(plain(use.header) in signs for use in named) or not any(use.field in keys for use in named):
        return 0.0
    return sum(1 for use in named if use.field or use.reason in KNOWN) / len(named)


def notices(found: Sequence[ColumnUse], line: int) -> Iterator[RowProblem]:
    """What a merchant should know about columns that were left out though they look as if they mattered."""
    for use in found:
        if use.reason == "repeated_column":
            yield RowProblem(line, use.header, "repeated_column", {}, "warning")
    markets = [use.header for use in found if use.reason == "market_price"]
    if markets:
        yield RowProblem(line, markets[0], "market_price", {"count": len(markets)}, "warning")
