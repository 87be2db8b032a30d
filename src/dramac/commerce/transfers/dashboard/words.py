"""Transfers in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dramac.commerce.transfers.models import StockTransferEntry

STATES = (
    ("draft", gettext_lazy("Draft")),
    ("in_transit", gettext_lazy("On its way")),
    ("partly_received", gettext_lazy("Partly received")),
    ("received", gettext_lazy("Received")),
    ("discrepancy", gettext_lazy("Differences")),
    ("cancelled", gettext_lazy("Cancelled")),
)
ICONS = {
    "drafted": "file-text",
    "dispatched": "truck",
    "received": "package-check",
    "receipt_reversed": "undo-2",
    "recalled": "undo-2",
    "closed": "circle-check",
    "sent_back": "undo-2",
    "cancelled": "circle-x",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story, ready to show."""

    text: str
    at: datetime
    who: str
    why: str
    icon: str


def named(number: int) -> str:
    """A transfer by its number."""
    return f"TR-{number}"


def told(entry: StockTransferEntry) -> Told:
    """A line of the story in words."""
    details = entry.details
    why = " · ".join(str(part) for part in _facts(details) if part)
    return Told(_happened(entry.kind, details), entry.created_at, entry.actor, why, ICONS.get(entry.kind, "circle-dot"))


def _happened(kind: str, details: Mapping[str, Any]) -> str:
    units = {name: details.get(name, 0) for name in ("units", "lost")}
    sentences = {
        "drafted": _("The transfer was begun"),
        "dispatched": ngettext("%(units)s unit left", "%(units)s units left", units["units"]),
        "received": ngettext("%(units)s unit came", "%(units)s units came", units["units"]),
        "receipt_reversed": _("What was recorded last was taken back"),
        "recalled": _("The goods were put back, and the transfer is a draft again"),
        "closed": ngettext("Closed: %(lost)s unit is missing", "Closed: %(lost)s units are missing", units["lost"]),
        "sent_back": ngettext(
            "The %(units)s unit still on its way went back",
            "The %(units)s units still on their way went back",
            units["units"],
        ),
        "cancelled": _("The transfer was cancelled"),
    }
    return sentences[kind] % units


def _facts(details: Mapping[str, Any]) -> tuple[object, ...]:
    """What else is known of it: how many were damaged, lost or too many, who carries it, and why."""
    is_receipt = "found" in details
    return (
        _("%(n)s damaged") % {"n": details["damaged"]} if details.get("damaged") else "",
        _("%(n)s lost") % {"n": details["lost"]} if is_receipt and details.get("lost") and details["units"] else "",
        _("%(n)s more than was sent") % {"n": details["found"]} if details.get("found") else "",
        details.get("carrier"),
        details.get("tracking"),
        details.get("reason"),
    )
