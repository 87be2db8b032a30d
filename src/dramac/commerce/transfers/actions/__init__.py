"""Every way in which a transfer changes."""

from __future__ import annotations

from dramac.commerce.transfers.actions.dispatching import dispatch, recall
from dramac.commerce.transfers.actions.drafting import LineWish, TransferDetails, create, edit
from dramac.commerce.transfers.actions.ending import cancel, close
from dramac.commerce.transfers.actions.opening import TransferRefused, UnknownTransfer
from dramac.commerce.transfers.actions.receiving import Receipt, receive
from dramac.commerce.transfers.actions.reversing import reverse_receipt

__all__ = [
    "LineWish",
    "Receipt",
    "TransferDetails",
    "TransferRefused",
    "UnknownTransfer",
    "cancel",
    "close",
    "create",
    "dispatch",
    "edit",
    "recall",
    "receive",
    "reverse_receipt",
]
