"""How a customer was asked for: by their key, of this site alone."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from dramac.commerce.customers import queries
from dramac.commerce.customers.models import Customer
from dramac.tenancy.requests import SiteRequest


def found(request: SiteRequest, customer_id: UUID) -> Customer:
    """The customer. Raises Http404, also for one who was erased."""
    customer = queries.get(request.site, customer_id)
    if customer is None:
        raise Http404
    return customer
