"""Columns of a list: where a value comes from, how it is shown, ordered and written to CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.utils import timezone

from dramac.dashboard.navigation import Words
from dramac.kit.money import Money, to_decimal

Kind = Literal["text", "number", "money", "percent", "date", "moment", "status", "count"]
Role = Literal["title", "figure", "note", "state", "media", "actions", "extra"]
NUMERIC = ("number", "money", "percent", "count")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is an attribute (`customer.name`) or a function of the row; by default the attribute called `key`.

    `kind` says how it is shown: money takes minor units of the site's currency (or Money), moment a time that is told as
    distance, status a key of `ui/statuses.py`. `cell` is a template for more than a value: it sees `row` and `value`.
    `sort` is the database field to order by, `role` the place in the two-line card on a phone (`extra`: not there).
    `shown` is whether people see it who have chosen no columns; the title column always shows and opens the record.
    """

    key: str
    label: Words
    value: str | Callable[[Any], object] = ""
    kind: Kind = "text"
    cell: str = ""
    sort: str = ""
    role: Role = "extra"
    shown: bool = True

    @property
    def numeric(self) -> bool:
        """Whether it is set to the right with figures of one width."""
        return self.kind in NUMERIC

    @property
    def fixed(self) -> bool:
        """Whether it cannot be hidden."""
        return self.role == "title"

    def of(self, row: object) -> Any:
        """The value of a row; None where an attribute on the way is None."""
        if callable(self.value):
            return self.value(row)
        found: Any = row
        for name in (self.value or self.key).split("."):
            found = getattr(found, name) if found is not None else None
        return found

    def written(self, row: object, currency: str) -> str:
        """The value as CSV holds it: decimals with a point, times as ISO 8601 in the site's zone, words guarded.

        A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
        """
        value = self.of(row)
        if value is None:
            return ""
        if self.kind == "money":
            return str(to_decimal(value if isinstance(value, Money) else Money(int(value), currency)))
        if isinstance(value, datetime):
            return timezone.localtime(value).isoformat(timespec="seconds")
        if isinstance(value, int | Decimal):
            return str(value)
        text = str(value)
        return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
