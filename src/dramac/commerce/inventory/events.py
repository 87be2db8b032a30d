"""Facts of stock: what was changed by hand, what ran out and what came back. Units, never money."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from dramac.kit.facts import Event


class LevelChanged(msgspec.Struct, frozen=True, kw_only=True):
    """One level before and after, in units."""

    product_id: UUID
    variant_id: UUID
    location_id: UUID
    quantity: int
    on_hand: int
    available: int


class StockAdjusted(Event, frozen=True, kw_only=True):
    """People or an import changed what is on hand. A large change is told in several facts."""

    topic: ClassVar[str] = "inventory.adjusted"
    type: str
    reason: str
    actor: str
    levels: tuple[LevelChanged, ...]
    reason_code: str = ""


class StockMoved(Event, frozen=True, kw_only=True):
    """What can be sold of these levels (variant, location) is no longer what it was: whoever watches them looks again.

    Told by every change of it, orders included, at most a thousand levels to a fact; the levels themselves say how much.
    """

    keys: tuple[tuple[UUID, UUID], ...]


class StockRanOut(Event, frozen=True, kw_only=True):
    """The last available unit of a variant was taken."""

    topic: ClassVar[str] = "product.out_of_stock"
    product_id: UUID
    variant_id: UUID


class BackInStock(Event, frozen=True, kw_only=True):
    """A variant that had run out can be bought again."""

    topic: ClassVar[str] = "product.back_in_stock"
    product_id: UUID
    variant_id: UUID


class BatchExpired(Event, frozen=True, kw_only=True):
    """A batch of which units were still for sale has expired: they were set aside or written off, as the shop has set."""

    topic: ClassVar[str] = "inventory.batch_expired"
    batch_id: UUID
    product_id: UUID
    variant_id: UUID
    number: str
    expires_on: date
    units: int


class BatchRecalled(Event, frozen=True, kw_only=True):
    """A batch was called back: nothing of it is sold or sent any more."""

    topic: ClassVar[str] = "inventory.batch_recalled"
    batch_id: UUID
    product_id: UUID
    variant_id: UUID
    number: str
    reason: str
    actor: str


class BatchRecallLifted(Event, frozen=True, kw_only=True):
    """A batch that was called back is in order after all."""

    topic: ClassVar[str] = "inventory.batch_recall_lifted"
    batch_id: UUID
    product_id: UUID
    variant_id: UUID
    number: str
    actor: str


class DueBatch(msgspec.Struct, frozen=True, kw_only=True):
    """A batch that expires soon, or has just expired; units on hand."""

    batch_id: UUID
    number: str
    title: str
    expires_on: date
    units: int


class BatchesDue(Event, frozen=True, kw_only=True):
    """Staff are to know of batches that expire soon or, where `is_over`, have expired. At most fifty to a fact."""

    is_over: bool
    batches: tuple[DueBatch, ...]
