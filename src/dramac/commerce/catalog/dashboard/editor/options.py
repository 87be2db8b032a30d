"""The options of a product as the form holds them: up to three names, each with its values in small fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from dramac.commerce.catalog.actions import OptionDraft
from dramac.commerce.catalog.dashboard.editor.grid import Option, Value
from dramac.commerce.catalog.rules.options import MAX_OPTIONS
from dramac.kit.text import fold, one_line


@dataclass(frozen=True, slots=True)
class OptionField:
    """One option as it is drawn. `column` is the place of its values in the rows of the grid; None: it is new."""

    number: int
    name: str = ""
    column: int | None = None
    values: tuple[Value, ...] = ()
    errors: list[str] = field(default_factory=list)

    @property
    def is_used(self) -> bool:
        """Whether it makes variants: it has a value."""
        return bool(self.values)

    @property
    def option(self) -> Option:
        """The same for the grid."""
        return Option(self.name, self.column, self.values)

    @property
    def draft(self) -> OptionDraft:
        """The same for the action."""
        return OptionDraft(self.name, tuple(value.now for value in self.values))


def of_drafts(drafts: Sequence[OptionDraft]) -> list[OptionField]:
    """The fields of a product's options, and of one more where there may be one."""
    found = [
        OptionField(number, draft.name, number, tuple(Value(value, value) for value in draft.values))
        for number, draft in enumerate(drafts)
    ]
    return _with_room(found)


def of_sent(data: QueryDict) -> list[OptionField]:
    """The fields as they were sent. Several values typed into the empty field are told apart by commas."""
    found = []
    for number in range(MAX_OPTIONS):
        column = data.get(f"option-{number}-column", "")
        values = _values(data.getlist(f"option-{number}-value"), data.getlist(f"option-{number}-was"))
        name = one_line(data.get(f"option-{number}-name", ""))
        if values or name:
            place = int(column) if column in ("0", "1", "2") else None
            found.append(OptionField(number, name, place, values))
    return found


def settled(fields: Sequence[OptionField]) -> list[OptionField]:
    """The fields after the grid was made anew from them: its columns are the options that have values, in order."""
    found: list[OptionField] = []
    columns = 0
    for number, one in enumerate(fields):
        values = tuple(Value(value.now, value.now) for value in one.values)
        found.append(OptionField(number, one.name, columns if values else None, values, one.errors))
        columns += bool(values)
    return _with_room(found)


def _with_room(fields: list[OptionField]) -> list[OptionField]:
    """The fields, and an empty one while fewer than three are used."""
    if len(fields) < MAX_OPTIONS and all(one.is_used for one in fields):
        return [*fields, OptionField(len(fields))]
    return fields


def _values(now: Sequence[str], was: Sequence[str]) -> tuple[Value, ...]:
    found: dict[str, Value] = {}
    for place, typed in enumerate(now):
        old = one_line(was[place]) if place < len(was) else ""
        for part in [typed] if old else typed.split(","):
            if text := one_line(part):
                found.setdefault(fold(text), Value(text, old))
    return tuple(found.values())
