"""Facts about shoppers who wait for something. They name the wish, never the person."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from dramac.kit.facts import Event


class RestockRequested(Event, frozen=True, kw_only=True):
    """Someone wants to be told when a variant is back; `waiting` people want that now."""

    topic: ClassVar[str] = "product.restock_requested"
    request_id: UUID
    product_id: UUID
    variant_id: UUID
    waiting: int


class RestockRequestCancelled(Event, frozen=True, kw_only=True):
    """Someone does not want to be told any more."""

    request_id: UUID
    variant_id: UUID


class RestockNotified(Event, frozen=True, kw_only=True):
    """It is someone's turn to be told that a variant is back: the e-mail is sent for this fact, once."""

    topic: ClassVar[str] = "product.restock_notified"
    request_id: UUID
    product_id: UUID
    variant_id: UUID
