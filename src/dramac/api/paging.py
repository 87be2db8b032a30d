"""Lists in pages: a cursor names the last row shown, so that nothing is shown twice or left out while rows come and go."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Annotated, Any, TypeVar

import msgspec
import pydantic
from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from dramac.api.fields import Number
from dramac.api.problems import Denied, Fault
from dramac.api.shapes import Page

Record = TypeVar("Record", bound=Model)
Item = TypeVar("Item")
Place = TypeVar("Place")

DEFAULT_LIMIT = 50
MOST = 250
CHECK_BYTES = 12


class Paging(pydantic.BaseModel):
    """Which page of a list is asked for."""

    limit: Annotated[Number, pydantic.Field(ge=1, le=MOST, description="How many to show.", examples=[50])] = (
        DEFAULT_LIMIT
    )
    cursor: Annotated[
        str | None, pydantic.Field(max_length=1000, description="`next` of the page before; none for the first page.")
    ] = None

    def place(self, name: str, kind: type[Place]) -> Place | None:
        """The place after which the page begins, as `cursor` wrote it. Raises Denied (422) for a cursor we did not give."""
        return None if self.cursor is None else _open(self.cursor, name, kind)


def cursor(name: str, place: Sequence[object]) -> str:
    """The cursor for the page after `place`, the sorting values and key of a row, in the list called `name`."""
    body = msgspec.json.encode([name, *place])
    return _written(_check(body) + body)


def page(items: Iterable[Item], *, name: str, after: Sequence[object] | None) -> Page[Item]:
    """A page of items; `after` is the place of its last one where there are more, None on the last page."""
    return Page(data=list(items), next=cursor(name, after) if after else None)


def page_of(
    rows: QuerySet[Record], paging: Paging, *, name: str, order: Sequence[str], show: Callable[[Record], Item]
) -> Page[Item]:
    """A page of a queryset in a stable order: `("-placed_at", "id")`, of which the last must be unique. One statement."""
    place = paging.place(name, list)
    fields = [field.lstrip("-") for field in order]
    if place is not None:
        rows = rows.filter(_after(rows.model, order, place))
    found = list(rows.order_by(*order)[: paging.limit + 1])
    shown = found[: paging.limit]
    last = shown[-1] if len(found) > paging.limit else None
    after = None if last is None else [getattr(last, field) for field in fields]
    return page([show(row) for row in shown], name=name, after=after)


def _after(model: type[Model], order: Sequence[str], place: Sequence[Any]) -> Q:
    """Rows that come after `place`: later in the first field, or equal in it and later in the second, and so on."""
    if len(place) != len(order):
        raise _wrong()
    columns: list[Any] = [model._meta.get_field(field.lstrip("-")) for field in order]
    values = [column.to_python(value) for column, value in zip(columns, place, strict=True)]
    condition, equal = Q(), Q()
    for field, value in zip(order, values, strict=True):
        name = field.lstrip("-")
        condition |= equal & Q(**{f"{name}__{'lt' if field.startswith('-') else 'gt'}": value})
        equal &= Q(**{name: value})
    # Every row after the place is at or after it in the first field; said apart so that an index can begin there.
    first = order[0].lstrip("-")
    return Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": values[0]}) & condition


def _open(text: str, name: str, kind: type[Place]) -> Place:
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if _written(raw) != text:
            raise _wrong()
        check, body = raw[:CHECK_BYTES], raw[CHECK_BYTES:]
        if not hmac.compare_digest(check, _check(body)):
            raise _wrong()
        listed, *place = msgspec.json.decode(body)
        if listed != name:
            raise _wrong()
        return msgspec.convert(place, kind, strict=False)
    except (ValueError, msgspec.MsgspecError):
        raise _wrong() from None


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _check(body: bytes) -> bytes:
    return hmac.digest(b"api-cursor:" + settings.SECRET_KEY.encode(), body, sha256)[:CHECK_BYTES]


def _wrong() -> Denied:
    detail = _("This cursor does not belong to this list. Begin with the first page.")
    return Denied(422, "invalid_cursor", detail, [Fault(detail=detail, code="invalid_cursor", parameter="cursor")])
