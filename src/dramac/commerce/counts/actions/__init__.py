"""Every way in which a count changes."""

from __future__ import annotations

from dramac.commerce.counts.actions.closing import cancel, post
from dramac.commerce.counts.actions.counting import Entry, clear, enter
from dramac.commerce.counts.actions.opening import CountRefused, UnknownCount
from dramac.commerce.counts.actions.starting import CountDetails, start

__all__ = ["CountDetails", "CountRefused", "Entry", "UnknownCount", "cancel", "clear", "enter", "post", "start"]
