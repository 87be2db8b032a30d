"""Signing shoppers in by a code that is mailed. A sign-in is named by its secret, in the header `Dramac-Customer`."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pydantic
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dramac.api.bodies import Changes, Json, Sent
from dramac.api.contracts import CUSTOMER
from dramac.api.endpoints import Endpoints
from dramac.api.fields import given
from dramac.api.limits import address_of
from dramac.api.models import ApiKey
from dramac.api.problems import Denied
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import Moment, Shape, shaped
from dramac.commerce.cart import actions as carts
from dramac.commerce.cart import queries as cart_queries
from dramac.commerce.customers import actions, queries
from dramac.commerce.customers.actions import CustomerDetails
from dramac.commerce.customers.queries import Customer
from dramac.tenancy.actors import Actor

router = Endpoints("Shop: sign-in")

Email = Annotated[str, pydantic.Field(min_length=3, max_length=254, examples=["grace@example.com"])]


class ShopCustomer(Shape, frozen=True, kw_only=True):
    """Who is signed in, as they see themselves."""

    email: Annotated[str, msgspec.Meta(examples=["grace@example.com"])]
    name: Annotated[str, msgspec.Meta(examples=["Grace Murray"])]
    phone: str
    accepts_marketing: bool
    created_at: Moment


class SignIn(Shape, frozen=True, kw_only=True):
    """A shopper who is signed in now. `secret` is shown this once, and null when the answer is repeated."""

    secret: Annotated[str | None, msgspec.Meta(examples=["hT7v0QyYw1bq2mJ4sT6uX8zA9cE5gH7iLp2nO4rS6tU"])]
    expires_at: Moment
    customer: ShopCustomer


class CodeBody(Sent):
    """Where a code is sent to."""

    email: Email


class SignInBody(Sent):
    """The code that was mailed. The guest's cart whose secret is given becomes the customer's, with what their others hold."""

    email: Email
    code: Annotated[str, pydantic.Field(min_length=1, max_length=40, examples=["493017"])]
    cart_secret: Annotated[str, pydantic.Field(max_length=100, examples=[""])] = ""


class ShopCustomerChanges(Changes):
    """What should change; the rest stays. The e-mail address stays: it is what one signs in by."""

    name: Annotated[str, pydantic.Field(max_length=200, examples=["Grace Murray"])] = ""
    phone: Annotated[str, pydantic.Field(max_length=40, examples=["+353 1 234 5678"])] = ""
    accepts_marketing: bool = False


@router.post("/storefront/sign-in-codes", STOREFRONT)
def send_sign_in_code(request: ApiRequest, body: Json[CodeBody]) -> None:
    """Send a one-time code by e-mail. Whether the address is known makes no difference to the answer."""
    locale = get_language() or ""
    actions.request_code(site=request.site, email=body.email, ip=place_of(request), now=request.now, locale=locale)


@router.post("/storefront/sign-ins", STOREFRONT, status=201, redact=("secret",))
def sign_in(request: ApiRequest, body: Json[SignInBody]) -> SignIn:
    """Sign in by the code. An address that had no account has one from then on."""
    site, now, locale = request.site, request.now, get_language() or ""
    done = actions.sign_in(site=site, email=body.email, code=body.code, ip=place_of(request), now=now, locale=locale)
    guest = cart_queries.by_secret(site, body.cart_secret) if body.cart_secret else None
    customer = done.customer
    cart_id = guest.id if guest else None
    carts.merge(site=site, customer_id=customer.pk, email=customer.email, now=now, cart_id=cart_id)
    return SignIn(secret=done.secret, expires_at=done.expires_at, customer=shaped(ShopCustomer, customer))


@router.delete("/storefront/sign-in", STOREFRONT, secret=CUSTOMER)
def sign_out(request: ApiRequest) -> None:
    """End a sign-in. Its secret opens nothing from then on."""
    customer_of(request)
    actions.sign_out(site=request.site, secret=request.headers[CUSTOMER])


@router.get("/storefront/customer", STOREFRONT, secret=CUSTOMER)
def get_shop_customer(request: ApiRequest) -> ShopCustomer:
    """Read who is signed in."""
    return shaped(ShopCustomer, customer_of(request))


@router.patch("/storefront/customer", STOREFRONT, secret=CUSTOMER)
def edit_shop_customer(request: ApiRequest, body: Json[ShopCustomerChanges]) -> ShopCustomer:
    """Change one's own name, telephone, and whether news may be sent."""
    kept = customer_of(request)
    known = {"name": kept.name, "phone": kept.phone, "accepts_marketing": kept.accepts_marketing, **given(body)}
    details, by = CustomerDetails(kept.email, **known), shopper(kept)
    site, now = request.site, request.now
    return shaped(ShopCustomer, actions.edit(site=site, customer_id=kept.pk, details=details, by=by, now=now))


def customer_of(request: ApiRequest) -> Customer:
    """Who is signed in with the secret that the request carries. Raises Denied (404). One statement."""
    found = queries.by_session(request.site, request.headers[CUSTOMER], request.now)
    if found is None:
        raise Denied(404, "unknown_sign_in", _("There is no such sign-in, or it has ended."))
    return found


def maybe_customer(request: ApiRequest) -> Customer | None:
    """The same for requests that need no sign-in; None where they carry none."""
    return customer_of(request) if request.headers.get(CUSTOMER) else None


def shopper(customer: Customer) -> Actor:
    """The shopper as ledgers and timelines name them."""
    return Actor("customer", customer.name or customer.email, customer.pk)


def place_of(request: ApiRequest) -> str:
    """Where a shopper is, by which guessing is slowed down. A server that asks for all of them is no place of a shopper."""
    return address_of(request) if request.key.kind == ApiKey.Kind.PUBLISHABLE else ""
