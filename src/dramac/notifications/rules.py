"""How a shop's e-mails are sent, and which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dramac.kit.settings import Settings

OPTIONAL = ("order_placed", "order_paid", "order_fulfilled", "order_cancelled", "order_refunded", "order_received")
"""Kinds of e-mail that a shop may leave out. Codes to sign in and invitations are always sent."""


@dataclass(frozen=True, slots=True)
class MailSettings(Settings):
    """`sender_name` and `sender_address` are whom e-mails come from, `reply_to` where answers go, `orders_to` who is told of
    new orders; each empty for the shop's own name and contact address. `sent` are the optional kinds that are sent."""

    area: ClassVar[str] = "notifications"
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    orders_to: str = ""
    sent: tuple[str, ...] = OPTIONAL

    def sends(self, kind: str) -> bool:
        """Whether e-mails of this kind are sent."""
        return kind not in OPTIONAL or kind in self.sent
