"""Every way in which stock and its places change."""

from __future__ import annotations

from dramac.commerce.inventory.actions.adjust import Adjustment, adjust, preview
from dramac.commerce.inventory.actions.adjust_many import Group, WrongRows, adjust_many, preview_many, sentence
from dramac.commerce.inventory.actions.batches import (
    OfBatch,
    UnknownBatch,
    edit_batch,
    set_batches_aside,
    write_off_batches,
)
from dramac.commerce.inventory.actions.count import set_altogether, set_on_hand
from dramac.commerce.inventory.actions.expiry import expire_batches, warn_of_batches
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
from dramac.commerce.inventory.actions.naming import BatchName, name_batches
from dramac.commerce.inventory.actions.order_stock import NotHeld, NotSellable, release, take_back, write_off
from dramac.commerce.inventory.actions.posting import AdjustedLevel, CannotAdjust, Why, lock_levels, post
from dramac.commerce.inventory.actions.recalls import lift_recall, recall
from dramac.commerce.inventory.actions.receive import expect, receive
from dramac.commerce.inventory.actions.reserve import (
    CannotHold,
    Hold,
    end_holds,
    hold,
    release_hold,
    release_reserved,
    reserve,
    sweep_reservations,
)
from dramac.commerce.inventory.actions.reverse import CannotReverse, reverse
from dramac.commerce.inventory.actions.reverse_group import reverse_group
from dramac.commerce.inventory.actions.set_aside import preview_asides, set_aside
from dramac.commerce.inventory.actions.ship import NotInBatch, NotThere, ship
from dramac.commerce.inventory.actions.showing import refresh_availability
from dramac.commerce.inventory.actions.take import NotEnough, take

__all__ = [
    "AdjustedLevel",
    "Adjustment",
    "BatchName",
    "CannotAdjust",
    "CannotHold",
    "CannotReverse",
    "Group",
    "Hold",
    "LocationDetails",
    "LocationRefused",
    "NotEnough",
    "NotHeld",
    "NotInBatch",
    "NotSellable",
    "NotThere",
    "OfBatch",
    "UnknownBatch",
    "UnknownLocation",
    "Why",
    "WrongRows",
    "add_location",
    "adjust",
    "adjust_many",
    "close_location",
    "default_location",
    "edit_batch",
    "edit_location",
    "end_holds",
    "expect",
    "expire_batches",
    "hold",
    "lift_recall",
    "lock_levels",
    "make_default",
    "name_batches",
    "post",
    "preview",
    "preview_asides",
    "preview_many",
    "recall",
    "receive",
    "refresh_availability",
    "release",
    "release_hold",
    "release_reserved",
    "reopen_location",
    "reserve",
    "reverse",
    "reverse_group",
    "sentence",
    "set_altogether",
    "set_aside",
    "set_batches_aside",
    "set_on_hand",
    "ship",
    "sweep_reservations",
    "take",
    "take_back",
    "warn_of_batches",
    "write_off",
    "write_off_batches",
]
