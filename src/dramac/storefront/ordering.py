"""The form of the checkout: what was typed or is known already, and everything that is wrong with it. No statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from dramac.commerce.cart.actions import CartDetails
from dramac.commerce.cart.queries import Cart
from dramac.commerce.checkout.rules import Asked, CheckoutSettings
from dramac.commerce.customers.rules import is_email
from dramac.commerce.customers.rules.addresses import LONGEST as LONGEST_FIELDS
from dramac.commerce.payments.queries import PaymentOffer
from dramac.commerce.shipping.rules import ShippingOffer
from dramac.kit.ids import new_token
from dramac.storefront import addressing, amounts
from dramac.tenancy.models import Site

BILLING = "billing_"
LONGEST_NOTE = 1000
LONGEST_EMAIL = 254
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Typed:
    """The checkout as it stands in the form, whether from the browser or from what is known of the shopper.

    `collects` says whether they want to fetch it themselves; None where they were not asked.
    """

    email: str
    address: dict[str, str]
    billing: dict[str, str]
    has_own_billing: bool
    shipping_method: UUID | None
    payment_method: UUID | None
    note: str
    key: str
    expected_total: int | None
    collects: bool | None = None
    accepts_terms: bool = False
    accepts_marketing: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen: ways of delivery to the address, and ways to pay. `needs_address` where something is sent."""

    delivery: tuple[ShippingOffer, ...]
    payments: tuple[PaymentOffer, ...]
    requires_shipping: bool
    needs_address: bool
    asked: CheckoutSettings = field(default_factory=CheckoutSettings)


@dataclass(frozen=True, slots=True)
class Checked:
    """The form with what is wrong: `errors` by field, the two addresses, and all of it as (id, sentence) in order."""

    typed: Typed
    address: addressing.AddressForm
    billing: addressing.AddressForm
    offered: Offered
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def unasked(self) -> list[tuple[str, str]]:
        """(name, value) of what was typed of an address before it turned out that none is needed, so that it is not lost."""
        asked = {"country", *(field.key for field in self.address.fields)}
        return [(name, value) for name, value in self.typed.address.items() if value and name not in asked]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) of everything that is wrong, from the top of the page to its end."""
        found = [("field-email", self.errors["email"])] if "email" in self.errors else []
        found += self.address.errors
        found += [("field-phone", self.errors["phone"])] if "phone" in self.errors else []
        found += [(f"field-{name}", self.errors[name]) for name in ("shipping", "payment") if name in self.errors]
        found += self.billing.errors if self.typed.has_own_billing else []
        return found + [(f"field-{name}", self.errors[name]) for name in ("note", "terms") if name in self.errors]

    @property
    def is_sound(self) -> bool:
        """Whether an order can be placed with it."""
        return not self.problems


def from_form(sent: QueryDict) -> Typed:
    """What the browser sent; far too much text is cut to what can be shown again and still be told as too long."""
    total = sent.get("expected_total", "")
    return Typed(
        email=sent.get("email", "")[:LONGEST].strip(),
        address=addressing.typed(sent),
        billing=addressing.typed(sent, BILLING),
        has_own_billing=sent.get("billing") == "own",
        shipping_method=amounts.key(sent.get("shipping", "")),
        payment_method=amounts.key(sent.get("payment", "")),
        note=sent.get("note", "")[: LONGEST_NOTE + 1],
        key=sent.get("key", "")[:64],
        expected_total=int(total) if total.isascii() and total.isdigit() and len(total) < 16 else None,
        collects={"collect": True, "send": False}.get(sent.get("way", "")),
        accepts_terms="terms" in sent,
        accepts_marketing="news" in sent,
    )


def from_cart(site: Site, cart: Cart, customer: Any, kept: Mapping[str, str] | None) -> Typed:
    """What is known before anything is typed: from the cart, else from the customer's own account."""
    known = dict(cart.address) or dict(kept or {})
    name = known.get("name") or (customer.name if customer else "")
    address = {"country": site.country, **known, "name": name, "phone": cart.phone or known.get("phone", "")}
    return Typed(
        email=cart.email or (customer.email if customer else ""),
        address=address,
        billing={"country": address["country"], **cart.billing_address},
        has_own_billing=bool(cart.billing_address) and cart.billing_address != cart.address,
        shipping_method=cart.shipping_method_id,
        payment_method=cart.payment_method_id,
        note=cart.note,
        key=new_token(),
        expected_total=None,
    )


def check(site: Site, typed: Typed, offered: Offered, *, is_final: bool) -> Checked:
    """The form as it can be drawn again; when it is final, with a sentence beside everything that is wrong."""
    brief = not offered.needs_address
    address = addressing.form(typed.address, locale=site.locale, checked=is_final, is_brief=brief)
    is_own = is_final and typed.has_own_billing
    billing = addressing.form(typed.billing, prefix=BILLING, locale=site.locale, checked=is_own)
    return Checked(typed, address, billing, offered, _errors(typed, offered) if is_final else {})


def _errors(typed: Typed, offered: Offered) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not is_email(typed.email) or len(typed.email) > LONGEST_EMAIL:
        errors["email"] = _("Give an e-mail address such as ann@example.com.")
    if offered.requires_shipping and typed.shipping_method not in {offer.method_id for offer in offered.delivery}:
        errors["shipping"] = _("Choose how it should reach you.") if offered.delivery else _("We do not deliver there.")
    if offered.payments and typed.payment_method not in {offer.id for offer in offered.payments}:
        errors["payment"] = _("Choose how to pay.")
    if offered.asked.phone == Asked.REQUIRED and offered.needs_address and not typed.address["phone"].strip():
        errors["phone"] = _("Give a phone number, so that questions about the delivery reach you.")
    if offered.asked.terms_box and not typed.accepts_terms:
        errors["terms"] = _("Tick the box to accept the terms.")
    if len(typed.note) > LONGEST_NOTE:
        errors["note"] = _("Keep the note below 1,000 letters.")
    return errors


def details(checked: Checked, *, shipping: UUID | None) -> CartDetails:
    """What the cart keeps of the form, so that nothing is lost when the shopper goes away and comes back."""
    typed = checked.typed
    return CartDetails(
        email=typed.email if is_email(typed.email) and len(typed.email) <= LONGEST_EMAIL else None,
        phone=checked.address.values.get("phone", "")[:40],
        address=_short(checked.address.values),
        billing_address=_short(checked.billing.values) if typed.has_own_billing else {},
        shipping_method_id=shipping,
        payment_method_id=typed.payment_method,
        note=typed.note[:LONGEST_NOTE],
    )


def _short(values: Mapping[str, str]) -> dict[str, str]:
    """An address without what is too long to be kept."""
    return {name: value for name, value in values.items() if len(value) <= LONGEST_FIELDS.get(name, 0)}
