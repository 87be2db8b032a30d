"""Facts of alerts: what fell to a limit and what came back. Units, never money."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from dramac.kit.facts import Event


class AlertTold(msgspec.Struct, frozen=True, kw_only=True):
    """A variant at a location and how it stands to its limit: `level` is low, critical or out; units that can be sold there."""

    alert_id: UUID
    product_id: UUID
    variant_id: UUID
    location_id: UUID
    level: str
    available: int
    threshold: int


class StockFellLow(Event, frozen=True, kw_only=True):
    """A variant fell to its low or critical limit at a location."""

    topic: ClassVar[str] = "product.stock_low"
    product_id: UUID
    variant_id: UUID
    location_id: UUID
    level: str
    available: int
    threshold: int


class AlertsRaised(Event, frozen=True, kw_only=True):
    """Stock fell to its limits; of a fall through several the gravest is told. Many are told in several facts."""

    topic: ClassVar[str] = "inventory.low"
    alerts: tuple[AlertTold, ...]


class StockRestocked(Event, frozen=True, kw_only=True):
    """Stock rose above its limits, and its alerts closed. Many are told in several facts."""

    topic: ClassVar[str] = "inventory.restocked"
    alerts: tuple[AlertTold, ...]


class AlertsDismissed(Event, frozen=True, kw_only=True):
    """People put alerts aside, or took that back (`is_back`)."""

    alert_ids: tuple[UUID, ...]
    is_back: bool
    actor: str


class LimitsChanged(Event, frozen=True, kw_only=True):
    """The limits of a product, a variant or a location changed, or with neither those of the whole shop.

    `after_variant` and `after_location` say up to where the stock concerned was looked at; None for the beginning.
    """

    product_id: UUID | None = None
    variant_id: UUID | None = None
    location_id: UUID | None = None
    after_variant: UUID | None = None
    after_location: UUID | None = None


class AlertLine(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as an e-mail tells it."""

    variant_id: UUID
    title: str
    variant_title: str
    sku: str
    location: str
    level: str
    available: int
    threshold: int


class AlertsGathered(Event, frozen=True, kw_only=True):
    """Alerts that people are to be told of in one e-mail: the gravest of them as `lines`, `total` in all."""

    recipients: tuple[str, ...]
    is_digest: bool
    total: int
    lines: tuple[AlertLine, ...]
