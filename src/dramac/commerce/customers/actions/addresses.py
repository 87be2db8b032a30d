"""The addresses a customer keeps. One of them is the default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers.actions.people import locked, save
from dramac.commerce.customers.labels import sentence_of
from dramac.commerce.customers.models import Customer, CustomerAddress
from dramac.commerce.customers.rules import Problem, check_address, clean_address
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_ADDRESSES = 50


class AddressRefused(Refused):
    """An address that no mail could reach; `problems` says what is wrong with each field."""

    code = "address_refused"

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(sentence_of(first), field=first.field, code=first.code)
        self.problems = tuple(problems)


class UnknownAddress(Refused):
    """The customer keeps no such address."""

    code = "unknown_address"

    def __init__(self) -> None:
        super().__init__(_("There is no such address."))


class TooManyAddresses(Refused):
    """A customer keeps fifty addresses at most."""

    code = "too_many_addresses"

    def __init__(self) -> None:
        super().__init__(_("Remove an address before you add another."))


def checked_address(address: Mapping[str, object]) -> dict[str, str]:
    """The address as it is kept. Raises AddressRefused."""
    kept = clean_address(address)
    if problems := check_address(kept):
        raise AddressRefused(problems)
    return kept


@transaction.atomic
def add_address(
    *, site: Site, customer_id: UUID, address: Mapping[str, object], by: Actor, now: datetime
) -> CustomerAddress:
    """Keep an address with a customer; the first is the default. Raises UnknownCustomer, AddressRefused."""
    kept = checked_address(address)
    customer = locked(site, customer_id)
    known = CustomerAddress.objects.of(site).filter(customer=customer)
    count = known.count()
    if count >= MOST_ADDRESSES:
        raise TooManyAddresses
    for row in known.filter(**kept)[:1]:
        return row
    added = CustomerAddress.objects.create(site=site, customer=customer, is_default=count == 0, **kept)
    save(customer, now)
    return added


@transaction.atomic
def edit_address(
    *, site: Site, address_id: UUID, address: Mapping[str, object], by: Actor, now: datetime
) -> CustomerAddress:
    """Say a kept address anew. Raises UnknownAddress, AddressRefused."""
    kept = checked_address(address)
    found, customer = _locked(site, address_id)
    for name, value in kept.items():
        setattr(found, name, value)
    found.save()
    save(customer, now)
    return found


@transaction.atomic
def remove_address(*, site: Site, address_id: UUID, by: Actor, now: datetime) -> None:
    """Forget an address; the oldest of the others becomes the default. Raises UnknownAddress."""
    found, customer = _locked(site, address_id)
    found.delete()
    if found.is_default:
        heir = CustomerAddress.objects.of(site).filter(customer=customer).order_by("id").first()
        if heir is not None:
            heir.is_default = True
            heir.save(update_fields=["is_default"])
    save(customer, now)


@transaction.atomic
def make_default_address(*, site: Site, address_id: UUID, by: Actor, now: datetime) -> CustomerAddress:
    """Offer this address first. Raises UnknownAddress."""
    found, customer = _locked(site, address_id)
    CustomerAddress.objects.of(site).filter(customer=customer, is_default=True).update(is_default=False)
    found.is_default = True
    found.save(update_fields=["is_default"])
    save(customer, now)
    return found


def _locked(site: Site, address_id: UUID) -> tuple[CustomerAddress, Customer]:
    found = CustomerAddress.objects.of(site).filter(pk=address_id).first()
    if found is None:
        raise UnknownAddress
    return found, locked(site, found.customer_id)
