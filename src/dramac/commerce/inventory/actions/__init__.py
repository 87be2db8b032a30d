"""Every way in which stock and its places change."""

from __future__ import annotations

from dramac.commerce.inventory.actions.adjust import (
    AdjustedLevel,
    Adjustment,
    CannotAdjust,
    Why,
    adjust,
    preview,
)
from dramac.commerce.inventory.actions.count import set_on_hand
from dramac.commerce.inventory.actions.ledger import UnknownLocation, default_location
from dramac.commerce.inventory.actions.locations import (
    LocationDetails,
    LocationRefused,
    add_location,
    close_location,
    edit_location,
    make_default,
    reopen_location,
)
from dramac.commerce.inventory.actions.order_stock import NotHeld, release, ship, take_back, write_off
from dramac.commerce.inventory.actions.receive import expect, receive
from dramac.commerce.inventory.actions.reverse import CannotReverse, reverse
from dramac.commerce.inventory.actions.showing import refresh_availability
from dramac.commerce.inventory.actions.take import NotEnough, take

__all__ = [
    "AdjustedLevel",
    "Adjustment",
    "CannotAdjust",
    "CannotReverse",
    "LocationDetails",
    "LocationRefused",
    "NotEnough",
    "NotHeld",
    "UnknownLocation",
    "Why",
    "add_location",
    "adjust",
    "close_location",
    "default_location",
    "edit_location",
    "expect",
    "make_default",
    "preview",
    "receive",
    "refresh_availability",
    "release",
    "reopen_location",
    "reverse",
    "set_on_hand",
    "ship",
    "take",
    "take_back",
    "write_off",
]
