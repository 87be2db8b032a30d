"""What a shopper hands in to place an order, checked before anything is read or locked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers.actions import AddressRefused, CustomerRefused
from dramac.commerce.customers.rules import Problem, check_address, clean_address, is_email
from dramac.kit.money import Minor
from dramac.kit.refusal import Refused
from dramac.kit.text import clean, one_line

LONGEST_KEY = 80


class DetailRefused(Refused):
    """Something the shopper told cannot be kept; `field` names it."""

    code = "detail_refused"


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """An order to place: the cart, what the shopper was shown (`expected_total` in minor units, `expected_version`), and
    what they told.

    `customer_id` is who is signed in, from the session and never from the form. Without a billing address the other one
    serves for both. `return_url` is where a provider's own pages send the shopper back to.
    """

    cart_id: UUID
    expected_total: Minor
    email: str
    address: Mapping[str, Any] = field(default_factory=dict)
    billing_address: Mapping[str, Any] | None = None
    shipping_method_id: UUID | None = None
    payment_method_id: UUID | None = None
    name: str = ""
    phone: str = ""
    note: str = ""
    locale: str = ""
    accepts_marketing: bool = False
    customer_id: UUID | None = None
    expected_version: int | None = None
    return_url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the shopper told, cleaned. `problems` are those of the address, which matter only if goods go there."""

    email: str
    name: str
    phone: str
    note: str
    locale: str
    address: dict[str, str]
    billing: dict[str, str]
    problems: tuple[Problem, ...]

    def need_address(self) -> None:
        """Goods go to the address. Raises AddressRefused unless mail could."""
        if self.problems:
            raise AddressRefused(list(self.problems))

    def need_phone(self) -> None:
        """Whoever brings the goods may have to ask. Raises DetailRefused without a number."""
        if not self.phone:
            raise DetailRefused(_("Give a phone number."), field="phone", code="required")


def read(order: PlaceOrder, key: str) -> Told:
    """The order's details, cleaned. Raises CustomerRefused, AddressRefused, DetailRefused; no statement."""
    email = order.email.strip() if len(order.email) <= 1000 else ""
    if not is_email(email):
        raise CustomerRefused(_("Give an e-mail address such as ann@example.com."), field="email", code="bad_email")
    address = clean_address(order.address)
    name = one_line(order.name) or address["name"]
    phone = one_line(order.phone) or address["phone"]
    _limit("name", name, 200)
    _limit("phone", phone, 40)
    note = clean(order.note)
    _limit("note", note, 1000)
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise DetailRefused(_("The request has no usable key."), field="key", code="bad_key")
    problems = check_address(address)
    if too_long := [problem for problem in problems if problem.code == "too_long"]:
        raise AddressRefused(too_long)
    billing = _kept(address)
    if order.billing_address is not None:
        other = clean_address(order.billing_address)
        if wrong := check_address(other):
            raise AddressRefused([Problem(f"billing_{problem.field}", problem.code) for problem in wrong])
        billing = _kept(other)
    return Told(email, name, phone, note, one_line(order.locale)[:16], _kept(address), billing, tuple(problems))


def _kept(address: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in address.items() if value}


def _limit(field_name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise DetailRefused(_("This is too long."), field=field_name, code="too_long")
