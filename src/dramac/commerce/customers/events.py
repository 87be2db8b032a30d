"""Facts about customers, as they were at the time."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from dramac.kit.facts import Event


class CustomerSnapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A customer as they were when the fact was told."""

    id: UUID
    email: str
    name: str
    phone: str
    locale: str
    accepts_marketing: bool
    has_account: bool
    created_at: datetime
    version: int


class CustomerCreated(Event, frozen=True, kw_only=True):
    """Someone became a customer: by buying, by signing in, or because staff wrote them down."""

    topic: ClassVar[str] = "customer.created"
    customer: CustomerSnapshot


class CustomerUpdated(Event, frozen=True, kw_only=True):
    """What is known of a customer changed."""

    topic: ClassVar[str] = "customer.updated"
    customer: CustomerSnapshot


class CustomerDeleted(Event, frozen=True, kw_only=True):
    """A customer's personal data was erased; nothing but their key is left to tell."""

    topic: ClassVar[str] = "customer.deleted"
    customer_id: UUID


class SignInCodeIssued(Event, frozen=True, kw_only=True):
    """Someone asked for a one-time code. The fact names the code by its key; the mail asks for its digits."""

    code_id: UUID
    email: str
    locale: str
