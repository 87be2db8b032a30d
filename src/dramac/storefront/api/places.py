"""Countries, and what an address needs in each: so that a page of one's own can ask for it as its people write it."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pydantic
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query

from dramac.api.endpoints import Endpoints
from dramac.api.problems import Denied, Fault
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import Page, Shape, shaped
from dramac.commerce.customers.rules import countries
from dramac.storefront import addressing

router = Endpoints("Shop: addresses")


class ShopCountry(Shape, frozen=True, kw_only=True):
    """A country whose addresses are known, in the language of the request."""

    code: Annotated[str, msgspec.Meta(description="ISO 3166 code.", examples=["IE"])]
    name: Annotated[str, msgspec.Meta(examples=["Ireland"])]


class FieldChoice(Shape, frozen=True, kw_only=True):
    """One thing that a field may hold, and its name."""

    value: Annotated[str, msgspec.Meta(examples=["CA"])]
    name: Annotated[str, msgspec.Meta(examples=["California"])]


class ShopAddressField(Shape, frozen=True, kw_only=True):
    """One field of an address: `key` is its name in an address, `label` its words, `autocomplete` what browsers call it."""

    key: Annotated[str, msgspec.Meta(examples=["postcode"])]
    label: Annotated[str, msgspec.Meta(examples=["Eircode"])]
    is_required: bool
    choices: list[FieldChoice]
    autocomplete: Annotated[str, msgspec.Meta(examples=["postal-code"])]
    example: str
    longest: int


class CountryWanted(pydantic.BaseModel):
    """Of which country the fields are asked for."""

    country: Annotated[str, pydantic.Field(pattern="^[A-Z]{2}$", description="ISO 3166 code.", examples=["IE"])]


@router.get("/storefront/countries", STOREFRONT)
def list_shop_countries(request: ApiRequest) -> Page[ShopCountry]:
    """List the countries of addresses, by name. Where a cart can be sent to, its quote says."""
    named = addressing.named_countries(get_language() or "en", countries())
    return Page(data=[ShopCountry(code=code, name=name) for code, name in named], next=None)


@router.get("/storefront/address-fields", STOREFRONT)
def list_shop_address_fields(request: ApiRequest, wanted: Query[CountryWanted]) -> Page[ShopAddressField]:
    """List the fields of an address in a country, in the order in which its people write them."""
    if wanted.country not in countries():
        detail = _("There is no such country.")
        raise Denied(422, "unknown_country", detail, [Fault(detail=detail, code="unknown", parameter="country")])
    form = addressing.form({"country": wanted.country}, locale=get_language() or "en", checked=False)
    return Page(data=[_field(one) for one in form.fields], next=None)


def _field(field: addressing.ShownField) -> ShopAddressField:
    return shaped(ShopAddressField, field, choices=[FieldChoice(value=key, name=name) for key, name in field.choices])
