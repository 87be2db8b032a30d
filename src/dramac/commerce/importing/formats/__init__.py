"""Owns the list of file formats: each module of this folder is one, found by its `FORMAT`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dramac.commerce.importing.assembly import Item
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import CannotRead

# Below this share of understood headings a file is taken for something else.
LEAST_CONFIDENCE = 0.3


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a file does not say itself: the day it is read on the shop's calendar, and the shop's currency (ISO 4217)."""

    today: date
    currency: str


@dataclass(frozen=True, slots=True)
class Format:
    """One layout of product files.

    `matches` says how surely these headings are of this layout, from 0 to 1. `columns` says what each column fills, for
    the preview. `read` gives products and problems as it goes, in memory that does not grow with the file but for an
    index of a few hundred bytes a product; it reads the table's rows more than once.
    """

    name: str
    label: str
    matches: Callable[[Sequence[str]], float]
    columns: Callable[[Sequence[str]], tuple[ColumnUse, ...]]
    read: Callable[[Table, Circumstances], Iterator[Item]]


@cache
def every() -> tuple[Format, ...]:
    """All formats, by name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    formats = (getattr(module, "FORMAT", None) for module in modules)
    return tuple(sorted((found for found in formats if isinstance(found, Format)), key=lambda found: found.name))


def named(name: str) -> Format:
    """The format of this name. Raises KeyError when there is none."""
    return {found.name: found for found in every()}[name]


def recognise(headers: Sequence[str]) -> Format:
    """The format whose headings these are. Raises CannotRead when they are of no format that we know."""
    best = max(every(), key=lambda found: found.matches(headers))
    if best.matches(headers) < LEAST_CONFIDENCE:
        raise CannotRead("unknown_layout", {"columns": ", ".join(headers[:5])[:200]})
    return best
