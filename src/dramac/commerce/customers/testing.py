"""Builders of customers for the tests of every slice."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from dramac.commerce.customers import actions
from dramac.commerce.customers.codes import code_text
from dramac.commerce.customers.models import Customer, SignInCode
from dramac.kit.clock import utc_now
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")
_numbers = count(1)


def an_address(**fields: str) -> dict[str, str]:
    """An address in Dublin that mail reaches, unless told otherwise."""
    dublin = {"name": "Grace Murray", "line1": "12 Dame Street", "city": "Dublin", "country": "IE"}
    return {**dublin, "postcode": "D02 X285", **fields}


def a_customer(site: Site, email: str = "", *, name: str = "Grace Murray") -> Customer:
    """Someone who buys."""
    person = actions.Person(email or f"customer-{next(_numbers)}@example.com", name)
    return actions.create(site=site, person=person, by=STAFF, now=NOW)


def a_session(site: Site, customer: Customer, *, now: datetime = NOW) -> str:
    """The secret of a browser in which the customer is signed in."""
    key = actions.request_code(site=site, email=customer.email, ip="", now=now)
    return actions.sign_in(site=site, email=customer.email, code=code_text(key), ip="", now=now).secret


def mailed_code(site: Site) -> str:
    """The sign-in code that was mailed last."""
    return code_text(SignInCode.objects.of(site).latest("expires_at", "id").pk)


def _an_address_kept(site: Site) -> object:
    kept = actions.add_address(site=site, customer_id=a_customer(site).pk, address=an_address(), by=STAFF, now=NOW)
    return kept.pk


def _signed_in(site: Site) -> tuple[str, str]:
    """An address that a customer keeps who is signed in, and the secret of the sign-in."""
    customer, now = a_customer(site), utc_now()
    kept = actions.add_address(site=site, customer_id=customer.pk, address=an_address(), by=STAFF, now=now)
    return str(kept.pk), a_session(site, customer, now=now)


API_PARTS = {
    "customer_id": lambda site: a_customer(site).pk,
    "address_id": _an_address_kept,
    "Dramac-Customer": lambda site: _signed_in(site)[1],
    ("address_id", "Dramac-Customer"): _signed_in,
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = API_PARTS
"""Builders for the parts of dashboard addresses."""
