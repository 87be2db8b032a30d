"""Postal addresses, as they are sent and told. Which fields a country needs is the customers' slice's to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
import pydantic

from dramac.api.bodies import Sent
from dramac.api.shapes import Shape

Line = Annotated[str, pydantic.Field(max_length=200)]


class PostalAddress(Shape, frozen=True, kw_only=True):
    """A postal address. What a country does not use is empty."""

    name: Annotated[str, msgspec.Meta(examples=["Grace Murray"])] = ""
    company: str = ""
    line1: Annotated[str, msgspec.Meta(examples=["12 Dame Street"])] = ""
    line2: str = ""
    city: Annotated[str, msgspec.Meta(examples=["Dublin"])] = ""
    region: str = ""
    postcode: Annotated[str, msgspec.Meta(examples=["D02 X285"])] = ""
    country: Annotated[str, msgspec.Meta(description="ISO 3166 code.", examples=["IE"])] = ""
    phone: str = ""


class AddressBody(Sent):
    """A postal address. Which fields are needed depends on the country."""

    name: Annotated[Line, pydantic.Field(examples=["Grace Murray"])] = ""
    company: Line = ""
    line1: Annotated[Line, pydantic.Field(examples=["12 Dame Street"])] = ""
    line2: Line = ""
    city: Annotated[Line, pydantic.Field(examples=["Dublin"])] = ""
    region: Line = ""
    postcode: Annotated[str, pydantic.Field(max_length=20, examples=["D02 X285"])] = ""
    country: Annotated[str, pydantic.Field(max_length=2, description="ISO 3166 code.", examples=["IE"])] = ""
    phone: Annotated[str, pydantic.Field(max_length=40, examples=["+353 1 234 5678"])] = ""


def postal_address(kept: Mapping[str, str] | object) -> PostalAddress:
    """An address from the mapping, or the row, that keeps it."""
    names = PostalAddress.__struct_fields__
    if isinstance(kept, Mapping):
        return PostalAddress(**{name: str(kept.get(name) or "") for name in names})
    return PostalAddress(**{name: str(getattr(kept, name, "")) for name in names})


def sent_address(body: AddressBody) -> dict[str, str]:
    """What was given of an address."""
    return {name: value for name, value in body.model_dump().items() if value}
