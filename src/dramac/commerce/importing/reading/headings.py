"""Owns finding the heading: the first row that looks like one, below stray titles and blank rows."""

from __future__ import annotations

from collections.abc import Sequence

SEARCHED = 10
LONGEST_HEADING = 150


def filled(cells: Sequence[str]) -> int:
    """How many cells hold something."""
    return sum(1 for cell in cells if cell.strip())


def heading_at(records: Sequence[Sequence[str]]) -> int | None:
    """The index of the heading among the first rows of a file; None when there is none.

    A heading fills at least half as many cells as the fullest row, with short names that mostly differ; a title above
    the table fills one or two.
    """
    fullest = max((filled(cells) for cells in records), default=0)
    least = max(2, fullest / 2)
    return next((at for at, cells in enumerate(records[:SEARCHED]) if _is_heading(cells, least)), None)


def _is_heading(cells: Sequence[str], least: float) -> bool:
    names = [cell for cell in cells if cell.strip()]
    if len(names) < least or max(map(len, names)) > LONGEST_HEADING:
        return False
    return len(set(names)) * 2 > len(names)


def trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """The headings without surrounding space and without empty ones at the end."""
    headers = [cell.strip().lstrip("\ufeff").strip() for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)
