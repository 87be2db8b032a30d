"""What was sold before it was there: lines of open orders that wait for stock."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Least

from dramac.commerce.inventory import queries as inventory
from dramac.commerce.orders.models import OrderLine
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

LEFT = F("quantity") - F("fulfilled") - F("cancelled")


def waiting_lines(site: Site) -> SiteQuerySet[OrderLine]:
    """Lines of open orders of which units were not there when they were ordered and have not left yet, with their order.

    `left` are the units still to leave, `waiting` those of them that were not there. `is_ready` says that all of them can be
    sent now: what is on hand for sale is given to the open orders for it, the oldest first. No statement yet; one for a page.
    """
    rows = OrderLine.objects.of(site).filter(
        waits__gt=0, order__state="open", quantity__gt=F("fulfilled") + F("cancelled")
    )
    rows = rows.select_related("order").annotate(
        left=LEFT,
        waiting=Least(F("waits"), LEFT),
        there=inventory.there(site, "variant_id"),
        needed=_needed(site),
    )
    ready = Case(When(there__gte=F("needed"), then=Value(1)), default=Value(0), output_field=IntegerField())
    found: SiteQuerySet[OrderLine] = rows.annotate(is_ready=ready).order_by("order__placed_at", "id")
    return found


def _needed(site: Site) -> Any:
    """Units that open orders for the same thing still want, up to and with this line's order."""
    older = Q(order__placed_at__lt=OuterRef("order__placed_at"))
    same = Q(order__placed_at=OuterRef("order__placed_at"), order_id__lte=OuterRef("order_id"))
    rows = OrderLine.objects.of(site).filter(older | same, variant_id=OuterRef("variant_id"), order__state="open")
    summed = rows.order_by().values("variant_id").annotate(units=Sum(LEFT)).values("units")
    return Coalesce(Subquery(summed), Value(0), output_field=IntegerField())


def waiting_for(text: str) -> Q:
    """The condition for lines of this product, SKU, order or customer."""
    text = text.strip()[:100]
    found = Q(title__icontains=text) | Q(sku__istartswith=text)
    found |= Q(order__name__icontains=text) | Q(order__email__icontains=text)
    number = text.removeprefix("#")
    return (
        found | Q(order__number=int(number)) if number.isascii() and number.isdecimal() and len(number) < 10 else found
    )
