"""What is sent to set limits or to ask for alerts."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import pydantic

from dramac.api.bodies import Sent
from dramac.api.paging import Paging
from dramac.commerce.alerts import actions, rules
from dramac.commerce.alerts.api.shapes import Level, Mailing, State

Units = Annotated[int, pydantic.Field(ge=0, le=1_000_000, examples=[10])]
FewUnits = Annotated[int, pydantic.Field(ge=0, le=1_000_000, examples=[3])]
Address = Annotated[str, pydantic.Field(max_length=254, examples=["stock@example.com"])]


class AlertsWanted(Paging):
    """Which alerts are asked for; every part narrows. Of open and dismissed ones the gravest of each variant at a location."""

    state: State = "open"
    level: Annotated[tuple[Level, ...], pydantic.Field(max_length=3, description="Repeat for several.")] = ()
    variant_id: UUID | None = None
    product_id: UUID | None = None
    location_id: UUID | None = None

    def exact(self) -> dict[str, Any]:
        """What has to be equal, as the query takes it."""
        wanted = self.model_dump(include={"variant_id", "product_id", "location_id"}, exclude_none=True)
        return {**wanted, "level__in": self.level} if self.level else wanted


class LimitsWanted(Paging):
    """Which limits are asked for; every part narrows."""

    variant_id: UUID | None = None
    product_id: UUID | None = None
    location_id: UUID | None = None


class LimitValues(Sent):
    """Limits in units that can be sold at a location. Without numbers for reordering they are suggested."""

    low_stock_threshold: Units = 10
    critical_stock_threshold: FewUnits = 3
    reorder_point: Units | None = None
    reorder_quantity: Units | None = None
    safety_stock: FewUnits | None = None
    is_active: bool = True
    notify_email: bool = True
    notify_dashboard: bool = True

    def details(self) -> actions.LimitDetails:
        """The same for the action."""
        return actions.LimitDetails(**{name: getattr(self, name) for name in actions.LimitDetails.__slots__})


class LimitBody(LimitValues):
    """Limits and what they are for: a product, a variant, a location, or one of the former at the latter."""

    product_id: UUID | None = None
    variant_id: UUID | None = None
    location_id: UUID | None = None


class AlertSettingsBody(Sent):
    """The shop's own limits and wishes as a whole: what is not given takes its default."""

    low_stock_threshold: Units = 10
    critical_stock_threshold: FewUnits = 3
    hysteresis: Annotated[int, pydantic.Field(ge=0, le=1000, examples=[1])] = 1
    is_active: bool = True
    on_dashboard: bool = True
    email: Mailing = "single"
    digest_hour: Annotated[int, pydantic.Field(ge=0, le=23, examples=[8])] = 8
    recipients: Annotated[tuple[Address, ...], pydantic.Field(max_length=20)] = ()

    def told(self) -> rules.AlertSettings:
        """The wishes in the words of the action."""
        return rules.AlertSettings(**{name: getattr(self, name) for name in rules.AlertSettings.__slots__})
