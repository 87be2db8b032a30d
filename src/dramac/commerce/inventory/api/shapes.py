"""What the API tells of stock: units, and what they are worth."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from dramac.api.addresses import PostalAddress
from dramac.api.shapes import Amount, Id, Moment, Shape

Cause = Literal["allocated", "released", "shipped", "received", "adjusted", "expected", "moved", "counted"]
Type = Literal["adjustment", "sale", "return", "restock", "transfer", "damage", "expired"]


class StockLevel(Shape, frozen=True, kw_only=True):
    """What a location has of a variant. `available` is what can be sold: on hand less all the others."""

    variant_id: Id
    location_id: Id
    on_hand: int
    committed: int
    available: int
    incoming: int
    damaged: int
    quality: Annotated[int, msgspec.Meta(description="Held for quality control.")]
    safety: Annotated[int, msgspec.Meta(description="Kept back as safety stock.")]
    reserved: Annotated[int, msgspec.Meta(description="Kept for somebody now: by staff, or for a checkout.")]
    spoiled: Annotated[int, msgspec.Meta(description="Of batches too old to be sold, and not set aside yet.")]
    value: Annotated[Amount, msgspec.Meta(description="What is on hand, by moving average.")]


class ChangedLevel(Shape, frozen=True, kw_only=True):
    """One level before and after a change."""

    variant_id: Id
    location_id: Id
    quantity: Annotated[int, msgspec.Meta(description="What was added, signed.", examples=[-2])]
    on_hand_before: int
    on_hand: int
    available: int


class ChangedLevels(Shape, frozen=True, kw_only=True):
    """The levels that a change has moved, in the order of their variants."""

    levels: list[ChangedLevel]


class BulkResult(Shape, frozen=True, kw_only=True):
    """A change of many levels that was made. Its id takes it back as one."""

    id: Id
    changed: int
    levels: list[ChangedLevel]


class CountResult(Shape, frozen=True, kw_only=True):
    """How many levels differed from what was counted."""

    changed: int


class StockMovement(Shape, frozen=True, kw_only=True):
    """One line of the ledger. The sum of a level's movements is the level."""

    id: Id
    product_id: Id
    variant_id: Id
    location_id: Id
    type: Type
    cause: str
    reason_code: Annotated[str, msgspec.Meta(examples=["damaged"])]
    quantity: Annotated[int, msgspec.Meta(description="Change of what is on hand, signed.")]
    committed_change: int
    incoming_change: int
    damaged_change: int
    quality_change: int
    safety_change: int
    previous_stock: int
    new_stock: int
    committed_after: int
    incoming_after: int
    unavailable_after: int
    unit_cost: Annotated[Amount | None, msgspec.Meta(description="Of a unit that came in.")]
    value_change: Annotated[Amount, msgspec.Meta(description="The sum of them is the level's value.")]
    batch_id: Annotated[Id | None, msgspec.Meta(description="Of which batch its units are.")]
    reason: str
    reference_type: str
    reference_id: str
    created_by: str
    created_at: Moment


class StockBatch(Shape, frozen=True, kw_only=True):
    """Units of a variant that were made together and expire together. The last day of sale is the one before it expires."""

    id: Id
    variant_id: Id
    number: Annotated[str, msgspec.Meta(examples=["L-2044"])]
    expires_on: date | None
    made_on: date | None
    supplier_reference: str
    note: str
    units: Annotated[int, msgspec.Meta(description="On hand, at all locations.")]
    aside: Annotated[int, msgspec.Meta(description="Of these, held for quality control and not for sale.")]
    recalled_at: Moment | None
    recall_reason: str
    created_at: Moment


class StockHold(Shape, frozen=True, kw_only=True):
    """Units of a variant at a location that staff keep for somebody until a moment."""

    id: Id
    variant_id: Id
    location_id: Id
    quantity: int
    reason: str
    created_by: str
    created_at: Moment
    expires_at: Moment


class BatchPlace(Shape, frozen=True, kw_only=True):
    """What a location has of a batch."""

    location_id: Id
    units: int
    aside: int


class BatchRecipient(Shape, frozen=True, kw_only=True):
    """An order of which units of a batch have left."""

    order_id: Id
    sent: int
    returned: int
    sent_at: Moment


class BatchStory(Shape, frozen=True, kw_only=True):
    """A batch, where its units are, and which orders got how many."""

    batch: StockBatch
    places: list[BatchPlace]
    recipients: list[BatchRecipient]


class StockLocation(Shape, frozen=True, kw_only=True):
    """A place that holds stock. Orders are filled from the default one first."""

    id: Id
    name: Annotated[str, msgspec.Meta(examples=["Back room"])]
    code: Annotated[str, msgspec.Meta(examples=["BACK"])]
    address: PostalAddress
    is_default: bool
    is_active: bool
    created_at: Moment
