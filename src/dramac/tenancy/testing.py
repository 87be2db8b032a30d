"""Builders of sites and people for the tests of every slice."""

from __future__ import annotations

from itertools import count
from typing import Any

from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Domain, Membership, Site, User
from dramac.tenancy.roles import Role

_numbers = count(1)


def a_site(slug: str = "", **fields: Any) -> Site:
    """A shop in Ireland that sells in euros, tax included, unless told otherwise."""
    number = next(_numbers)
    return Site.objects.create(slug=slug or f"shop-{number}", **{"name": f"Shop {number}", **fields})


def a_person(email: str = "", *, name: str = "Ann Staff", password: str = "correct horse battery") -> User:
    """Someone who can sign in."""
    return User.objects.create_user(email or f"person-{next(_numbers)}@example.com", password, name=name)


def a_member(site: Site, role: Role = Role.OWNER, *, person: User | None = None) -> Membership:
    """Someone who works on the site in a role."""
    return Membership.objects.create(site=site, user=person or a_person(), role=role)


def an_actor(label: str = "Ann Staff") -> Actor:
    """Someone to act in a test."""
    return Actor("staff", label)


def a_domain(site: Site, host: str = "", *, primary: bool = False) -> Domain:
    """A host name at which the site answers."""
    return Domain.objects.create(site=site, host=host or f"shop-{next(_numbers)}.example.com", is_primary=primary)


API_PARTS = {"member_id": lambda site: a_member(site, Role.VIEWER).pk}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {
    "member_id": lambda site: a_member(site).pk,
    "domain_id": lambda site: a_domain(site).pk,
}
"""Builders for the parts of dashboard addresses."""
