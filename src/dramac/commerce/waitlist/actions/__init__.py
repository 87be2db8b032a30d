"""Every way in which wishes to be told change."""

from __future__ import annotations

from dramac.commerce.waitlist.actions.ask import Asking, CannotAsk, ask
from dramac.commerce.waitlist.actions.cancel import cancel, cancel_all
from dramac.commerce.waitlist.actions.forget import adopt_requests, forget_customer, sweep_requests
from dramac.commerce.waitlist.actions.tell import tell_everywhere, tell_waiting

__all__ = [
    "Asking",
    "CannotAsk",
    "adopt_requests",
    "ask",
    "cancel",
    "cancel_all",
    "forget_customer",
    "sweep_requests",
    "tell_everywhere",
    "tell_waiting",
]
