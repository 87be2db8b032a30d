"""Everything that other modules may ask of those who wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dramac.commerce.waitlist.models import OPEN, RestockRequest
from dramac.commerce.waitlist.rules import WaitlistSettings
from dramac.kit.ids import digest_of
from dramac.kit.settings import read
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

__all__ = [
    "RestockRequest",
    "by_id",
    "by_token",
    "is_offered",
    "of_customer",
    "references_of",
    "requests",
    "variants_waited_for",
    "waiting",
    "waiting_for_product",
    "with_waiting",
]


def is_offered(site: Site) -> bool:
    """Whether shoppers may leave their address at what is sold out. No statement."""
    return read(WaitlistSettings, site.settings).is_offered


def waiting(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many people wait for each of these variants; those for which nobody waits are left out. One statement."""
    rows = RestockRequest.objects.of(site).filter(OPEN, variant_id__in=list(variant_ids)).order_by()
    return dict(rows.values_list("variant_id").annotate(people=Count("pk")))


def waiting_for_product(site: Site, product_id: UUID) -> int:
    """How many wishes wait for the variants of a product. One statement."""
    return RestockRequest.objects.of(site).filter(OPEN, variant__product_id=product_id).count()


def with_waiting(site: Site, variants: QuerySet[Any]) -> QuerySet[Any]:
    """The variants, each with `waiting` people, `since` when the first of them waits, and `last_told`. No statement of its
    own."""
    rows = RestockRequest.objects.of(site).filter(variant_id=OuterRef("pk")).order_by()
    people: QuerySet[Any, Any] = rows.filter(OPEN).values("variant_id").annotate(people=Count("pk")).values("people")
    first: QuerySet[Any, Any] = rows.filter(OPEN).values("variant_id").annotate(first=Min("created_at")).values("first")
    told: QuerySet[Any, Any] = rows.values("variant_id").annotate(told=Max("sent_at")).values("told")
    found: QuerySet[Any] = variants.annotate(
        waiting=Coalesce(Subquery(people, output_field=IntegerField()), 0),
        since=Subquery(first),
        last_told=Subquery(told),
    )
    return found


def requests(site: Site, variant_id: UUID | None = None) -> SiteQuerySet[RestockRequest]:
    """Wishes with their products, to be narrowed, put in order and cut. No statement yet."""
    found = RestockRequest.objects.of(site).select_related("variant__product")
    return found if variant_id is None else found.filter(variant_id=variant_id)


def of_customer(site: Site, customer_id: UUID) -> list[RestockRequest]:
    """What a customer waits for, the latest wish first, with the products. One statement."""
    return list(requests(site).filter(OPEN, customer_id=customer_id).order_by("-created_at", "-id")[:100])


def by_id(site: Site, request_id: UUID) -> RestockRequest | None:
    """The wish with this key. One statement."""
    return requests(site).filter(pk=request_id).first()


def by_token(site: Site, token: str) -> RestockRequest | None:
    """The wish whose link has this secret. One statement, none for what cannot be a secret."""
    if not token or len(token) > 100:
        return None
    return requests(site).filter(digest=digest_of(token)).first()


def references_of(site: Site, customer_id: UUID) -> list[str]:
    """What the e-mails to a customer about their wishes are filed under. One statement."""
    keys = RestockRequest.objects.of(site).filter(customer_id=customer_id).values_list("pk", flat=True)
    return [f"restock:{key}" for key in keys]


def variants_waited_for(site: Site) -> list[UUID]:
    """The variants that somebody waits for, the longest waited for first. One statement."""
    rows = RestockRequest.objects.of(site).filter(OPEN).order_by().values_list("variant_id")
    return [key for key, _first in rows.annotate(first=Min("created_at")).order_by("first")]


def told_since(site: Site, variant_id: UUID, since: datetime) -> int:
    """How many people were told of a variant after a moment. One statement."""
    return RestockRequest.objects.of(site).filter(variant_id=variant_id, sent_at__gt=since).count()
