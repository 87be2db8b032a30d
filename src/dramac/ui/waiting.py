"""What people are told of goods that are not there yet: how many wait, as what, and for which day; the same words everywhere."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dramac.ui.formats import date


def waiting_words(kind: str, on: dt.date | None, *, waits: int = 1, quantity: int = 1) -> str:
    """What to tell of so many units of which so many wait, as a `back_order` or `pre_order`, promised for a day or none.

    Empty where none waits. No day is told that is not given: whoever asks has left out one that is past.
    """
    if not kind or waits < 1:
        return ""
    if now := max(quantity - waits, 0):
        values = {"now": now, "later": waits, "day": date(on, "long") if on else ""}
        if on is None:
            return _("%(now)s now, %(later)s as soon as they are here") % values
        if kind == "pre_order":
            return _("%(now)s now, %(later)s from %(day)s") % values
        return _("%(now)s now, %(later)s expected by %(day)s") % values
    if kind == "pre_order":
        return (
            _("Pre-order: ships from %(day)s") % {"day": date(on, "long")}
            if on
            else _("Pre-order: ships as soon as it is released")
        )
    return (
        _("Back-order: expected by %(day)s") % {"day": date(on, "long")}
        if on
        else _("Back-order: ships as soon as it is here again")
    )
