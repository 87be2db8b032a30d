"""Alerts in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts.models import RaisedAlert, StockAlert
from dramac.commerce.alerts.rules import DIGEST, NO_EMAIL, SINGLE

LEVELS: Mapping[str, Promise] = {"out": _("Sold out"), "critical": _("Critical"), "low": _("Low")}
STATUSES: Mapping[str, str] = {"low": "low_stock", "critical": "critical_stock", "out": "out_of_stock"}
"""A level as a key of `ui/statuses.py`."""

CLOSINGS: Mapping[str, Promise] = {
    "restocked": _("Stock came back"),
    "limit_changed": _("The limit was changed"),
    "unwatched": _("No longer watched"),
}
MAILINGS: Mapping[str, Promise] = {
    SINGLE: _("Soon after it happens; many at once come in one e-mail"),
    DIGEST: _("Once a day"),
    NO_EMAIL: _("Not at all"),
}


def named(row: RaisedAlert) -> str:
    """Product and option values of what runs low."""
    return " ".join(part for part in (row.variant.product.title, row.variant.title) if part)


def standing(row: RaisedAlert) -> str:
    """Where an alert stands, in words: open, dismissed and by whom, or closed and why."""
    if row.closed_at:
        return str(CLOSINGS.get(row.closing, ""))
    return row.dismissed_by and str(_("Dismissed by %(who)s") % {"who": row.dismissed_by})


def about(row: StockAlert) -> str:
    """What limits are for: the product and its option values, or everything."""
    if row.variant:
        return " ".join(part for part in (row.variant.product.title, row.variant.title) if part)
    return row.product.title if row.product else str(_("Everything"))
