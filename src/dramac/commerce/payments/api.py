"""Ways to pay through the API: the methods that a site offers, and the providers behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

import msgspec
import pydantic

from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Page, Shape, shaped
from dramac.commerce.payments import actions, models, permissions, queries
from dramac.commerce.payments.ports import Provider
from dramac.commerce.payments.registry import providers

router = Endpoints("Payments")

HIDDEN = "••••"


class ProviderSetting(Shape, frozen=True, kw_only=True):
    """Something a merchant tells a provider. A secret is taken and never told again."""

    name: Annotated[str, msgspec.Meta(examples=["iban"])]
    label: Annotated[str, msgspec.Meta(examples=["IBAN"])]
    is_required: bool
    is_secret: bool


class PaymentProvider(Shape, frozen=True, kw_only=True):
    """Whoever moves money, and what a merchant tells it."""

    key: Annotated[str, msgspec.Meta(examples=["bank_transfer"])]
    title: Annotated[str, msgspec.Meta(examples=["Bank transfer"])]
    settings: list[ProviderSetting]


class PaymentMethod(Shape, frozen=True, kw_only=True):
    """A way to pay. `expires_after_hours` is how long an unpaid order waits; null is as long as the provider says."""

    id: Id
    provider: Annotated[str, msgspec.Meta(examples=["bank_transfer"])]
    name: Annotated[str, msgspec.Meta(examples=["Bank transfer"])]
    instructions: str
    settings: Annotated[dict[str, str], msgspec.Meta(examples=[{"iban": "IE29AIBK93115212345678"}])]
    expires_after_hours: int | None
    position: int
    is_active: bool


class PaymentMethodBody(Sent):
    """A way to pay as a whole: what is not given takes its default. The provider of a method stays."""

    provider: Annotated[str, pydantic.Field(max_length=40, examples=["bank_transfer"])]
    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Bank transfer"])]
    instructions: Annotated[str, pydantic.Field(max_length=2000)] = ""
    settings: Annotated[
        dict[Annotated[str, pydantic.Field(max_length=60)], Annotated[str, pydantic.Field(max_length=500)]],
        pydantic.Field(max_length=40, examples=[{"iban": "IE29AIBK93115212345678"}]),
    ] = pydantic.Field(default_factory=dict)
    expires_after_hours: Annotated[int, pydantic.Field(ge=1, le=8760, examples=[168])] | None = None
    is_active: bool = True

    def details(self, kept: Mapping[str, str] | None = None) -> actions.MethodDetails:
        """The same in the words of the action. A secret that was sent back hidden stays as it is kept."""
        known = kept or {}
        told = {name: known.get(name, "") if value == HIDDEN else value for name, value in self.settings.items()}
        return actions.MethodDetails(**{**dict(self), "settings": told})


class PaymentMethodOrder(Sent):
    """Ids in the order in which shoppers see the methods; those not named follow as they were."""

    method_ids: Annotated[tuple[UUID, ...], pydantic.Field(max_length=50)]


@router.get("/payment-providers", permissions.VIEW)
def list_payment_providers(request: ApiRequest) -> Page[PaymentProvider]:
    """List the providers of this installation, and what each needs to be told."""
    return Page(data=[_provider(one) for one in providers().values()], next=None)


@router.get("/payment-methods", permissions.VIEW)
def list_payment_methods(request: ApiRequest) -> Page[PaymentMethod]:
    """List all ways to pay, in the order in which shoppers see them."""
    return Page(data=[_method(row) for row in queries.methods(request.site)], next=None)


@router.get("/payment-methods/{payment_method_id}", permissions.VIEW)
def get_payment_method(request: ApiRequest, payment_method_id: UUID) -> PaymentMethod:
    """Read a way to pay."""
    return _method(found(queries.method(request.site, payment_method_id)))


@router.post("/payment-methods", permissions.EDIT, status=201, located=True)
def add_payment_method(request: ApiRequest, body: Json[PaymentMethodBody]) -> PaymentMethod:
    """Offer a way to pay, last in order."""
    return _method(actions.add_method(site=request.site, details=body.details(), by=request.actor, now=request.now))


@router.put("/payment-methods/{payment_method_id}", permissions.EDIT)
def replace_payment_method(
    request: ApiRequest, payment_method_id: UUID, body: Json[PaymentMethodBody]
) -> PaymentMethod:
    """Replace a way to pay. Orders that were placed keep theirs."""
    kept = found(queries.method(request.site, payment_method_id))
    details, actor, now = body.details(kept.settings), request.actor, request.now
    return _method(
        actions.edit_method(site=request.site, method_id=payment_method_id, details=details, by=actor, now=now)
    )


@router.delete("/payment-methods/{payment_method_id}", permissions.EDIT)
def remove_payment_method(request: ApiRequest, payment_method_id: UUID) -> None:
    """Offer a way to pay no more. One that orders were paid with is kept, switched off."""
    actions.remove_method(site=request.site, method_id=payment_method_id, by=request.actor, now=request.now)


@router.put("/payment-method-order", permissions.EDIT)
def order_payment_methods(request: ApiRequest, body: Json[PaymentMethodOrder]) -> None:
    """Put the ways to pay in order."""
    actions.order_methods(site=request.site, method_ids=body.method_ids, by=request.actor, now=request.now)


def _method(row: models.PaymentMethod) -> PaymentMethod:
    provider = providers().get(row.provider)
    secret = {field.name for field in provider.setting_fields() if field.is_secret} if provider else set(row.settings)
    told = {name: HIDDEN if name in secret and value else str(value) for name, value in row.settings.items()}
    return shaped(PaymentMethod, row, settings=told)


def _provider(one: Provider) -> PaymentProvider:
    fields = [shaped(ProviderSetting, field, label=str(field.label)) for field in one.setting_fields()]
    return PaymentProvider(key=one.key, title=one.title(), settings=fields)
