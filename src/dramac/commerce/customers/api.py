"""Customers through the API: who buys, and the addresses they keep."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, ClassVar
from uuid import UUID

import msgspec
import pydantic
from django.db import transaction
from ninja import Query

from dramac.api import etags
from dramac.api.addresses import AddressBody, PostalAddress, postal_address, sent_address
from dramac.api.bodies import Changes, Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.fields import Flag, Words, given
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Moment, Page, Shape, shaped
from dramac.commerce.customers import actions, models, permissions, queries
from dramac.commerce.customers.actions.people import locked
from dramac.commerce.customers.queries import CustomerFilter

router = Endpoints("Customers")

Email = Annotated[str, pydantic.Field(max_length=254, examples=["grace@example.com"])]
Name = Annotated[str, pydantic.Field(max_length=200, examples=["Grace Murray"])]
Phone = Annotated[str, pydantic.Field(max_length=40, examples=["+353 1 234 5678"])]


class Customer(Shape, frozen=True, kw_only=True):
    """Someone who bought, or signed in. Known by their e-mail address."""

    id: Id
    version: int
    email: Annotated[str, msgspec.Meta(examples=["grace@example.com"])]
    name: Annotated[str, msgspec.Meta(examples=["Grace Murray"])]
    phone: str
    locale: str
    accepts_marketing: bool
    has_account: bool
    note: Annotated[str, msgspec.Meta(description="Seen by staff only.")]
    created_at: Moment
    updated_at: Moment


class CustomerAddress(Shape, frozen=True, kw_only=True):
    """An address that a customer keeps. Orders hold their own copy."""

    id: Id
    is_default: bool
    address: PostalAddress


class NewCustomer(Sent):
    """Someone to be written down."""

    email: Email
    name: Name = ""
    phone: Phone = ""
    locale: Annotated[str, pydantic.Field(max_length=16, examples=["en-IE"])] = ""
    accepts_marketing: bool = False


class CustomerChanges(Changes):
    """What should change of a customer; the rest stays."""

    EXAMPLE: ClassVar[dict[str, Any]] = {"name": "Grace Murray", "phone": "+353 1 234 5678"}

    email: Email = ""
    name: Name = ""
    phone: Phone = ""
    accepts_marketing: bool = False


class CustomerNote(Sent):
    """What staff should know of a customer; an empty text removes it."""

    text: Annotated[str, pydantic.Field(max_length=5000, examples=["Prefers parcels left next door"])]


class CustomersWanted(Paging):
    """Which customers are asked for."""

    q: Annotated[Words, pydantic.Field(description="Words of the name, e-mail or phone.")] = ""
    has_account: Flag | None = None
    accepts_marketing: Flag | None = None


@router.get("/customers", permissions.VIEW)
def list_customers(request: ApiRequest, wanted: Query[CustomersWanted]) -> Page[Customer]:
    """List customers, newest first."""
    rows = queries.index(request.site, CustomerFilter(wanted.q, wanted.has_account, wanted.accepts_marketing))
    return page_of(rows, wanted, name="customers", order=("-created_at", "id"), show=_customer)


@router.get("/customers/{customer_id}", permissions.VIEW)
def get_customer(request: ApiRequest, customer_id: UUID) -> Customer:
    """Read a customer."""
    return _customer(found(queries.get(request.site, customer_id)))


@router.post("/customers", permissions.EDIT, status=201, located=True)
def create_customer(request: ApiRequest, body: Json[NewCustomer]) -> Customer:
    """Write a customer down."""
    person = actions.Person(**dict(body))
    return _customer(actions.create(site=request.site, person=person, by=request.actor, now=request.now))


@router.patch("/customers/{customer_id}", permissions.EDIT, if_match="optional")
def edit_customer(request: ApiRequest, customer_id: UUID, body: Json[CustomerChanges]) -> Customer:
    """Change who a customer is."""
    site, actor, now = request.site, request.actor, request.now
    with transaction.atomic():
        kept = locked(site, customer_id)
        etags.check(request.expected_version, kept.version)
        known = actions.CustomerDetails(kept.email, kept.name, kept.phone, kept.accepts_marketing)
        details = replace(known, **given(body))
        return _customer(actions.edit(site=site, customer_id=customer_id, details=details, by=actor, now=now))


@router.put("/customers/{customer_id}/note", permissions.EDIT)
def note_customer(request: ApiRequest, customer_id: UUID, body: Json[CustomerNote]) -> Customer:
    """Replace the note about a customer, which only staff see."""
    site, actor, now = request.site, request.actor, request.now
    return _customer(actions.note(site=site, customer_id=customer_id, text=body.text, by=actor, now=now))


@router.get("/customers/{customer_id}/addresses", permissions.VIEW)
def list_customer_addresses(request: ApiRequest, customer_id: UUID) -> Page[CustomerAddress]:
    """List the addresses that a customer keeps, the default one first."""
    customer = found(queries.get(request.site, customer_id))
    return Page(data=[_address(row) for row in queries.addresses(request.site, customer.pk)], next=None)


@router.post("/customers/{customer_id}/addresses", permissions.EDIT, status=201)
def add_customer_address(request: ApiRequest, customer_id: UUID, body: Json[AddressBody]) -> CustomerAddress:
    """Keep an address with a customer. The first is the default."""
    site, actor, now, address = request.site, request.actor, request.now, sent_address(body)
    return _address(actions.add_address(site=site, customer_id=customer_id, address=address, by=actor, now=now))


@router.put("/customer-addresses/{address_id}", permissions.EDIT)
def replace_customer_address(request: ApiRequest, address_id: UUID, body: Json[AddressBody]) -> CustomerAddress:
    """Replace an address that a customer keeps."""
    site, actor, now, address = request.site, request.actor, request.now, sent_address(body)
    return _address(actions.edit_address(site=site, address_id=address_id, address=address, by=actor, now=now))


@router.post("/customer-addresses/{address_id}/default", permissions.EDIT)
def make_customer_address_default(request: ApiRequest, address_id: UUID) -> CustomerAddress:
    """Offer this address first."""
    actor, now = request.actor, request.now
    return _address(actions.make_default_address(site=request.site, address_id=address_id, by=actor, now=now))


@router.delete("/customer-addresses/{address_id}", permissions.EDIT)
def remove_customer_address(request: ApiRequest, address_id: UUID) -> None:
    """Forget an address."""
    actions.remove_address(site=request.site, address_id=address_id, by=request.actor, now=request.now)


def _customer(row: models.Customer) -> Customer:
    return shaped(Customer, row)


def _address(row: models.CustomerAddress) -> CustomerAddress:
    return shaped(CustomerAddress, row, address=postal_address(row))
