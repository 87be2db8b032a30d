"""Providers that move no money themselves: people do, and the ledger records it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dramac.commerce.payments.ports import (
    Capabilities,
    OperationRequest,
    OperationResult,
    Outcome,
    ProviderEvent,
    SettingField,
    Started,
    StartRequest,
    StartStatus,
)


class OfflineProvider:
    """A payment that waits until staff record that the money came; every operation is done as soon as it is recorded."""

    key = ""
    expires_after_hours: int | None = None

    def capabilities(self) -> Capabilities:
        """It only keeps records."""
        return Capabilities(expires_after_hours=self.expires_after_hours)

    def setting_fields(self) -> tuple[SettingField, ...]:
        """It needs to be told nothing."""
        return ()

    def check_settings(self, settings: Mapping[str, Any]) -> dict[str, object]:
        """Nothing can be wrong with nothing."""
        return {}

    def details(self, settings: Mapping[str, Any]) -> list[tuple[object, str]]:
        """The method's own instructions say it all."""
        return []

    def start(self, request: StartRequest) -> Started:
        """The money comes later."""
        return Started(StartStatus.WAITING)

    def capture(self, request: OperationRequest) -> OperationResult:
        """Recorded is done."""
        return OperationResult(Outcome.DONE, request.reference)

    def void(self, request: OperationRequest) -> OperationResult:
        """Recorded is done."""
        return OperationResult(Outcome.DONE, request.reference)

    def refund(self, request: OperationRequest) -> OperationResult:
        """Recorded is done."""
        return OperationResult(Outcome.DONE, request.reference)

    def retrieve(self, request: OperationRequest) -> OperationResult:
        """Recorded is done."""
        return OperationResult(Outcome.DONE, request.reference)

    def parse_webhook(self, headers: Mapping[str, str], raw: bytes, settings: Mapping[str, Any]) -> list[ProviderEvent]:
        """Nobody tells anything: whatever arrives is forged."""
        raise ValueError("This way of paying has no webhook.")
