"""Movements of stock in sentences: what moved, why, by whom and for what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from dramac.commerce.inventory.dashboard.links import Link, linked
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.queries import Line, Units
from dramac.tenancy.requests import SiteRequest

ICONS = {
    "allocated": "shopping-bag",
    "released": "undo-2",
    "shipped": "truck",
    "received": "package-plus",
    "adjusted": "pencil-line",
    "expected": "clock",
    "moved": "arrow-left-right",
    "counted": "clipboard-check",
}
TONES = {"damage": "bad", "expired": "warn", "restock": "good", "return": "good"}
TYPES = {
    "adjustment": _("Correction"),
    "restock": _("Restock"),
    "return": _("Return"),
    "damage": _("Damaged"),
    "expired": _("Expired"),
    "transfer": _("Transfer"),
    "sale": _("Sale"),
}
CAUSES = {
    "allocated": _("Promised to an order"),
    "released": _("Given back by an order"),
    "shipped": _("Shipped"),
    "received": _("Came in"),
    "adjusted": _("Changed"),
    "expected": _("Announced"),
    "moved": _("Set aside or put back"),
    "counted": _("Counted"),
}
CODES = {
    "correction": _("Correction"),
    "cycle_count": _("Counted"),
    "received": _("Goods received"),
    "return_restock": _("Customer return"),
    "damaged": _("Damaged"),
    "shrinkage": _("Lost or stolen"),
    "promotion": _("Given away"),
    "quality": _("Quality control"),
    "safety": _("Safety stock"),
    "expired": _("Expired"),
    "other": _("Other reason"),
}
REFERENCES = {
    "order": _("Order"),
    "manual": _("By hand"),
    "reversal": _("Taken back"),
    "import": _("Import"),
    "count": _("Count"),
    "transfer": _("Transfer"),
    "purchase_order": _("Purchase order"),
    "batch": _("Batch"),
}
STATES = {"damaged": _("Damaged"), "quality": _("Quality control"), "safety": _("Safety stock")}
RUNNING = (
    ("on_hand", _("on hand")),
    ("committed", _("committed")),
    ("unavailable", pgettext_lazy("stock", "set aside")),
    ("available", pgettext_lazy("stock", "available")),
    ("incoming", pgettext_lazy("stock", "incoming")),
)
"""The states whose number a line of the story may have changed, as words after that number."""


@dataclass(frozen=True, slots=True)
class Told:
    """One movement, ready to show, with what there was after it. `link` is what it was made for, if that can be opened."""

    row: Movement
    text: str
    icon: str
    tone: str
    code: str
    link: Link | None
    after: Units
    changed: tuple[str, ...]


def told(request: SiteRequest, lines: Iterable[Line]) -> list[Told]:
    """The lines in sentences. One statement for each kind of thing among their causes, none without."""
    rows = list(lines)
    links = linked(request, [line.movement for line in rows])
    return [_told(line, links.get((line.movement.reference_type, line.movement.reference_id))) for line in rows]


def _told(line: Line, link: Link | None) -> Told:
    row, before = line.movement, line.after.before(line.movement)
    changed = tuple(name for name, _words in RUNNING if getattr(before, name) != getattr(line.after, name))
    return Told(
        row=row,
        text=sentence(row),
        icon=_icon(row),
        tone=TONES.get(row.type, "plain"),
        code=_code(row),
        link=link,
        after=line.after,
        changed=changed,
    )


@dataclass(frozen=True, slots=True)
class Happened:
    """One movement where many variants are told of together."""

    row: Movement
    text: str
    icon: str
    code: str
    link: Link | None


def happened(request: SiteRequest, rows: Sequence[Movement]) -> list[Happened]:
    """The movements in sentences. One statement for each kind of thing among their causes, none without."""
    links = linked(request, rows)
    return [
        Happened(
            row,
            sentence(row),
            _icon(row),
            _code(row),
            links.get((row.reference_type, row.reference_id)),
        )
        for row in rows
    ]


def _is_of_transfer(row: Movement) -> bool:
    return row.type == "transfer" and row.reference_type == "transfer"


def _icon(row: Movement) -> str:
    return "arrow-left-right" if _is_of_transfer(row) else ICONS.get(row.cause, "circle-dot")


def _code(row: Movement) -> str:
    """The reason in a word; a transfer is its own."""
    return "" if _is_of_transfer(row) else str(CODES.get(row.reason_code, ""))


def signed(units: int) -> str:
    """Units with their sign, as they are written."""
    return f"{units:+d}".replace("-", "\N{MINUS SIGN}")


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
        words = _("%(n)s on their way") if row.incoming_change > 0 else _("%(n)s no longer expected")
        return _units(str(words), abs(row.incoming_change))
    if row.cause == "moved":
        return _moved(row)
    if _is_of_transfer(row):
        return _transferred(row)
    if row.cause == cause.RECEIVED and row.type != "transfer":
        return _units(str(_("%(n)s came in")), row.quantity)
    if not row.quantity:
        return str(CAUSES.get(row.cause, TYPES[row.type]))
    kind = CODES.get(row.reason_code) or TYPES[row.type]
    return str(_("%(kind)s: %(change)s")) % {"kind": kind, "change": signed(row.quantity)}


def _transferred(row: Movement) -> str:
    """What a transfer did at one of its two places."""
    if row.quantity < 0:
        words = _("%(n)s taken back") if row.incoming_change else _("%(n)s sent to another location")
    elif row.quantity:
        words = _("%(n)s came from another location") if row.incoming_change else _("%(n)s came back")
    else:
        words = _("%(n)s on their way") if row.incoming_change > 0 else _("%(n)s no longer expected")
    return _units(str(words), abs(row.quantity or row.incoming_change))


def _moved(row: Movement) -> str:
    moved = {"damaged": row.damaged_change, "quality": row.quality_change, "safety": row.safety_change}
    parts = []
    for state, units in moved.items():
        if units:
            words = _("%(n)s set aside: %(state)s") if units > 0 else _("%(n)s put back: %(state)s")
            parts.append(str(words) % {"n": abs(units), "state": STATES[state]})
    return ", ".join(parts)


def _units(words: str, units: int) -> str:
    return words % {"n": units}
