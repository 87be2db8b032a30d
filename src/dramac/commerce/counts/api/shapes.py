"""What the API tells of counts, and what it is told. Units, never money."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec
import pydantic

from dramac.api.bodies import Sent
from dramac.api.fields import Flag
from dramac.api.paging import Paging
from dramac.api.shapes import Id, Moment, Shape
from dramac.commerce.counts import actions
from dramac.commerce.counts.rules import MOST_UNITS

State = Literal["open", "posted", "cancelled"]
Text = Annotated[str, pydantic.Field(max_length=120)]


class StockCount(Shape, frozen=True, kw_only=True):
    """A count of a location. While it is open numbers can be sent; posted, its differences are in the books."""

    id: Id
    version: int
    number: int
    title: str
    location_id: Id
    scope: Annotated[str, msgspec.Meta(description="What is counted, in words.")]
    state: State
    is_blind: Annotated[bool, msgspec.Meta(description="Whether those who count are not told what is expected.")]
    created_by: str
    created_at: Moment
    closed_by: str
    closed_at: Moment | None


class CountLine(Shape, frozen=True, kw_only=True):
    """A variant on a count. Without a number nobody has counted it yet."""

    id: Id
    variant_id: Id
    expected: Annotated[int | None, msgspec.Meta(description="On hand at the moment in which it was counted.")]
    counted: int | None
    variance: Annotated[int | None, msgspec.Meta(description="Counted less expected.")]
    counted_by: str
    counted_at: Moment | None


class CountsWanted(Paging):
    """Which counts are asked for; every part narrows."""

    state: State | None = None
    location_id: UUID | None = None


class CountLinesWanted(Paging):
    """Which lines of a count are asked for."""

    is_counted: Annotated[
        Flag | None, pydantic.Field(description="Only those with a number, or only those without.")
    ] = None


class CountBody(Sent):
    """A count to be started."""

    location_id: UUID
    title: Text = ""
    scope: Text = ""
    is_blind: bool = False
    variant_ids: Annotated[
        list[UUID], pydantic.Field(max_length=10_000, description="What is counted; more can turn up later.")
    ]

    def details(self) -> actions.CountDetails:
        """The same for the action."""
        return actions.CountDetails(self.location_id, self.title, self.scope, self.is_blind)


class EntryBody(Sent):
    """Units that were counted of a variant."""

    variant_id: UUID
    units: Annotated[int, pydantic.Field(ge=0, le=MOST_UNITS, examples=[12])]
    adds: Annotated[bool, pydantic.Field(description="On top of those counted before, as a scanner counts.")] = False


class EntriesBody(Sent):
    """What was counted; all of it is written down, or nothing."""

    entries: Annotated[list[EntryBody], pydantic.Field(min_length=1, max_length=5000)]


class PostingBody(Sent):
    """How a count is posted."""

    rest_is_zero: Annotated[
        bool, pydantic.Field(description="Whether nothing is there of what nobody has counted; else it stays as it is.")
    ] = False
