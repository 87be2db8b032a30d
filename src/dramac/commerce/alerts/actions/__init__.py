"""Every way in which limits and alerts change."""

from __future__ import annotations

from dramac.commerce.alerts.actions.dismiss import dismiss_alert, restore_alert
from dramac.commerce.alerts.actions.limits import (
    OF_NOTHING,
    SENTENCES,
    LimitDetails,
    LimitRefused,
    UnknownLimit,
    configure_alert,
    edit_limit,
    remove_limit,
)
from dramac.commerce.alerts.actions.look import Seen, begin_watching, look_at, look_within
from dramac.commerce.alerts.actions.prefer import update_alert_settings
from dramac.commerce.alerts.actions.tell import tell_due, tell_site

__all__ = [
    "OF_NOTHING",
    "SENTENCES",
    "LimitDetails",
    "LimitRefused",
    "Seen",
    "UnknownLimit",
    "begin_watching",
    "configure_alert",
    "dismiss_alert",
    "edit_limit",
    "look_at",
    "look_within",
    "remove_limit",
    "restore_alert",
    "tell_due",
    "tell_site",
    "update_alert_settings",
]
