"""How an order was asked for: by its number, of this site alone."""

from __future__ import annotations

from django.http import Http404

from dramac.commerce.orders import queries
from dramac.commerce.orders.queries import OrderDetail
from dramac.tenancy.requests import SiteRequest


def found(request: SiteRequest, number: int) -> OrderDetail:
    """The order with all that belongs to it. Raises Http404."""
    detail = queries.by_number(request.site, number)
    if detail is None:
        raise Http404
    return detail
