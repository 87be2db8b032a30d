"""What the API tells in reports on stock. Ratios are decimals as text; null where nothing can be divided."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Generic, TypeVar

import msgspec

from dramac.api.shapes import Amount, Id, Moment, Shape

Item = TypeVar("Item")
Ratio = Annotated[str | None, msgspec.Meta(description="A ratio: 0.25 is 25 %.", examples=["0.2500"])]


class Report(Shape, Generic[Item], frozen=True, kw_only=True):
    """A page of a report, with what its figures are of. `next` is the cursor of the page after it, null on the last."""

    time_zone: Annotated[str, msgspec.Meta(examples=["Europe/Dublin"])]
    currency: Annotated[str, msgspec.Meta(examples=["EUR"])]
    data_up_to: Moment
    data: list[Item]
    next: str | None


class InventoryReport(Shape, frozen=True, kw_only=True):
    """Stock now: units by state, and the value of what is on hand by moving average."""

    time_zone: Annotated[str, msgspec.Meta(examples=["Europe/Dublin"])]
    data_up_to: Moment
    variants: Annotated[int, msgspec.Meta(description="Variants of which something is on hand.")]
    on_hand: int
    committed: int
    unavailable: int
    available: int
    incoming: int
    value: Amount


class ValuedLocation(Shape, frozen=True, kw_only=True):
    """What the goods at a location are worth."""

    location_id: Id
    on_hand: int
    moving_average: Amount
    fifo: Amount


class ValuedVariant(Shape, frozen=True, kw_only=True):
    """What a variant's units on hand are worth."""

    variant_id: Id
    on_hand: int
    moving_average: Amount
    fifo: Amount


class StockValuation(Shape, frozen=True, kw_only=True):
    """What stock was worth. Variants, and locations, add up to the totals; goods between locations are told apart."""

    time_zone: Annotated[str, msgspec.Meta(examples=["Europe/Dublin"])]
    data_up_to: Moment
    on_hand: int
    moving_average: Amount
    fifo: Amount
    on_the_way: int
    on_the_way_value: Amount
    locations: list[ValuedLocation]
    variants: list[ValuedVariant]
    next: str | None


class MovedPeriod(Shape, frozen=True, kw_only=True):
    """A period, or a location in the whole time: opening, units that came (above zero) and went, closing."""

    first_day: date | None
    last_day: date | None
    location_id: Id | None
    opening: int
    received: int
    returned: int
    transferred_in: int
    counted_up: int
    shipped: int
    transferred_out: int
    damaged: int
    counted_down: int
    closing: int
    value_change: Amount
    closing_value: Amount


class MovedReason(Shape, frozen=True, kw_only=True):
    """Movements of one type, cause and reason."""

    type: str
    cause: str
    reason_code: str
    movements: int
    units_in: int
    units_out: int
    value_change: Amount


class Selling(Shape, frozen=True, kw_only=True):
    """How a variant sold in a time, and how long what is left lasts."""

    variant_id: Id
    starting: Annotated[int, msgspec.Meta(description="On hand and not promised at the start.")]
    received: int
    sold: Annotated[int, msgspec.Meta(description="Ordered, less what orders gave back before it left.")]
    returned: int
    available: int
    sell_through: Ratio
    days_left: Annotated[str | None, msgspec.Meta(description="Null where nothing was sold.", examples=["12.5"])]
    turnover: Annotated[str | None, msgspec.Meta(examples=["2.40"])]


class AgedBand(Shape, frozen=True, kw_only=True):
    """Units and FIFO value of an age; `up_to_days` is null for what is older than the last band."""

    up_to_days: int | None
    units: int
    value: Amount


class AgedVariant(Shape, frozen=True, kw_only=True):
    """A variant's units on hand by age."""

    variant_id: Id
    on_hand: int
    value: Amount
    bands: list[AgedBand]


class DeadVariant(Shape, frozen=True, kw_only=True):
    """A variant that lies: on hand, and not sold."""

    variant_id: Id
    on_hand: int
    value: Amount
    last_sold_at: Moment | None


class RankedVariant(Shape, frozen=True, kw_only=True):
    """A variant in the ranking by net sales; `grade` is A, B or C, `steadiness` X, Y or Z, empty where nothing was sold."""

    variant_id: Id
    place: int
    units: int
    net_sales: Amount
    share: Ratio
    cumulated: Ratio
    grade: str
    steadiness: str
    on_hand: int
    value: Amount
