"""What the API tells of alerts and limits. Units, never money."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from dramac.api.shapes import Id, Moment, Shape

Level = Literal["low", "critical", "out"]
State = Literal["open", "dismissed", "closed"]
Mailing = Literal["single", "digest", "none"]


class StockAlert(Shape, frozen=True, kw_only=True):
    """Stock of a variant at a location fell to a limit. It closes by itself when stock comes back."""

    id: Id
    product_id: Id
    variant_id: Id
    location_id: Id
    level: Level
    state: State
    available: Annotated[int, msgspec.Meta(description="Units that could be sold when it was raised.")]
    threshold: Annotated[int, msgspec.Meta(description="The limit it fell to.")]
    opened_at: Moment
    closed_at: Moment | None
    closing: Annotated[str, msgspec.Meta(description="Why it closed: restocked, limit_changed or unwatched.")]
    dismissed_at: Moment | None
    dismissed_by: str
    emailed_at: Moment | None


class StockLimit(Shape, frozen=True, kw_only=True):
    """Limits of a product, of a variant, of a location, or of either at a location. The nearest counts."""

    id: Id
    product_id: Id | None
    variant_id: Id | None
    location_id: Id | None
    low_stock_threshold: int
    critical_stock_threshold: int
    reorder_point: int | None
    reorder_quantity: int | None
    safety_stock: int | None
    is_active: bool
    notify_email: bool
    notify_dashboard: bool
    last_alerted_at: Moment | None
    created_at: Moment


class AlertSettings(Shape, frozen=True, kw_only=True):
    """The shop's own limits, and who is told of what falls to them."""

    low_stock_threshold: int
    critical_stock_threshold: int
    hysteresis: Annotated[int, msgspec.Meta(description="An alert closes above its limit and so many units.")]
    is_active: bool
    on_dashboard: bool
    email: Mailing
    digest_hour: Annotated[int, msgspec.Meta(description="Of the shop's own day, for `digest`.", examples=[8])]
    recipients: list[str]
    last_alerted_at: Moment | None
