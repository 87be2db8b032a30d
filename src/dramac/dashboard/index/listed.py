"""Rows that were worked out instead of read: held in memory, and counted, ordered, cut and exported like a queryset."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db.models.expressions import OrderBy

Row = TypeVar("Row")


class Listed(Generic[Row]):
    """A list of rows for an IndexTable whose figures no queryset can give; each row has a `pk` that decides between equals.

    `before` is called once with all rows when they are ordered by a field that starts with one of the names in it, so
    that what few pages need is asked for only then.
    """

    def __init__(self, rows: Sequence[Row], before: dict[str, Callable[[Sequence[Row]], None]] | None = None) -> None:
        self._rows = rows
        self._before = before or {}

    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def order_by(self, *orders: str | OrderBy) -> Listed[Row]:
        """The rows in the order that `Order.by` names; empty values last whichever way."""
        rows = list(self._rows)
        for order in reversed(orders):
            path, down = _read(order)
            if make := self._before.get(path):
                make(rows)
            value = attrgetter(path)
            empty = [row for row in rows if value(row) is None]
            rows = sorted((row for row in rows if value(row) is not None), key=value, reverse=down) + empty
        return Listed(rows, self._before)

    def iterator(self, chunk_size: int = 0) -> Iterator[Row]:
        """The rows one after the other."""
        return iter(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __getitem__(self, cut: slice) -> Listed[Row]:
        return Listed(self._rows[cut], self._before)


def _read(order: str | OrderBy) -> tuple[str, bool]:
    """The attribute to order by, and whether downwards."""
    if isinstance(order, OrderBy):
        column: Any = order.expression
        return str(column.name), order.descending
    return order.removeprefix("-"), order.startswith("-")
