"""What movements were made for, as something to open: orders, transfers, counts, purchase orders, imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch
from django.utils.translation import gettext as _

from dramac.commerce.counts import queries as counts
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.queries import Holder
from dramac.commerce.orders import queries as orders
from dramac.commerce.purchasing import queries as purchasing
from dramac.commerce.transfers import queries as transfers
from dramac.dashboard.pages import here
from dramac.tenancy.requests import SiteRequest

Cause = tuple[str, str]
MOST_HOLDERS = 50
"""As many orders as are named among those that hold units."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a movement was made for: what it is called, and its address; empty where there is no page of it."""

    label: str
    href: str = ""


def linked(request: SiteRequest, rows: Iterable[Movement]) -> dict[Cause, Link]:
    """The things that movements were made for, by kind and key. One statement for each kind among them."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        if key := _uuid(row.reference_id):
            wanted.setdefault(row.reference_type, set()).add(key)
    return _found(request, wanted)


def _found(request: SiteRequest, wanted: Mapping[str, set[UUID]]) -> dict[Cause, Link]:
    found: dict[Cause, Link] = {}
    for kind, keys in wanted.items():
        if find := FINDERS.get(kind):
            found.update({(kind, str(key)): link for key, link in find(request, keys).items()})
    return found


def named_holders(request: SiteRequest, holders: Iterable[Holder]) -> list[tuple[Link, int]]:
    """What holds promised units, with how many. One statement for each kind of thing among them."""
    known = list(holders)[:MOST_HOLDERS]
    wanted: dict[str, set[UUID]] = {}
    for one in known:
        if key := _uuid(one.reference.id):
            wanted.setdefault(one.reference.type, set()).add(key)
    found = _found(request, wanted)
    other = Link(_("Something else"))
    return [(found.get((one.reference.type, one.reference.id), other), one.units) for one in known]


def coming_to(request: SiteRequest, variant_id: UUID, location_id: UUID | None) -> list[tuple[Link, str, int]]:
    """What brings more of a variant to a location or to any, where to, and how many units: transfers, then purchase orders.

    Two statements.
    """
    found = []
    for one in transfers.coming(request.site, [variant_id], location_id):
        words = _("Transfer %(number)s") % {"number": one.transfer.number}
        href = here(request, "transfers:transfer", transfer_number=one.transfer.number)
        found.append((Link(words, href), one.transfer.destination.name, one.units))
    for ordered in purchasing.ordered_from(request.site, [variant_id]):
        if location_id in (None, ordered.order.location_id):
            words = _("Purchase order %(number)s") % {"number": ordered.order.number}
            href = here(request, "purchasing:order", purchase_number=ordered.order.number)
            found.append((Link(words, href), ordered.order.location.name, ordered.line.open))
    return found


def _orders(request: SiteRequest, keys: set[UUID]) -> dict[UUID, Link]:
    rows = orders.index(request.site).filter(pk__in=keys).order_by().values_list("pk", "number")
    return {
        key: Link(_("Order %(number)s") % {"number": number}, here(request, "orders:detail", number=number))
        for key, number in rows
    }


def _imports(request: SiteRequest, keys: set[UUID]) -> dict[UUID, Link]:
    return {key: Link(_("Import"), here(request, "importing:run", run_id=key)) for key in keys}


def _address(request: SiteRequest, name: str, **parts: object) -> str:
    """The address of a page that not every installation has; empty where there is none."""
    try:
        return here(request, name, **parts)
    except NoReverseMatch:
        return ""


def _purchases(request: SiteRequest, keys: set[UUID]) -> dict[UUID, Link]:
    rows = purchasing.orders(request.site).filter(pk__in=keys).order_by().values_list("pk", "number")
    words = _("Purchase order %(number)s")
    return {
        key: Link(words % {"number": number}, _address(request, "purchasing:order", purchase_number=number))
        for key, number in rows
    }


def _counts(request: SiteRequest, keys: set[UUID]) -> dict[UUID, Link]:
    rows = counts.counts(request.site).filter(pk__in=keys).order_by().values_list("pk", "number")
    words = _("Count %(number)s")
    return {key: Link(words % {"number": number}, here(request, "counts:count", count_id=key)) for key, number in rows}


def _transfers(request: SiteRequest, keys: set[UUID]) -> dict[UUID, Link]:
    rows = transfers.transfers(request.site).filter(pk__in=keys).order_by().values_list("pk", "number")
    words = _("Transfer %(number)s")
    return {
        key: Link(words % {"number": number}, here(request, "transfers:transfer", transfer_number=number))
        for key, number in rows
    }


FINDERS: Mapping[str, Callable[[SiteRequest, set[UUID]], dict[UUID, Link]]] = {
    "order": _orders,
    "import": _imports,
    "purchase_order": _purchases,
    "count": _counts,
    "transfer": _transfers,
}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
