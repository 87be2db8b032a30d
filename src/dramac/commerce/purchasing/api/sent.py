"""What is sent to change suppliers and purchase orders. Amounts are minor units of the supplier's or the order's currency."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from uuid import UUID

import pydantic

from dramac.api.addresses import AddressBody, sent_address
from dramac.api.bodies import Sent
from dramac.commerce.purchasing.actions import Delivery, ItemDetails, LineWish, OrderDetails, SupplierDetails
from dramac.commerce.purchasing.rules import Delivered
from dramac.kit.money import LARGEST_AMOUNT

Units = Annotated[int, pydantic.Field(ge=1, le=1_000_000, examples=[12])]
Some = Annotated[int, pydantic.Field(ge=0, le=1_000_000, examples=[12])]
Days = Annotated[int | None, pydantic.Field(ge=0, le=365, examples=[7])]
Cost = Annotated[
    int | None, pydantic.Field(ge=0, le=LARGEST_AMOUNT, examples=[400], description="Minor units of that currency.")
]
Costs = Annotated[int, pydantic.Field(ge=0, le=LARGEST_AMOUNT, examples=[1900])]
Line = Annotated[str, pydantic.Field(max_length=120)]
Long = Annotated[str, pydantic.Field(max_length=2000)]
Day = Annotated[date | None, pydantic.Strict(strict=False)]
Reason = Annotated[str, pydantic.Field(max_length=300, examples=["Out of print"])]


class SupplierBody(Sent):
    """What is said of a supplier, whole."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"name": "Harbour Mill", "email": "orders@example.com", "currency": "EUR"}

    name: Line
    contact: Line = ""
    email: Annotated[str, pydantic.Field(max_length=254)] = ""
    phone: Annotated[str, pydantic.Field(max_length=40)] = ""
    currency: Annotated[str, pydantic.Field(pattern="^([A-Z]{3})?$", examples=["EUR"])] = ""
    address: AddressBody = AddressBody()
    lead_time_days: Days = None
    minimum_order: Cost = None
    notes: Long = ""

    def details(self) -> SupplierDetails:
        """The same in the words of the action."""
        told: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields if name != "address"}
        return SupplierDetails(**told, address=sent_address(self.address))


class SupplierItemBody(Sent):
    """How a supplier sells a variant, whole."""

    supplier_sku: Line = ""
    unit_cost: Cost = None
    minimum_lot: Units = 1
    pack_size: Units = 1
    lead_time_days: Days = None
    is_preferred: bool = False

    def details(self) -> ItemDetails:
        """The same in the words of the action."""
        return ItemDetails(**dict(self))


class PurchaseLineBody(Sent):
    """Units of a variant; without a cost what the supplier asks."""

    variant_id: UUID
    quantity: Units
    unit_cost: Cost = None


class PurchaseOrderTerms(Sent):
    """What a purchase order says beside its supplier, whole. Without a location the default one receives."""

    lines: Annotated[tuple[PurchaseLineBody, ...], pydantic.Field(max_length=1000)] = ()
    location_id: UUID | None = None
    expected_on: Day = None
    rate: Annotated[str | None, pydantic.Field(pattern=r"^\d{1,7}(\.\d{1,6})?$", examples=["0.92"])] = None
    shipping_cost: Costs = 0
    other_cost: Costs = 0
    spreads_costs: bool = True
    reference: Line = ""
    note: Long = ""

    def wishes(self) -> list[LineWish]:
        """The lines in the words of the action."""
        return [LineWish(one.variant_id, one.quantity, one.unit_cost) for one in self.lines]

    def details(self) -> OrderDetails:
        """The rest in the words of the action."""
        return OrderDetails(
            location_id=self.location_id,
            expected_on=self.expected_on,
            rate=None if self.rate is None else Decimal(self.rate),
            shipping_cost=self.shipping_cost,
            other_cost=self.other_cost,
            spreads_costs=self.spreads_costs,
            reference=self.reference,
            note=self.note,
        )


class PurchaseOrderBody(PurchaseOrderTerms):
    """A purchase order to begin."""

    supplier_id: UUID


class PlacementBody(Sent):
    """`notify` writes to the supplier."""

    notify: bool = False


class DeliveredBody(Sent):
    """Units of a line that came in, of which batch in a shop that keeps batches, and that were turned away."""

    line_id: UUID
    received: Some = 0
    rejected: Some = 0
    batch: Annotated[str, pydantic.Field(max_length=60, description="Opened where it is new.", examples=["L-2044"])] = (
        ""
    )
    expires_on: Annotated[
        date | None, pydantic.Field(description="The first day on which its goods are no longer sold.")
    ] = None


class ReceiptBody(Sent):
    """A delivery. `may_exceed` agrees to more than was ordered."""

    lines: Annotated[tuple[DeliveredBody, ...], pydantic.Field(min_length=1, max_length=1000)]
    note: Reason = ""
    may_exceed: bool = False

    def delivery(self, key: str) -> Delivery:
        """The same in the words of the action."""
        units = [Delivered(one.line_id, one.received, one.rejected, one.batch, one.expires_on) for one in self.lines]
        return Delivery(units, key, self.note, self.may_exceed)


class EndingBody(Sent):
    """Why nothing more is waited for."""

    reason: Reason = ""


class ReorderUnits(Sent):
    """Units of a variant to order."""

    variant_id: UUID
    quantity: Units


class ReorderBody(Sent):
    """What to order, of each variant from its preferred supplier."""

    lines: Annotated[tuple[ReorderUnits, ...], pydantic.Field(min_length=1, max_length=1000)]
