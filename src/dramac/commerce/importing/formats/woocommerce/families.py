"""Owns what kind of product a row is, and which variations belong to which variable product."""

from __future__ import annotations

from dramac.commerce.importing.cells import Cells, Glance, Sight
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import RowProblem

SIMPLE = "simple"
VARIABLE = "variable"
VARIATION = "variation"
GROUPED = "grouped"
EXTERNAL = "external"
KINDS = (VARIATION, VARIABLE, GROUPED, EXTERNAL, SIMPLE)
# Said besides the kind; a simple product or a variation may be either.
ADDITIONS = frozenset({"virtual", "downloadable"})


def words(cells: Cells) -> frozenset[str]:
    """What the row's type says: `simple, downloadable, virtual` is three words."""
    return frozenset(word.strip() for word in (cells.raw("type") or "").casefold().split(","))


def kind_of(cells: Cells) -> str:
    """Simple, variable, variation, grouped or external; another word as it stands; simple where the file does not say."""
    said = words(cells)
    for kind in KINDS:
        if kind in said:
            return kind
    return next(iter(sorted(said - ADDITIONS - {""})), SIMPLE)


class Families:
    """Which row is the product of which variation. Reads the file once; keeps two names for each variable product."""

    def __init__(self, table: Table, sight: Sight) -> None:
        self._line_of: dict[str, str] = {}
        for row in table.rows():
            if isinstance(row, RowProblem):
                continue
            cells = Glance(row, sight)
            if kind_of(cells) == VARIABLE:
                self._name(f"id:{cells.raw('id')}", cells)
                self._name((cells.raw("sku") or "").casefold(), cells)

    def _name(self, name: str, cells: Cells) -> None:
        if name:
            self._line_of.setdefault(name, str(cells.line))

    def key_of(self, cells: Cells) -> str:
        """The same for a variable product and its variations; empty for a row that stands alone."""
        kind = kind_of(cells)
        if kind == VARIABLE:
            return str(cells.line)
        if kind == VARIATION:
            return self._line_of.get((cells.raw("parent") or "").casefold().replace("id: ", "id:"), "")
        return ""
