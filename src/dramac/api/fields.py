"""Words for what requests may contain: parameters are read strictly, amounts in the site's currency only."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

import pydantic
from django.utils.translation import gettext_lazy as _
from pydantic_core import PydanticCustomError

from dramac.api.bodies import Sent
from dramac.kit.money import LARGEST_AMOUNT, Minor
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT_SCHEMA = {"type": "string", "format": "date-time", "examples": ["2026-11-22T09:30:00Z"]}


def _flag(value: object) -> object:
    if value not in ("true", "false", True, False):
        raise PydanticCustomError("bool_type", "Give true or false.")
    return value in ("true", True)


def _moment(value: object) -> object:
    if not (isinstance(value, str) and RFC_3339.fullmatch(value)):
        raise PydanticCustomError("datetime_parsing", "Give a date and time such as 2026-11-22T09:30:00Z.")
    return datetime.fromisoformat(value)


def _day(value: object) -> object:
    if not (isinstance(value, str) and FULL_DATE.fullmatch(value)):
        raise PydanticCustomError("date_parsing", "Give a date such as 2026-11-22.")
    return value


def _number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?\d{1,18}", value, re.ASCII):
        raise PydanticCustomError("int_parsing", "Give a whole number.")
    return value


Flag: TypeAlias = Annotated[bool, pydantic.BeforeValidator(_flag)]
"""A yes or no in an address: `true` or `false`."""

Number: TypeAlias = Annotated[int, pydantic.BeforeValidator(_number)]
"""A whole number in an address."""

Time: TypeAlias = Annotated[
    datetime, pydantic.BeforeValidator(_moment), pydantic.WithJsonSchema(MOMENT_SCHEMA), pydantic.Strict(strict=False)
]
"""A moment, with its time zone (RFC 3339)."""

Day: TypeAlias = Annotated[date, pydantic.BeforeValidator(_day)]
"""A day, in the site's time zone (RFC 3339, full-date)."""

Words: TypeAlias = Annotated[str, pydantic.Field(max_length=200)]
"""What somebody typed to search."""


Percent: TypeAlias = Annotated[
    str, pydantic.Field(pattern=r"^\d{1,3}(\.\d{1,4})?$", description="Per cent, as a decimal.", examples=["23.0"])
]
"""A rate in per cent, as text, so that no digit is lost."""


class WrongCurrency(Refused):
    """An amount in a currency that the site does not use."""

    code = "wrong_currency"


class AmountBody(Sent):
    """An amount of money in the site's currency: whole minor units (cents)."""

    amount: Annotated[int, pydantic.Field(ge=0, le=LARGEST_AMOUNT, examples=[1250])]
    currency: Annotated[str, pydantic.Field(pattern="^[A-Z]{3}$", examples=["EUR"])]


class SignedAmountBody(Sent):
    """An amount to add or, below zero, to take off, in the site's currency: whole minor units (cents)."""

    amount: Annotated[int, pydantic.Field(ge=-LARGEST_AMOUNT, le=LARGEST_AMOUNT, examples=[-100])]
    currency: Annotated[str, pydantic.Field(pattern="^[A-Z]{3}$", examples=["EUR"])]


def minor(site: Site, sent: AmountBody | SignedAmountBody, field: str) -> Minor:
    """The minor units of an amount that was sent as `field`. Raises WrongCurrency when it is not in the site's currency."""
    if sent.currency != site.currency:
        raise WrongCurrency(
            _("Amounts here are in %(currency)s.") % {"currency": site.currency}, field=f"{field}.currency"
        )
    return sent.amount


def maybe_minor(site: Site, sent: AmountBody | SignedAmountBody | None, field: str) -> Minor | None:
    """The same, or None where none was sent."""
    return None if sent is None else minor(site, sent, field)


def given(sent: Sent) -> dict[str, Any]:
    """The fields that were sent, with their values: what an edit changes, and nothing else."""
    return {name: getattr(sent, name) for name in sent.model_fields_set}
