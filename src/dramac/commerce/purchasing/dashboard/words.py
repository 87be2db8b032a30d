"""Purchase orders in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

STATES = (
    ("draft", gettext_lazy("Draft")),
    ("ordered", gettext_lazy("Ordered")),
    ("partly_received", gettext_lazy("Partly received")),
    ("received", gettext_lazy("Received")),
    ("cancelled", gettext_lazy("Cancelled")),
)
ICONS = {
    "drafted": "file-text",
    "ordered": "truck",
    "received": "package-check",
    "receipt_reversed": "undo-2",
    "taken_back": "undo-2",
    "closed": "circle-check",
    "cancelled": "circle-x",
}


def happened(kind: str, details: Mapping[str, Any]) -> str:
    """An entry of an order's story as a sentence."""
    told: dict[str, Any] = {"units": details.get("units", 0), "rejected": details.get("rejected", 0)}
    if kind == "received" and told["rejected"]:
        came = ngettext("%(units)s unit came in", "%(units)s units came in", told["units"]) % told
        gone = ngettext("%(rejected)s was turned away", "%(rejected)s were turned away", told["rejected"]) % told
        return f"{came}, {gone}"
    sentences = {
        "drafted": _("The order was begun"),
        "ordered": ngettext("%(units)s unit was ordered", "%(units)s units were ordered", told["units"]),
        "received": ngettext("%(units)s unit came in", "%(units)s units came in", told["units"]),
        "receipt_reversed": _("A delivery was taken back"),
        "taken_back": _("The order was made a draft again"),
        "closed": ngettext(
            "Closed: %(units)s unit will not come", "Closed: %(units)s units will not come", told["units"]
        ),
        "cancelled": _("The order was cancelled"),
    }
    return sentences[kind] % told


def why(details: Mapping[str, Any]) -> str:
    """What else is known of it: a reason, and to whom it was sent."""
    sent = details.get("emailed")
    parts = (details.get("reason"), _("E-mail to %(address)s") % {"address": sent} if sent else "")
    return " · ".join(str(part) for part in parts if part)
