"""Owns telling which character separates the cells of a text file."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dramac.commerce.importing.reading.headings import heading_at, trimmed

CANDIDATES = (",", ";", "\t", "|")
SAMPLED_ROWS = 60
# How even a heading without rows counts, and what each line above a heading costs.
NO_ROWS = 0.5
HEADING_ON_TOP = 0.9
# Some spreadsheets write the separator into a first line of its own, and hide that line.
HINT = re.compile(r'"?sep=(.)"?$')


@dataclass(frozen=True, slots=True)
class Guess:
    """A separator, and where the heading is when the file is split by it (counted in records from 0)."""

    delimiter: str
    heading: int
    headers: tuple[str, ...]
    score: float


def guess(lines: Sequence[str], *, is_whole: bool) -> Guess | None:
    """The separator that cuts the sampled lines into the widest rows of the most equal width.

    None when no separator makes a table of at least two columns. Counting characters is not enough: headings such as
    `Available (0 = No, 1 = Yes)` and descriptions hold separators too. `is_whole` says that the sample is the file, so
    that its last record counts.
    """
    hinted = HINT.match(lines[0].rstrip("\n")) if lines else None
    candidates = (hinted[1],) if hinted else CANDIDATES
    guesses = [found for mark in candidates if (found := _split(lines, mark, is_whole=is_whole))]
    return max(guesses, key=lambda found: found.score, default=None)


def _split(lines: Sequence[str], delimiter: str, *, is_whole: bool) -> Guess | None:
    records: list[list[str]] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            records.append(cells)
            if len(records) > SAMPLED_ROWS:
                break
    except csv.Error:
        pass
    if not is_whole and len(records) > 2:
        records.pop()
    at = heading_at(records)
    if at is None:
        return None
    headers = trimmed(records[at])
    return Guess(delimiter, at, headers, _score(len(headers), records[at + 1 :]) * HEADING_ON_TOP**at)


def _score(width: int, rows: Sequence[Sequence[str]]) -> float:
    """Evenness of the rows, between 0 and 1, weighted by how many columns there are."""
    lengths = [len(cells) for cells in rows if any(cells)]
    evenness = sum(1 - min(1, abs(length - width) / width) for length in lengths)
    return (evenness / len(lengths) if lengths else NO_ROWS) * math.log2(width)
