"""The products before and after one in the list that it was opened from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from dramac.commerce.catalog.dashboard.table import Products
from dramac.dashboard.pages import here
from dramac.tenancy.requests import SiteRequest


@dataclass(frozen=True, slots=True)
class Around:
    """Where the list is, and the addresses of its products before and after this one (empty at its ends)."""

    back: str
    previous: str
    next: str


def around(request: SiteRequest, product_id: UUID) -> Around:
    """Look in the list as the address says (`list`), else in all products. At most three statements."""
    query = request.GET.get("list", "")[:2000]
    table = Products(request, QueryDict(query), "catalog:index")
    row = table.matching.order_by().filter(pk=product_id).first()
    if row is None:
        return Around(table.back, "", "")
    before, after = (_next(table, row, backwards=way) for way in (True, False))
    return Around(table.back, *(_address(request, key, table.state.query()) for key in (before, after)))


def _next(table: Products, row: Any, *, backwards: bool) -> UUID | None:
    """The key of the product that follows in the order of the list, or comes before it."""
    order = table.order
    look = "gt" if order.descending == backwards else "lt"
    value = getattr(row, order.path)
    beyond = Q(**{f"{order.path}__{look}": value}) | Q(**{order.path: value, f"pk__{look}": row.pk})
    found = table.matching.filter(beyond).order_by(*order.plain(backwards=backwards))
    key: UUID | None = found.values_list("pk", flat=True).first()
    return key


def _address(request: SiteRequest, key: UUID | None, query: str) -> str:
    if key is None:
        return ""
    address = here(request, "catalog:product", product_id=key)
    return f"{address}?{urlencode({'list': query})}" if query else address
