"""What the shop asks of whoever moves money: one interface for bank transfers, cash and card companies alike.

A provider never sees a table. Amounts are whole minor units of the currency that stands beside them. Every request carries
an operation id, made before the call: it is the idempotency key towards the provider, so that a repeated call moves nothing
twice. A call may take seconds and is therefore never made inside a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from dramac.kit.money import Minor


class Outcome(StrEnum):
    """What became of a request. Unknown means nobody answered in time: `retrieve` is asked later."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


class StartStatus(StrEnum):
    """What became of a payment that was started: the money comes later, is held, is there, or will not come."""

    WAITING = "waiting"
    AUTHORIZED = "authorized"
    CAPTURED = "captured"
    DECLINED = "declined"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a provider can do. One that is not remote only keeps records, answers at once and never fails.

    `expires_after_hours` is how long an unpaid order waits unless the merchant says otherwise; None waits for ever.
    """

    is_remote: bool = False
    takes_part_captures: bool = True
    takes_part_refunds: bool = True
    expires_after_hours: int | None = None


@dataclass(frozen=True, slots=True)
class SettingField:
    """Something a merchant tells a provider: its name in the settings, its label, and how long it may be."""

    name: str
    label: object
    is_required: bool = False
    is_secret: bool = False
    longest: int = 200


@dataclass(frozen=True, slots=True)
class StartRequest:
    """A payment to begin. `return_url` is where a shopper comes back to from a provider's own pages."""

    operation_id: UUID
    payment_id: UUID
    amount: Minor
    currency: str
    order_number: int
    email: str
    return_url: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Started:
    """How a payment began. `redirect_url` sends the shopper on; `message` is for people, in case of a refusal."""

    status: StartStatus
    reference: str = ""
    redirect_url: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class OperationRequest:
    """Money to take, let go or give back of a payment that the provider knows by `reference`."""

    operation_id: UUID
    payment_id: UUID
    amount: Minor
    currency: str
    reference: str = ""
    reason: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OperationResult:
    """What became of an operation, the provider's name for it, and why not."""

    outcome: Outcome
    reference: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class ProviderEvent:
    """Something a provider tells by itself. `id` is its own, so that hearing it twice changes nothing."""

    id: str
    kind: str
    reference: str
    amount: Minor
    currency: str


class Provider(Protocol):
    """Whoever moves money. `key` is its stable name in tables and addresses."""

    key: str

    def title(self) -> str:
        """Its name as merchants read it."""
        ...

    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    def setting_fields(self) -> tuple[SettingField, ...]:
        """What a merchant tells it."""
        ...

    def check_settings(self, settings: Mapping[str, Any]) -> dict[str, object]:
        """What is wrong with settings, by field, in sentences; empty when they will do."""
        ...

    def details(self, settings: Mapping[str, Any]) -> list[tuple[object, str]]:
        """What a shopper needs to know in order to pay, as labels and values."""
        ...

    def start(self, request: StartRequest) -> Started:
        """Begin a payment."""
        ...

    def capture(self, request: OperationRequest) -> OperationResult:
        """Take money that is held."""
        ...

    def void(self, request: OperationRequest) -> OperationResult:
        """Let money go that is held and was not taken."""
        ...

    def refund(self, request: OperationRequest) -> OperationResult:
        """Give money back that was taken."""
        ...

    def retrieve(self, request: OperationRequest) -> OperationResult:
        """Ask what became of an operation that nobody answered."""
        ...

    def parse_webhook(self, headers: Mapping[str, str], raw: bytes, settings: Mapping[str, Any]) -> list[ProviderEvent]:
        """The events of a genuine message. Raises ValueError for one that is forged, stale or unreadable."""
        ...
