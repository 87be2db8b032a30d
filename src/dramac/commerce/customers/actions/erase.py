"""Erasing a person's data while the books stay whole."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.customers.actions.people import locked
from dramac.commerce.customers.events import CustomerDeleted
from dramac.commerce.customers.models import CustomerAddress, CustomerSession, CustomerTag, SignInCode
from dramac.kit.outbox import publish
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def erase(*, site: Site, customer_id: UUID, by: Actor, now: datetime) -> None:
    """Remove everything that tells who a customer is; their row stays, nameless, for the orders that refer to it.

    Orders keep copies of their own: call `orders.erase_customer`, which removes those, too, and then calls this. Raises
    UnknownCustomer, also when they were erased before.
    """
    customer = locked(site, customer_id)
    CustomerAddress.objects.of(site).filter(customer=customer).delete()
    CustomerSession.objects.of(site).filter(customer=customer).delete()
    CustomerTag.objects.of(site).filter(customer=customer).delete()
    SignInCode.objects.of(site).filter(email_key=customer.email_key).delete()
    customer.email = customer.email_key = f"erased-{customer.pk.hex}@erased.invalid"
    customer.name = customer.phone = customer.note = customer.locale = ""
    customer.accepts_marketing = customer.has_account = False
    customer.version += 1
    customer.updated_at = customer.erased_at = now
    customer.save()
    audit.write(site, by=by, action="customers.erased", subject=f"customer:{customer_id}", now=now)
    publish(CustomerDeleted(site_id=site.pk, occurred_at=now, customer_id=customer_id))
