"""Words that staff put on customers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers.actions.people import CustomerRefused, locked, save
from dramac.commerce.customers.models import CustomerTag
from dramac.kit.text import one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_TAGS = 50
LONGEST = 60


@transaction.atomic
def tag(*, site: Site, customer_id: UUID, tags: Sequence[str], by: Actor, now: datetime) -> list[str]:
    """Put these words on a customer instead of those there were; returns them, each once however it is capitalised.

    Raises UnknownCustomer, or CustomerRefused for more than fifty words and for one longer than sixty letters.
    """
    wanted: dict[str, str] = {}
    for word in map(one_line, tags):
        if word:
            wanted.setdefault(word.casefold(), word)
    if len(wanted) > MOST_TAGS:
        raise CustomerRefused(_("Enter at most 50 tags."), field="tags", code="too_many")
    if any(len(word) > LONGEST for word in wanted.values()):
        raise CustomerRefused(_("Keep each tag below 60 letters."), field="tags", code="too_long")
    customer = locked(site, customer_id)
    CustomerTag.objects.of(site).filter(customer=customer).delete()
    CustomerTag.objects.bulk_create(CustomerTag(site=site, customer=customer, tag=word) for word in wanted.values())
    save(customer, now)
    audit.write(site, by=by, action="customers.tagged", subject=f"customer:{customer_id}", now=now)
    return list(wanted.values())
