"""What is sent to move stock between locations. Units, never money."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

import pydantic

from dramac.api.bodies import Sent
from dramac.api.paging import Paging
from dramac.commerce.transfers.actions import LineWish, Receipt, TransferDetails
from dramac.commerce.transfers.api.shapes import State
from dramac.commerce.transfers.rules import MOST_UNITS, Arrived

Units = Annotated[int, pydantic.Field(ge=1, le=MOST_UNITS, examples=[12])]
Some = Annotated[int, pydantic.Field(ge=0, le=MOST_UNITS, examples=[12])]
Line = Annotated[str, pydantic.Field(max_length=120)]
Day = Annotated[date | None, pydantic.Strict(strict=False)]
Reason = Annotated[str, pydantic.Field(max_length=300, examples=["Fell off the van"])]


class TransfersWanted(Paging):
    """Which transfers are asked for; every part narrows."""

    state: Annotated[tuple[State, ...], pydantic.Field(max_length=6, description="Repeat for several.")] = ()
    origin_id: UUID | None = None
    destination_id: UUID | None = None


class TransferLineBody(Sent):
    """Units of a variant to move."""

    variant_id: UUID
    quantity: Units


class TransferBody(Sent):
    """A transfer before its goods leave, whole."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "origin_id": "0197a0d4-7a52-7000-8000-00000000000a",
        "destination_id": "0197a0d4-7a52-7000-8000-00000000000b",
        "lines": [{"variant_id": "0197a0d4-7a52-7000-8000-000000000001", "quantity": 12}],
        "carrier": "Own van",
        "reference": "Christmas market",
    }

    origin_id: UUID
    destination_id: UUID
    lines: Annotated[tuple[TransferLineBody, ...], pydantic.Field(max_length=2000)] = ()
    expected_on: Day = None
    carrier: Line = ""
    tracking: Line = ""
    reference: Line = ""
    note: Annotated[str, pydantic.Field(max_length=2000)] = ""

    def wishes(self) -> list[LineWish]:
        """The lines in the words of the action."""
        return [LineWish(one.variant_id, one.quantity) for one in self.lines]

    def details(self) -> TransferDetails:
        """The rest in the words of the action."""
        return TransferDetails(**{name: value for name, value in dict(self).items() if name != "lines"})


class DispatchBody(Sent):
    """Who carries the goods, where it is known only as they leave; left out, what the draft says stands."""

    carrier: Line | None = None
    tracking: Line | None = None


class ArrivedBody(Sent):
    """Units of a line that came whole, that came damaged, and that are lost."""

    line_id: UUID
    received: Some = 0
    damaged: Some = 0
    lost: Some = 0


class TransferReceiptBody(Sent):
    """What came. `may_exceed` agrees to more than was sent, which is then found."""

    lines: Annotated[tuple[ArrivedBody, ...], pydantic.Field(min_length=1, max_length=2000)]
    note: Reason = ""
    may_exceed: bool = False

    def receipt(self, key: str) -> Receipt:
        """The same in the words of the action."""
        units = [Arrived(one.line_id, one.received, one.damaged, one.lost) for one in self.lines]
        return Receipt(units, key, self.note, self.may_exceed)


class EndBody(Sent):
    """Why nothing more is waited for."""

    reason: Reason = ""
