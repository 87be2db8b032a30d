"""What is sent to change stock or to ask for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import pydantic

from dramac.api.addresses import AddressBody
from dramac.api.bodies import Changes, Sent
from dramac.api.fields import Number, Time
from dramac.api.paging import Paging
from dramac.commerce.inventory.actions import BatchName
from dramac.commerce.inventory.api.shapes import Cause, Type
from dramac.commerce.inventory.queries import HistoryFilter
from dramac.commerce.inventory.rules import Reference

ByHand = Literal["adjustment", "return", "restock", "transfer", "damage", "expired"]
Units = Annotated[int, pydantic.Field(ge=-1_000_000, le=1_000_000, examples=[-2])]
Counted = Annotated[int, pydantic.Field(ge=0, le=1_000_000, examples=[12])]
Reason = Annotated[str, pydantic.Field(max_length=300, examples=["Dropped by the courier"])]
ReasonCode = Literal[
    "correction",
    "cycle_count",
    "received",
    "return_restock",
    "damaged",
    "shrinkage",
    "promotion",
    "quality",
    "safety",
    "expired",
    "other",
]
Beyond = Annotated[
    bool,
    pydantic.Field(description="Record what is really gone although it was promised to orders or set aside."),
]
Sku = Annotated[str, pydantic.Field(max_length=255, description="Instead of `variant_id`.", examples=["BOWL-S"])]


class BatchDetails(Sent):
    """What is written of a batch, beside its number."""

    expires_on: Annotated[
        date | None, pydantic.Field(description="The first day on which its goods are no longer sold.")
    ] = None
    made_on: date | None = None
    supplier_reference: Annotated[str, pydantic.Field(max_length=120)] = ""
    note: Annotated[str, pydantic.Field(max_length=300)] = ""


class BatchBody(BatchDetails):
    """A batch by its number: one that the variant has, or where goods come in a new one."""

    number: Annotated[str, pydantic.Field(min_length=1, max_length=60, examples=["L-2044"])]

    def named(self) -> BatchName:
        """The same in the words of the actions."""
        return BatchName(**self.model_dump())


class Change(Sent):
    """Units to add to what a location has of a variant, or to take off; without a location the default one is meant."""

    variant_id: UUID
    quantity: Units
    location_id: UUID | None = None
    batch: BatchBody | None = None


class RecallBody(Sent):
    """Why a batch is called back."""

    reason: Annotated[str, pydantic.Field(min_length=1, max_length=300, examples=["Glass in a jar"])]


class BatchesWanted(Paging):
    """Which batches are asked for; every part narrows."""

    variant_id: UUID | None = None
    number: Annotated[str, pydantic.Field(max_length=60)] = ""
    expires_until: Annotated[date | None, pydantic.Field(description="On this day or earlier.")] = None


class HoldBody(Sent):
    """Units of a variant to keep for somebody; without a location the default one is meant."""

    variant_id: UUID
    quantity: Annotated[int, pydantic.Field(ge=1, le=1_000_000, examples=[2])]
    until: Annotated[Time, pydantic.Field(description="At most a year ahead.")]
    reason: Annotated[str, pydantic.Field(max_length=300, description="For whom, or why.")] = ""
    location_id: UUID | None = None


class HoldsWanted(Paging):
    """Which holds are asked for."""

    variant_id: UUID | None = None


class Adjustment(Sent):
    """Changes by hand, all or nothing, with their reason."""

    type: ByHand = "adjustment"
    reason: Reason = ""
    code: Annotated[ReasonCode | None, pydantic.Field(description="Else the usual one of the type.")] = None
    beyond_committed: Beyond = False
    changes: Annotated[tuple[Change, ...], pydantic.Field(min_length=1, max_length=1000)]


class BulkChange(Sent):
    """One of many changes: units to add (or with a minus to take off), or what there shall be; by key or by SKU."""

    variant_id: UUID | None = None
    sku: Sku = ""
    quantity: Units
    way: Annotated[
        Literal["add", "set", "available"],
        pydantic.Field(description="`set` sets what is on hand, `available` what can be sold."),
    ] = "add"
    location_id: UUID | None = None


class BulkAdjustment(Sent):
    """Thousands of changes with one reason, all or nothing."""

    type: ByHand = "adjustment"
    reason: Reason = ""
    code: ReasonCode = "correction"
    beyond_committed: Beyond = False
    changes: Annotated[tuple[BulkChange, ...], pydantic.Field(min_length=1, max_length=10_000)]


class SetAside(Sent):
    """Units of a variant to set aside as damaged, for quality control or as safety stock; below zero to put them back."""

    variant_id: UUID
    state: Literal["damaged", "quality", "safety"]
    quantity: Units
    location_id: UUID | None = None


class SettingAside(Sent):
    """What is set aside or put back on sale, all or nothing. On hand stays."""

    reason: Reason = ""
    beyond_committed: Beyond = False
    changes: Annotated[tuple[SetAside, ...], pydantic.Field(min_length=1, max_length=10_000)]


class CountedVariant(Sent):
    """How many of a variant were counted."""

    variant_id: UUID
    on_hand: Counted


class Count(Sent):
    """What was counted at a location; the ledger gets the differences."""

    location_id: UUID | None = None
    reason: Reason = ""
    counted: Annotated[tuple[CountedVariant, ...], pydantic.Field(min_length=1, max_length=1000)]


class Delivered(Sent):
    """Units of a variant that come in at a location, the default one unless it is named."""

    variant_id: UUID
    quantity: Annotated[int, pydantic.Field(ge=1, le=1_000_000, examples=[24])]
    location_id: UUID | None = None
    batch: Annotated[BatchBody | None, pydantic.Field(description="In a shop that keeps batches.")] = None


class Delivery(Sent):
    """Goods that are on their way, or that came in."""

    deliveries: Annotated[tuple[Delivered, ...], pydantic.Field(min_length=1, max_length=1000)]


class LevelsWanted(Paging):
    """Which levels are asked for; every part narrows. What was never stocked has none."""

    variant_id: Annotated[tuple[UUID, ...], pydantic.Field(max_length=250, description="Repeat for several.")] = ()
    location_id: UUID | None = None
    available_to: Annotated[
        Number | None, pydantic.Field(ge=-1_000_000, le=1_000_000, description="At most so many can be sold.")
    ] = None
    is_low: Annotated[bool, pydantic.Field(description="Only what is low or sold out by the shop's own limit.")] = False


class MovementsWanted(Paging):
    """Which movements are asked for."""

    variant_id: UUID | None = None
    product_id: UUID | None = None
    location_id: UUID | None = None
    type: Annotated[tuple[Type, ...], pydantic.Field(max_length=7, description="Repeat for several.")] = ()
    cause: Annotated[tuple[Cause, ...], pydantic.Field(max_length=8, description="Repeat for several.")] = ()
    code: Annotated[tuple[ReasonCode, ...], pydantic.Field(max_length=11, description="Repeat for several.")] = ()
    created_by: Annotated[str, pydantic.Field(max_length=160, description="Who made it, by name.")] = ""
    since: Time | None = None
    until: Annotated[Time | None, pydantic.Field(description="Before this moment.")] = None
    order_id: UUID | None = None

    def wanted(self) -> HistoryFilter:
        """The same in the words of the query."""
        chosen = self.model_dump(include={"variant_id", "product_id", "location_id", "since", "until", "created_by"})
        reference = Reference("order", str(self.order_id)) if self.order_id else None
        return HistoryFilter(**chosen, types=self.type, causes=self.cause, codes=self.code, reference=reference)


class LocationBody(Sent):
    """What is said of a place that holds stock."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Back room"])]
    code: Annotated[str, pydantic.Field(max_length=40, examples=["BACK"])] = ""
    address: AddressBody = AddressBody()


class LocationChanges(Changes):
    """What should change of a place; the rest stays."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Back room"])] = ""
    code: Annotated[str, pydantic.Field(max_length=40, examples=["BACK"])] = ""
    address: AddressBody = AddressBody()
