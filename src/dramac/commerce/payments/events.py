"""Facts of payments that other slices need: what a provider answered in the end."""

from __future__ import annotations

from uuid import UUID

from dramac.kit.facts import Event
from dramac.kit.money import Minor


class PaymentConcluded(Event, frozen=True, kw_only=True):
    """An operation that a provider was asked for is done, or failed. `amount` in minor units of `currency`."""

    payment_id: UUID
    operation_id: UUID
    kind: str
    outcome: str
    amount: Minor
    currency: str
    message: str = ""
