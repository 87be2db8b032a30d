"""Builders of payments for the tests of every slice, and a provider whose answers a test chooses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from dramac.commerce.payments import actions, registry
from dramac.commerce.payments.models import PaymentMethod
from dramac.commerce.payments.offline import OfflineProvider
from dramac.commerce.payments.ports import (
    Capabilities,
    OperationRequest,
    OperationResult,
    Outcome,
    Started,
    StartRequest,
    StartStatus,
)
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")


def a_payment_method(site: Site, provider: str = "bank_transfer", *, name: str = "", **more: Any) -> PaymentMethod:
    """A way to pay; an order waits as long as its provider says, unless told otherwise."""
    details = actions.MethodDetails(provider, name or provider.replace("_", " ").capitalize(), **more)
    return actions.add_method(site=site, details=details, by=STAFF, now=NOW)


def a_payment(site: Site, amount: int = 5000) -> UUID:
    """A payment of 50.00 that nothing has been paid of."""
    new = actions.NewPayment(amount, site.currency, "manual")
    return actions.open_payment(site=site, payment=new, now=NOW)


class FarProvider(OfflineProvider):
    """A card company at the other end of a wire: does what the test says, and remembers what it was asked.

    `answers` are used up one by one; an exception among them is raised, as when nobody answers.
    """

    key = "far"

    def __init__(self, *answers: Started | OperationResult | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, UUID]] = []

    def title(self) -> str:
        """Its name as merchants read it."""
        return "Far away"

    def capabilities(self) -> Capabilities:
        """It is asked over the network."""
        return Capabilities(is_remote=True)

    def start(self, request: StartRequest) -> Started:
        """What the test says, else the money is held."""
        answer = self._next("start", request.operation_id)
        return answer if isinstance(answer, Started) else Started(StartStatus.AUTHORIZED, "far-1")

    def capture(self, request: OperationRequest) -> OperationResult:
        """What the test says, else done."""
        return self._operation("capture", request)

    def void(self, request: OperationRequest) -> OperationResult:
        """What the test says, else done."""
        return self._operation("void", request)

    def refund(self, request: OperationRequest) -> OperationResult:
        """What the test says, else done."""
        return self._operation("refund", request)

    def retrieve(self, request: OperationRequest) -> OperationResult:
        """What the test says, else done."""
        return self._operation("retrieve", request)

    def _operation(self, verb: str, request: OperationRequest) -> OperationResult:
        answer = self._next(verb, request.operation_id)
        return answer if isinstance(answer, OperationResult) else OperationResult(Outcome.DONE, request.reference)

    def _next(self, verb: str, operation_id: UUID) -> Started | OperationResult | None:
        self.asked.append((verb, operation_id))
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


@contextmanager
def connected(provider: FarProvider) -> Iterator[Mapping[str, Any]]:
    """While it lasts, the provider is one of the installation's."""
    known = registry.providers()
    known[provider.key] = provider
    try:
        yield known
    finally:
        del known[provider.key]


API_PARTS = {"payment_method_id": lambda site: a_payment_method(site).pk}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {
    ("payments:method", "method_id"): API_PARTS["payment_method_id"],
    ("payments:removal", "method_id"): API_PARTS["payment_method_id"],
}
"""Builders for the parts of dashboard addresses."""
