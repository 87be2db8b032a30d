"""Forgetting people, and wishes that are long past."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from dramac.commerce.customers.rules import email_key
from dramac.commerce.waitlist.models import OPEN, RestockRequest
from dramac.commerce.waitlist.rules import KEPT, WAITS
from dramac.tenancy.models import Site


@transaction.atomic
def forget_customer(*, site: Site, customer_id: UUID, now: datetime) -> int:
    """Keep that somebody waited, and no longer who; what was open is ended. Returns how many wishes. Safe to repeat."""
    rows = RestockRequest.objects.of(site).filter(customer_id=customer_id)
    return rows.update(
        email="",
        email_key=Concat(Value("erased-"), Cast(F("id"), RestockRequest._meta.get_field("digest"))),
        locale="",
        cancelled_at=Coalesce(F("cancelled_at"), Value(now)),
    )


@transaction.atomic
def adopt_requests(*, site: Site, customer_id: UUID, email: str) -> int:
    """Wishes left under an address become those of the customer who has it, so that they see them, and they are erased
    with everything else. Returns how many. Safe to repeat."""
    rows = RestockRequest.objects.of(site).filter(customer__isnull=True, email_key=email_key(email))
    return rows.update(customer_id=customer_id)


def sweep_requests(*, now: datetime) -> int:
    """Remove the wishes of all sites that were answered or ended long ago, or that stock never answered; how many."""
    past = Q(sent_at__lt=now - KEPT) | Q(cancelled_at__lt=now - KEPT) | (OPEN & Q(created_at__lt=now - WAITS))
    removed, _detail = RestockRequest.objects.filter(past).delete()
    return removed
