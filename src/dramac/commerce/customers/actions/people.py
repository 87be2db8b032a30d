"""Becoming a customer, and what is known of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers import queries
from dramac.commerce.customers.events import CustomerCreated, CustomerSnapshot, CustomerUpdated
from dramac.commerce.customers.models import Customer
from dramac.commerce.customers.rules import email_key, is_email
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.statements import key_out
from dramac.kit.text import clean, one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

_FIND_OR_CREATE = """
INSERT INTO mod_ecommod01_customers (site_id, id, email, email_key, name, phone, locale, accepts_marketing, has_account,
  note, version, created_at, updated_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, '', 1, %s, %s)
ON CONFLICT (site_id, email_key) DO UPDATE SET
  name = CASE WHEN mod_ecommod01_customers.name = '' THEN excluded.name ELSE mod_ecommod01_customers.name END,
  phone = CASE WHEN mod_ecommod01_customers.phone = '' THEN excluded.phone ELSE mod_ecommod01_customers.phone END
RETURNING id
"""


class CustomerRefused(Refused):
    """What was said of a customer cannot be kept; `field` names what should be changed."""

    code = "customer_refused"


class UnknownCustomer(Refused):
    """The site has no such customer."""

    code = "unknown_customer"

    def __init__(self) -> None:
        super().__init__(_("There is no such customer."))


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as they introduce themselves."""

    email: str
    name: str = ""
    phone: str = ""
    locale: str = ""
    accepts_marketing: bool = False


@dataclass(frozen=True, slots=True)
class CustomerDetails:
    """What staff, or the customer, may say anew."""

    email: str
    name: str = ""
    phone: str = ""
    accepts_marketing: bool = False


@transaction.atomic
def find_or_create(*, site: Site, person: Person, now: datetime, has_account: bool = False) -> UUID:
    """The customer known by the person's e-mail address, or a new one; what is not yet known of them is filled in.

    One statement, two for a new customer; the row is locked until the transaction ends, so that two orders at once make
    one customer. Raises CustomerRefused for an address that no mail could reach.
    """
    return find_or_create_within(site=site, person=person, now=now, has_account=has_account)


def find_or_create_within(*, site: Site, person: Person, now: datetime, has_account: bool = False) -> UUID:
    """As `find_or_create`, inside the caller's transaction and without a savepoint of its own."""
    known = checked(person)
    new = new_id()
    values = [site.pk, new, known.email, email_key(known.email), known.name, known.phone, known.locale]
    found = sql.rows(_FIND_OR_CREATE, [*values, known.accepts_marketing, has_account, now, now])
    key = key_out(found[0][0])
    if key == new:
        created = CustomerSnapshot(
            id=new,
            email=known.email,
            name=known.name,
            phone=known.phone,
            locale=known.locale,
            accepts_marketing=known.accepts_marketing,
            has_account=has_account,
            created_at=now,
            version=1,
        )
        publish(CustomerCreated(site_id=site.pk, occurred_at=now, customer=created))
    return key


@transaction.atomic
def create(*, site: Site, person: Person, by: Actor, now: datetime) -> Customer:
    """Staff write a customer down. Raises CustomerRefused when the address is taken or cannot be."""
    if queries.by_email(site, person.email) is not None:
        raise CustomerRefused(_("There is a customer with this address already."), field="email", code="email_taken")
    key = find_or_create(site=site, person=person, now=now)
    audit.write(site, by=by, action="customers.created", subject=f"customer:{key}", now=now)
    return Customer.objects.of(site).get(pk=key)


@transaction.atomic
def edit(*, site: Site, customer_id: UUID, details: CustomerDetails, by: Actor, now: datetime) -> Customer:
    """Say anew who a customer is. Raises UnknownCustomer, or CustomerRefused when the address is another's."""
    customer = locked(site, customer_id)
    known = checked(Person(details.email, details.name, details.phone))
    key = email_key(known.email)
    if Customer.objects.of(site).filter(email_key=key).exclude(pk=customer_id).exists():
        raise CustomerRefused(_("Another customer has this address."), field="email", code="email_taken")
    customer.email, customer.email_key = known.email, key
    customer.name, customer.phone = known.name, known.phone
    customer.accepts_marketing = details.accepts_marketing
    save(customer, now)
    audit.write(site, by=by, action="customers.edited", subject=f"customer:{customer_id}", now=now)
    return customer


@transaction.atomic
def note(*, site: Site, customer_id: UUID, text: str, by: Actor, now: datetime) -> Customer:
    """Keep a note about a customer that only staff see; an empty one removes it. Raises UnknownCustomer, CustomerRefused."""
    customer = locked(site, customer_id)
    kept = clean(text)
    if len(kept) > 5000:
        raise CustomerRefused(_("Keep the note below 5,000 characters."), field="note", code="too_long")
    customer.note = kept
    save(customer, now)
    audit.write(site, by=by, action="customers.noted", subject=f"customer:{customer_id}", now=now)
    return customer


def locked(site: Site, customer_id: UUID) -> Customer:
    """The customer's row, locked. Raises UnknownCustomer, also for one who was erased."""
    found = Customer.objects.of(site).select_for_update().filter(pk=customer_id, erased_at=None).first()
    if found is None:
        raise UnknownCustomer
    return found


def save(customer: Customer, now: datetime) -> None:
    """Write a changed customer and tell of it."""
    customer.version += 1
    customer.updated_at = now
    customer.save()
    publish(CustomerUpdated(site_id=customer.site_id, occurred_at=now, customer=queries.snapshot(customer)))


def checked(person: Person) -> Person:
    """The person with each field cleaned. Raises CustomerRefused, naming the field."""
    email = person.email.strip() if len(person.email) <= 1000 else ""
    if not is_email(email):
        raise CustomerRefused(_("Give an e-mail address such as ann@example.com."), field="email", code="bad_email")
    name, phone = one_line(person.name), one_line(person.phone)
    if len(name) > 200:
        raise CustomerRefused(_("Keep the name below 200 characters."), field="name", code="too_long")
    if len(phone) > 40:
        raise CustomerRefused(_("Keep the phone number below 40 characters."), field="phone", code="too_long")
    return Person(email, name, phone, one_line(person.locale)[:16], person.accepts_marketing)
