"""Packing slips, to be printed and put into parcels: they speak the shop's language, whatever the staff's is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import ngettext

from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.orders import permissions, queries
from dramac.commerce.orders.models import Order
from dramac.commerce.orders.queries import Slip
from dramac.dashboard.index import Outcome
from dramac.dashboard.pages import here, page, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

MOST_SLIPS = 200
"""How many are printed at once: as many pages, and as many numbers as fit into an address."""


@page(needs=permissions.VIEW, methods=("GET",))
def packing(request: SiteRequest) -> HttpResponse:
    """What is left to send of the orders that the address names, a page each."""
    asked = [
        int(text) for text in request.GET.getlist("order") if text.isascii() and text.isdecimal() and len(text) < 10
    ]
    slips = queries.slips_to_pack(request.site, asked[:MOST_SLIPS])
    missing = sorted(set(asked) - {slip.order.number for slip in slips})
    return _shown(request, slips, missing)


@page(needs=permissions.VIEW, methods=("GET",))
def slip(request: SiteRequest, number: int, fulfilment_id: UUID) -> HttpResponse:
    """What a parcel that left held."""
    found = queries.slip_of(request.site, number, fulfilment_id)
    if found is None:
        raise Http404
    return _shown(request, [found])


def print_slips(request: SiteRequest, rows: QuerySet[Order], _data: dict[str, Any]) -> Outcome:
    """Lead to the slips of the chosen orders. Raises Refused for more than can be printed at once."""
    numbers = list(rows.order_by("number").values_list("number", flat=True)[: MOST_SLIPS + 1])
    if len(numbers) > MOST_SLIPS:
        words = ngettext(
            "Print at most %(n)s packing slip at once.", "Print at most %(n)s packing slips at once.", MOST_SLIPS
        )
        raise Refused(words % {"n": MOST_SLIPS})
    return Outcome(len(numbers), to=address(request, numbers))


def address(request: SiteRequest, numbers: Sequence[int]) -> str:
    """Where the slips of these orders are."""
    return f"{here(request, 'orders:packing')}?{urlencode([('order', number) for number in numbers])}"


def _shown(request: SiteRequest, slips: list[Slip], missing: Sequence[int] = ()) -> HttpResponse:
    with translation.override(request.site.locale):
        to = [(one, postal_lines(one.order.shipping_address)) for one in slips]
        written = render_to_string("commerce/orders/dashboard/slips.html", {"slips": to, "site": request.site})
    first = slips[0].order.number if len(slips) == 1 else None
    return show(
        request,
        "commerce/orders/dashboard/packing.html",
        written=mark_safe(written),  # noqa: S308  # drawn by our own template, which escapes
        number=first,
        count=len(slips),
        missing=[f"#{number}" for number in missing],
    )
