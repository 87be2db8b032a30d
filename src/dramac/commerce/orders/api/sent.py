"""What is sent to change orders."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar
from uuid import UUID

import pydantic

from dramac.api.bodies import Sent
from dramac.api.fields import AmountBody, maybe_minor
from dramac.commerce.orders.actions import Cancellation, MoneyIn, Parcel, RefundWish, Tracking, UnitsBack
from dramac.tenancy.models import Site

Reason = Annotated[str, pydantic.Field(max_length=300, examples=["The customer changed their mind"])]
Units = Annotated[int, pydantic.Field(ge=1, le=100_000, examples=[1])]


class PaymentBody(Sent):
    """Money that came: all that is due, unless an amount is given."""

    amount: AmountBody | None = None
    reference: Annotated[str, pydantic.Field(max_length=200, examples=["Bank statement 2026-11"])] = ""
    reason: Reason = ""

    def money(self, site: Site) -> MoneyIn:
        """The same in the words of the action. Raises WrongCurrency."""
        return MoneyIn(maybe_minor(site, self.amount, "amount"), self.reference, self.reason)


class CaptureBody(Sent):
    """Money to take that a provider holds: all of it, unless an amount is given."""

    amount: AmountBody | None = None


class TrackingBody(Sent):
    """How a parcel is followed on its way."""

    carrier: Annotated[str, pydantic.Field(max_length=80, examples=["An Post"])] = ""
    tracking_number: Annotated[str, pydantic.Field(max_length=120, examples=["CX123456789IE"])] = ""
    tracking_url: Annotated[str, pydantic.Field(max_length=1000)] = ""

    def tracking(self) -> Tracking:
        """The same in the words of the action."""
        return Tracking(self.carrier, self.tracking_number, self.tracking_url)


class LineUnits(Sent):
    """Units of a line."""

    line_id: UUID
    quantity: Units


class FulfilmentLineBody(LineUnits):
    """Units of a line that leave. `batch_id` names their batch; without it those leave first that expire soonest."""

    batch_id: Annotated[UUID | None, pydantic.Field(examples=[None])] = None


class FulfilmentBody(TrackingBody):
    """What leaves: everything that is still to leave, unless lines are given. `notify` writes to the shopper.

    It leaves from where it was promised, or is, unless `location_id` names the location.
    """

    lines: Annotated[tuple[FulfilmentLineBody, ...] | None, pydantic.Field(max_length=200, examples=[None])] = None
    notify: bool = True
    location_id: Annotated[UUID | None, pydantic.Field(examples=[None])] = None

    def parcel(self) -> Parcel:
        """The same in the words of the action."""
        units = None if self.lines is None else {line.line_id: line.quantity for line in self.lines}
        batches = {line.line_id: line.batch_id for line in self.lines or () if line.batch_id}
        return Parcel(units, self.tracking(), self.notify, location_id=self.location_id, batches=batches)


class CancellationBody(Sent):
    """Why an order is cancelled, and what becomes of its goods and its money. `notify` writes to the shopper."""

    reason: Reason = ""
    restock: bool = True
    refund: bool = True
    notify: bool = True

    def cancellation(self) -> Cancellation:
        """The same in the words of the action."""
        return Cancellation(**dict(self))


class RefundLineBody(LineUnits):
    """Units of a line to pay back. `restock` puts them on the shelf again; `from_shipped` means returned ones first."""

    restock: bool = True
    from_shipped: bool = False


class RefundBody(Sent):
    """What to pay back: `whole`, or units of lines, a part of the delivery, an amount on top."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"whole": True, "reason": "The customer changed their mind"}

    whole: bool = False
    lines: Annotated[tuple[RefundLineBody, ...], pydantic.Field(max_length=200)] = ()
    shipping: AmountBody | None = None
    amount: AmountBody | None = None
    restock: Annotated[bool, pydantic.Field(description="Of `whole`: whether all goods go back on the shelf.")] = True
    reason: Reason = ""
    notify: bool = True

    def wish(self, site: Site) -> RefundWish:
        """The same in the words of the action. Raises WrongCurrency."""
        units = {line.line_id: UnitsBack(line.quantity, line.restock, line.from_shipped) for line in self.lines}
        shipping = maybe_minor(site, self.shipping, "shipping") or 0
        extra = maybe_minor(site, self.amount, "amount") or 0
        return RefundWish(units, shipping, extra, self.whole, self.restock)


class NoteBody(Sent):
    """A comment that only staff see."""

    text: Annotated[str, pydantic.Field(min_length=1, max_length=5000, examples=["Wrap as a gift"])]
