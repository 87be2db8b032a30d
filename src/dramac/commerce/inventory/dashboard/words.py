"""Movements of stock in sentences: what moved, why, by whom and for what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.inventory.models import Movement
from dramac.commerce.orders import queries as orders
from dramac.dashboard.pages import here
from dramac.tenancy.requests import SiteRequest

ICONS = {
    "allocated": "shopping-bag",
    "released": "undo-2",
    "shipped": "truck",
    "received": "package-plus",
    "adjusted": "pencil-line",
    "expected": "clock",
}
TYPES = {
    "adjustment": _("Correction"),
    "restock": _("Restock"),
    "return": _("Return"),
    "damage": _("Damaged"),
    "expired": _("Expired"),
    "transfer": _("Transfer"),
    "sale": _("Sale"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One movement, ready to show. `number` is of the order it was made for, None for other causes."""

    key: UUID
    text: str
    reason: str
    at: datetime
    who: str
    place: str
    icon: str
    on_hand: int
    committed: int
    number: int | None
    href: str


def told(request: SiteRequest, movements: Iterable[Movement]) -> list[Told]:
    """The movements in sentences. One statement for the orders among their causes, none without."""
    rows = list(movements)
    numbers = _numbers(request, rows)
    return [_told(request, row, numbers.get(row.reference_id)) for row in rows]


def _told(request: SiteRequest, row: Movement, number: int | None) -> Told:
    return Told(
        key=row.pk,
        text=sentence(row),
        reason=row.reason,
        at=row.created_at,
        who=row.created_by,
        place=row.location.name,
        icon=ICONS.get(row.cause, "circle-dot"),
        on_hand=row.new_stock,
        committed=row.committed_after,
        number=number,
        href=here(request, "orders:detail", number=number) if number else "",
    )


def sentence(row: Movement) -> str:
    """What one movement did, in words."""
    cause = Movement.Cause
    if row.cause == cause.ALLOCATED:
        return _units(ngettext("%(n)s promised to an order", "%(n)s promised to an order", row.committed_change),
                      row.committed_change)  # fmt: skip
    if row.cause == cause.RELEASED:
        return _units(ngettext("%(n)s given back by an order", "%(n)s given back by an order", -row.committed_change),
                      -row.committed_change)  # fmt: skip
    if row.cause == cause.SHIPPED:
        return _units(ngettext("%(n)s shipped", "%(n)s shipped", -row.quantity), -row.quantity)
    if row.cause == cause.EXPECTED:
        return _units(str(_("%(n)s on their way")), row.incoming_change)
    if row.cause == cause.RECEIVED:
        return _units(str(_("%(n)s came in, now %(stock)s")), row.quantity, row.new_stock)
    change = f"{row.quantity:+d}".replace("-", "\N{MINUS SIGN}")
    return _("%(kind)s: %(change)s, now %(stock)s") % {
        "kind": TYPES[row.type],
        "change": change,
        "stock": row.new_stock,
    }


def _units(words: str, units: int, stock: int = 0) -> str:
    return words % {"n": units, "stock": stock}


def _numbers(request: SiteRequest, rows: Iterable[Movement]) -> dict[str, int]:
    keys = {row.reference_id for row in rows if row.reference_type == "order"}
    wanted = [key for key in map(_uuid, keys) if key]
    if not wanted:
        return {}
    found = orders.index(request.site).filter(pk__in=wanted).order_by().values_list("pk", "number")
    return {str(key): number for key, number in found}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
