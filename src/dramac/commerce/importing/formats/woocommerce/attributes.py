"""Owns the options of a variable product: those of its attributes in which its variations differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dramac.commerce.importing.assembly import LeaveOut
from dramac.commerce.importing.cells import Cells
from dramac.commerce.importing.formats.woocommerce.headings import ATTRIBUTES
from dramac.commerce.importing.records import LONGEST, MAX_OPTIONS

# The value of a variation that WooCommerce sells for every value of an attribute.
ANY = "Any"


class Attributes:
    """The attributes of the rows of one file, in the numbered columns that it has."""

    def __init__(self, fields: Mapping[str, int]) -> None:
        self._numbers = tuple(number for number in ATTRIBUTES if f"attribute{number}_name" in fields)

    def of(self, cells: Cells) -> dict[str, tuple[str, str]]:
        """Name and value of each attribute of a row, by the name in small letters."""
        found: dict[str, tuple[str, str]] = {}
        for number in self._numbers:
            name = cells.raw(f"attribute{number}_name")
            if name:
                value = (cells.raw(f"attribute{number}_value") or "").replace("\\,", ",")
                found.setdefault(name.casefold(), (name, value))
        return found

    def options(self, parent: Cells, variations: Sequence[Cells]) -> tuple[str, ...]:
        """The names of the attributes that any variation has, in the order of the product. Raises LeaveOut."""
        named = {key: name for cells in variations for key, (name, _) in self.of(cells).items()}
        own = {key: name for key, (name, _) in self.of(parent).items() if key in named}
        names = tuple((own | {key: name for key, name in named.items() if key not in own}).values())
        if len(names) > MAX_OPTIONS:
            raise LeaveOut("type", "too_many_attributes", {"limit": MAX_OPTIONS, "names": ", ".join(names)[:200]})
        if any(len(name) > LONGEST["option_name"] for name in names):
            raise LeaveOut(
                "attribute1_name", "too_long", {"limit": LONGEST["option_name"], "length": max(map(len, names))}
            )
        return names

    def values(self, cells: Cells, names: Sequence[str]) -> tuple[str, ...]:
        """A variation's value for each option; one that stands for every value is reported and called `Any`."""
        found = self.of(cells)
        values = []
        for name in names:
            value = found.get(name.casefold(), ("", ""))[1]
            if not value:
                cells.warn("", "any_value", {"option": name, "value": ANY})
            if len(value) > LONGEST["option_value"]:
                cells.report("", "too_long", {"limit": LONGEST["option_value"], "length": len(value)})
            values.append(value or ANY)
        return tuple(values)
