"""A shopper, or staff for them, does not want the e-mail any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.waitlist.events import RestockRequestCancelled
from dramac.commerce.waitlist.models import OPEN, RestockRequest
from dramac.kit.outbox import publish
from dramac.tenancy.models import Site


@transaction.atomic
def cancel(*, site: Site, request_ids: Iterable[UUID], now: datetime) -> int:
    """End these wishes, where they are still open; returns how many were. Safe to repeat."""
    rows = RestockRequest.objects.of(site).select_for_update().filter(OPEN, pk__in=list(request_ids)).order_by("pk")
    ended = list(rows.values_list("pk", "variant_id"))
    RestockRequest.objects.of(site).filter(pk__in=[key for key, _variant in ended]).update(cancelled_at=now)
    publish(
        *(
            RestockRequestCancelled(site_id=site.pk, occurred_at=now, request_id=key, variant_id=variant)
            for key, variant in ended
        )
    )
    return len(ended)


@transaction.atomic
def cancel_all(*, site: Site, request: RestockRequest, now: datetime) -> int:
    """End every open wish of the address that one wish is of; returns how many. Safe to repeat."""
    rows = RestockRequest.objects.of(site).filter(OPEN, email_key=request.email_key).values_list("pk", flat=True)
    return cancel(site=site, request_ids=list(rows), now=now)
