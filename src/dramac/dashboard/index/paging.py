"""Going through a long list: by page number, or by key where lists grow without end and deep pages must stay quick."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Field, Model, Q, QuerySet

Rows = QuerySet[Any]
COUNTED = 10_000
"""Lists paged by key are counted up to here; beyond, "more than 10,000" says enough and costs little."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows match. `exact` is false when counting stopped."""

    number: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of one page, and the parameters of the addresses around it (None: there is none)."""

    rows: list[Any]
    first: int | None
    total: Total
    previous: dict[str, str] | None = None
    next: dict[str, str] | None = None
    pages: list[tuple[int, dict[str, str], bool] | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Order:
    """By which database field rows are ordered; the key decides between equals, so that no row is seen twice."""

    path: str
    descending: bool

    def by(self) -> list[Any]:
        """Django's ordering, empty values last whichever way."""
        if self.path == "pk":
            return ["-pk" if self.descending else "pk"]
        column = F(self.path)
        first = column.desc(nulls_last=True) if self.descending else column.asc(nulls_last=True)
        return [first, "-pk" if self.descending else "pk"]

    def plain(self, *, backwards: bool = False) -> list[str]:
        """The same for fields that are never empty, in a form that an index serves; `backwards` turns it round."""
        sign = "-" if self.descending != backwards else ""
        return [f"{sign}pk"] if self.path == "pk" else [f"{sign}{self.path}", f"{sign}pk"]


def by_number(rows: Rows, order: Order, *, wanted: str, per: int) -> Slice:
    """The page called `wanted`, or the nearest there is. Two statements."""
    total = rows.order_by().count()
    last = max(1, -(-total // per))
    number = min(max(int(wanted), 1), last) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 9 else 1
    start = (number - 1) * per
    return Slice(
        rows=list(rows.order_by(*order.by())[start : start + per]) if total else [],
        first=start + 1,
        total=Total(total),
        previous=_numbered(number - 1) if number > 1 else None,
        next=_numbered(number + 1) if number < last else None,
        pages=_window(number, last) if last > 1 else [],
    )


def by_key(rows: Rows, order: Order, *, after: str, before: str, per: int) -> Slice:
    """The page after or before a row that was seen. Two statements, as quick on the thousandth page as on the first."""
    counted = rows.order_by().values("pk")[: COUNTED + 1].count()
    total = Total(min(counted, COUNTED), exact=counted <= COUNTED)
    backwards = bool(before) and not after
    marker = _read(rows.model, order, before if backwards else after)
    found = rows.filter(_beyond(order, marker, backwards)) if marker else rows
    backwards = backwards and marker is not None
    page = list(found.order_by(*order.plain(backwards=backwards))[: per + 1])
    more, page = len(page) > per, page[:per]
    if backwards:
        page.reverse()
    earlier = more if backwards else marker is not None
    later = True if backwards else more
    return Slice(
        rows=page,
        first=None if marker else 1,
        total=total,
        previous={"before": _write(page[0], order)} if earlier and page else None,
        next={"after": _write(page[-1], order)} if later and page else None,
    )


def key_serves(model: type[Model], order: Order) -> bool:
    """Whether this order can be paged by key: by a field of the table itself that is never empty."""
    if order.path == "pk":
        return True
    try:
        found = model._meta.get_field(order.path)
    except FieldDoesNotExist:
        return False
    return isinstance(found, Field) and not found.null


def _beyond(order: Order, marker: Sequence[Any], backwards: bool) -> Q:
    way = "lt" if order.descending != backwards else "gt"
    *value, key = marker
    if not value:
        return Q(**{f"pk__{way}": key})
    same = Q(**{order.path: value[0], f"pk__{way}": key})
    return Q(**{f"{order.path}__{way}": value[0]}) | same


def _write(row: Model, order: Order) -> str:
    """A row's place in the order, as text for an address."""
    values = [] if order.path == "pk" else [getattr(row, order.path)]
    parts = [one.isoformat() if isinstance(one, date | datetime) else str(one) for one in (*values, row.pk)]
    return base64.urlsafe_b64encode(msgspec.json.encode(parts)).decode().rstrip("=")


def _read(model: type[Model], order: Order, text: str) -> list[Any] | None:
    """What `_write` wrote, as values of the fields; None for anything else, which shows the first page."""
    paths = ["pk"] if order.path == "pk" else [order.path, "pk"]
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        parts = msgspec.json.decode(raw, type=list[str])
        return [_field(model, path).to_python(part) for path, part in zip(paths, parts, strict=True)]
    except (ValueError, binascii.Error, msgspec.DecodeError, ValidationError):
        return None


def _field(model: type[Model], path: str) -> Any:
    return model._meta.pk if path == "pk" else model._meta.get_field(path)


def _numbered(number: int) -> dict[str, str]:
    return {"page": str(number)}


def _window(number: int, last: int) -> list[tuple[int, dict[str, str], bool] | None]:
    """First, last, and those around the present one; None for a gap."""
    near = sorted({1, last, *(page for page in range(number - 1, number + 2) if 1 <= page <= last)})
    shown: list[tuple[int, dict[str, str], bool] | None] = []
    for page in near:
        if shown and (before := shown[-1]) and page - before[0] > 1:
            shown.append(None)
        shown.append((page, _numbered(page), page == number))
    return shown
