"""Shipping through the API: the ways of delivery that a site offers."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
import pydantic

from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.fields import AmountBody, maybe_minor, minor
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Amount, Id, Page, Shape, amount, maybe_amount, shaped
from dramac.commerce.shipping import actions, models, permissions, queries
from dramac.commerce.shipping.rules import ShippingKind, WeightBand
from dramac.tenancy.models import Site

router = Endpoints("Shipping")

Kind = Literal["flat", "free_over", "by_weight", "pick_up"]
Grams = Annotated[int, pydantic.Field(ge=0, le=1_000_000_000, examples=[1000])]
Days = Annotated[int, pydantic.Field(ge=0, le=365, examples=[2])]
Country = Annotated[str, pydantic.Field(pattern="^[A-Z]{2}$", examples=["IE"])]
Region = Annotated[str, pydantic.Field(pattern="^[A-Z]{2}-.+$", max_length=120, examples=["ES-CN"])]


class ShippingBand(Shape, frozen=True, kw_only=True):
    """The price up to a weight; no weight means however heavy."""

    up_to_g: int | None
    amount: Amount


class ShippingMethod(Shape, frozen=True, kw_only=True):
    """A way of delivery. Without countries and regions it goes everywhere."""

    id: Id
    name: Annotated[str, msgspec.Meta(examples=["Standard"])]
    description: str
    kind: Kind
    amount: Amount
    free_over: Amount | None
    bands: list[ShippingBand]
    countries: list[str]
    regions: list[str]
    min_subtotal: Amount | None
    max_subtotal: Amount | None
    min_weight_g: int | None
    max_weight_g: int | None
    tax_class: str
    min_days: int | None
    max_days: int | None
    position: int
    is_active: bool


class BandBody(Sent):
    """The price up to a weight; no weight means however heavy."""

    up_to_g: Annotated[int, pydantic.Field(ge=1, le=1_000_000_000, examples=[1000])] | None = None
    amount: AmountBody


class ShippingMethodBody(Sent):
    """A way of delivery as a whole: what is not given takes its default."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Standard"])]
    kind: Kind
    amount: AmountBody | None = None
    description: Annotated[str, pydantic.Field(max_length=300)] = ""
    free_over: AmountBody | None = None
    bands: Annotated[tuple[BandBody, ...], pydantic.Field(max_length=50)] = ()
    countries: Annotated[tuple[Country, ...], pydantic.Field(max_length=250)] = ()
    regions: Annotated[tuple[Region, ...], pydantic.Field(max_length=500)] = ()
    min_subtotal: AmountBody | None = None
    max_subtotal: AmountBody | None = None
    min_weight_g: Grams | None = None
    max_weight_g: Grams | None = None
    tax_class: Annotated[str, pydantic.Field(max_length=40, examples=["standard"])] = "standard"
    min_days: Days | None = None
    max_days: Days | None = None
    is_active: bool = True

    def details(self, site: Site) -> actions.MethodDetails:
        """The same in the words of the action. Raises WrongCurrency."""
        amounts: dict[str, Any] = {
            name: maybe_minor(site, getattr(self, name), name) for name in ("free_over", "min_subtotal", "max_subtotal")
        }
        bands = [
            WeightBand(one.up_to_g, minor(site, one.amount, f"bands.{i}.amount")) for i, one in enumerate(self.bands)
        ]
        amounts |= {"amount": maybe_minor(site, self.amount, "amount") or 0, "bands": tuple(bands)}
        return actions.MethodDetails(**{**dict(self), "kind": ShippingKind(self.kind), **amounts})


class MethodOrder(Sent):
    """Ids in the order in which shoppers see the methods; those not named follow as they were."""

    method_ids: Annotated[tuple[UUID, ...], pydantic.Field(max_length=200)]


@router.get("/shipping-methods", permissions.VIEW)
def list_shipping_methods(request: ApiRequest) -> Page[ShippingMethod]:
    """List all ways of delivery, in the order in which shoppers see them."""
    return Page(data=[_method(request.site, row) for row in queries.methods(request.site)], next=None)


@router.get("/shipping-methods/{shipping_method_id}", permissions.VIEW)
def get_shipping_method(request: ApiRequest, shipping_method_id: UUID) -> ShippingMethod:
    """Read a way of delivery."""
    return _method(request.site, found(queries.method(request.site, shipping_method_id)))


@router.post("/shipping-methods", permissions.EDIT, status=201, located=True)
def add_shipping_method(request: ApiRequest, body: Json[ShippingMethodBody]) -> ShippingMethod:
    """Offer a way of delivery, last in order."""
    site, details = request.site, body.details(request.site)
    return _method(site, actions.add_method(site=site, details=details, by=request.actor, now=request.now))


@router.put("/shipping-methods/{shipping_method_id}", permissions.EDIT)
def replace_shipping_method(
    request: ApiRequest, shipping_method_id: UUID, body: Json[ShippingMethodBody]
) -> ShippingMethod:
    """Replace a way of delivery. Orders that were placed keep theirs."""
    site, details, actor = request.site, body.details(request.site), request.actor
    return _method(
        site, actions.edit_method(site=site, method_id=shipping_method_id, details=details, by=actor, now=request.now)
    )


@router.delete("/shipping-methods/{shipping_method_id}", permissions.EDIT)
def remove_shipping_method(request: ApiRequest, shipping_method_id: UUID) -> None:
    """Offer a way of delivery no more. Orders keep its name."""
    actions.remove_method(site=request.site, method_id=shipping_method_id, by=request.actor, now=request.now)


@router.put("/shipping-method-order", permissions.EDIT)
def order_shipping_methods(request: ApiRequest, body: Json[MethodOrder]) -> None:
    """Put the ways of delivery in order."""
    actions.order_methods(site=request.site, method_ids=body.method_ids, by=request.actor, now=request.now)


def _method(site: Site, row: models.ShippingMethod) -> ShippingMethod:
    currency = site.currency
    amounts = {
        name: maybe_amount(getattr(row, name), currency) for name in ("free_over", "min_subtotal", "max_subtotal")
    }
    bands = [ShippingBand(up_to_g=band["up_to_g"], amount=amount(band["amount"], currency)) for band in row.bands]
    return shaped(ShippingMethod, row, amount=amount(row.amount, currency), bands=bands, **amounts)
