"""Shapes that every part of the API answers with: amounts, moments, pages. Answers are msgspec structs, written as they are declared."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeAlias, TypeVar
from uuid import UUID

import msgspec

from dramac.kit.money import Minor

Item = TypeVar("Item")
Kind = TypeVar("Kind", bound=msgspec.Struct)

Id: TypeAlias = Annotated[UUID, msgspec.Meta(description="An opaque id.")]
Moment: TypeAlias = Annotated[
    datetime, msgspec.Meta(tz=True, description="RFC 3339, in UTC.", examples=["2026-11-22T09:30:00Z"])
]

Percent: TypeAlias = Annotated[str, msgspec.Meta(description="Per cent, as a decimal.", examples=["23"])]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What an endpoint answers with. One that has a `version` is sent with an ETag."""


class Amount(Shape, frozen=True, kw_only=True):
    """An amount of money: whole minor units (cents) of an ISO 4217 currency."""

    amount: Annotated[int, msgspec.Meta(description="Minor units: 1250 is 12.50 EUR.", examples=[1250])]
    currency: Annotated[str, msgspec.Meta(description="ISO 4217 code.", pattern="^[A-Z]{3}$", examples=["EUR"])]


class Page(Shape, Generic[Item], frozen=True, kw_only=True):
    """A page of a list. `next` is the cursor of the page after it, null on the last."""

    data: list[Item]
    next: str | None


def amount(minor: Minor, currency: str) -> Amount:
    """So many minor units of a currency, as the API writes them."""
    return Amount(amount=minor, currency=currency)


def maybe_amount(minor: Minor | None, currency: str) -> Amount | None:
    """The same, or null where there is none."""
    return None if minor is None else Amount(amount=minor, currency=currency)


def percent(rate: Decimal) -> str:
    """A rate as the API writes it, without zeros that say nothing: 23.5000 is `23.5`."""
    return f"{rate.normalize():f}"


def shaped(kind: type[Kind], row: object, **more: Any) -> Kind:
    """A row in this shape: its attributes of the same names, and `more` for what it has not or calls otherwise."""
    return kind(**{name: more[name] if name in more else getattr(row, name) for name in kind.__struct_fields__})
