"""Owns the options of a product read from numbered columns: which it has, and each variant's values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dramac.commerce.importing.cells import Cells, first_with
from dramac.commerce.importing.records import MAX_OPTIONS, UNCHANGED, Given

NUMBERS = range(1, MAX_OPTIONS + 1)
NAMES = tuple(f"option{number}_name" for number in NUMBERS)
VALUES = tuple(f"option{number}_value" for number in NUMBERS)
# One more than a product may have, read so that it can be refused.
EXTRA_NAME = f"option{MAX_OPTIONS + 1}_name"
EXTRA_VALUE = f"option{MAX_OPTIONS + 1}_value"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a product, and which of the numbered columns they stand in."""

    names: Given[tuple[str, ...]]
    numbers: tuple[int, ...] = ()


def options_of(rows: Sequence[Cells], variants: Sequence[Cells], *, none: str | None = None) -> Options:
    """The options that the variants use, named by the first row that names them; unchanged where the file has none.

    `none` is the value by which a format says that a product has no options.
    """
    if not variants or not rows[0].knows(*NAMES, *VALUES):
        return Options(UNCHANGED)
    used = tuple(number for number in NUMBERS if any(cells.has(VALUES[number - 1]) for cells in variants))
    if used == (1,) and all(cells.raw(VALUES[0]) == none for cells in variants):
        return Options(())
    if not rows[0].knows(*NAMES):
        return Options(UNCHANGED, used)
    return Options(tuple(_name(rows, number) for number in used), used)


def _name(rows: Sequence[Cells], number: int) -> str:
    field = NAMES[number - 1]
    cells = first_with(rows, field)
    name = cells.text(field, "option_name")
    if name is not UNCHANGED and name:
        return name
    cells.warn(field, "option_without_name", {"name": f"Option {number}"})
    return f"Option {number}"


def values_of(cells: Cells, options: Options) -> Given[tuple[str, ...]]:
    """The variant's value for each option of its product; a missing one, or a fourth, is reported and refuses the row."""
    if not cells.knows(*VALUES):
        return UNCHANGED
    values = []
    for number in options.numbers:
        field = VALUES[number - 1]
        value = cells.text(field, "option_value", "refused")
        if not value:
            cells.report(field, "missing_option_value", {"number": number})
        values.append("" if value is UNCHANGED else value)
    if cells.has(EXTRA_VALUE):
        cells.report(EXTRA_VALUE, "too_many_options", {"limit": MAX_OPTIONS})
    return tuple(values)
