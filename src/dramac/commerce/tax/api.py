"""Taxes through the API: classes of goods, and rates by place and class."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID

import msgspec
import pydantic

from dramac.api import fields
from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Page, Percent, Shape, percent, shaped
from dramac.commerce.tax import actions, models, permissions, queries

router = Endpoints("Taxes")

Place = Annotated[str, pydantic.Field(min_length=1, max_length=120)]


class TaxClass(Shape, frozen=True, kw_only=True):
    """A class of goods taxed alike. Products refer to its `key`."""

    key: Annotated[str, msgspec.Meta(examples=["reduced"])]
    name: Annotated[str, msgspec.Meta(examples=["Reduced"])]


class TaxRate(Shape, frozen=True, kw_only=True):
    """A rate for a class of goods in a place; an empty region means the whole country."""

    id: Id
    name: Annotated[str, msgspec.Meta(examples=["VAT"])]
    rate: Percent
    country: Annotated[str, msgspec.Meta(examples=["IE"])]
    region: str
    postcodes: list[str]
    cities: list[str]
    tax_class: Annotated[str, msgspec.Meta(examples=["standard"])]
    applies_to_shipping: bool
    priority: int
    is_compound: bool
    is_active: bool


class TaxRateBody(Sent):
    """A rate as a whole: what is not given takes its default."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["VAT"])]
    rate: fields.Percent
    country: Annotated[
        str, pydantic.Field(pattern="^([A-Z]{2})?$", description="Empty means everywhere.", examples=["IE"])
    ]
    region: Annotated[str, pydantic.Field(max_length=120)] = ""
    postcodes: Annotated[tuple[Place, ...], pydantic.Field(max_length=500)] = ()
    cities: Annotated[tuple[Place, ...], pydantic.Field(max_length=500)] = ()
    tax_class: Annotated[str, pydantic.Field(max_length=40, examples=["standard"])] = "standard"
    applies_to_shipping: bool = True
    priority: Annotated[int, pydantic.Field(ge=1, le=100)] = 1
    is_compound: bool = False
    is_active: bool = True

    def details(self) -> actions.RateDetails:
        """The same in the words of the action."""
        return actions.RateDetails(**{**dict(self), "rate": Decimal(self.rate)})


class TaxClassBody(Sent):
    """A class of goods."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Books"])]


@router.get("/tax-rates", permissions.VIEW)
def list_tax_rates(request: ApiRequest) -> Page[TaxRate]:
    """List all rates, by place and class."""
    return Page(data=[_rate(row) for row in queries.rates(request.site)], next=None)


@router.get("/tax-rates/{rate_id}", permissions.VIEW)
def get_tax_rate(request: ApiRequest, rate_id: UUID) -> TaxRate:
    """Read a rate."""
    return _rate(found(queries.rate(request.site, rate_id)))


@router.post("/tax-rates", permissions.EDIT, status=201, located=True)
def add_tax_rate(request: ApiRequest, body: Json[TaxRateBody]) -> TaxRate:
    """Add a rate. Orders that were placed keep their taxes."""
    return _rate(actions.add_rate(site=request.site, details=body.details(), by=request.actor, now=request.now))


@router.put("/tax-rates/{rate_id}", permissions.EDIT)
def replace_tax_rate(request: ApiRequest, rate_id: UUID, body: Json[TaxRateBody]) -> TaxRate:
    """Replace a rate. Orders that were placed keep their taxes."""
    details, actor, now = body.details(), request.actor, request.now
    return _rate(actions.edit_rate(site=request.site, rate_id=rate_id, details=details, by=actor, now=now))


@router.delete("/tax-rates/{rate_id}", permissions.EDIT)
def remove_tax_rate(request: ApiRequest, rate_id: UUID) -> None:
    """Remove a rate. Orders that were placed keep their taxes."""
    actions.remove_rate(site=request.site, rate_id=rate_id, by=request.actor, now=request.now)


@router.get("/tax-classes", permissions.VIEW)
def list_tax_classes(request: ApiRequest) -> Page[TaxClass]:
    """List the classes of goods, the standard one first."""
    return Page(data=[shaped(TaxClass, row) for row in queries.classes(request.site)], next=None)


@router.post("/tax-classes", permissions.EDIT, status=201)
def add_tax_class(request: ApiRequest, body: Json[TaxClassBody]) -> TaxClass:
    """Add a class of goods. Its key is made of its name, and stays."""
    return shaped(TaxClass, actions.add_class(site=request.site, name=body.name, by=request.actor, now=request.now))


@router.put("/tax-classes/{tax_class_key}", permissions.EDIT)
def rename_tax_class(request: ApiRequest, tax_class_key: str, body: Json[TaxClassBody]) -> TaxClass:
    """Rename a class of goods. Its key stays."""
    renamed = actions.rename_class(
        site=request.site, key=tax_class_key, name=body.name, by=request.actor, now=request.now
    )
    return shaped(TaxClass, renamed)


def _rate(row: models.TaxRate) -> TaxRate:
    return shaped(TaxRate, row, rate=percent(row.rate))
