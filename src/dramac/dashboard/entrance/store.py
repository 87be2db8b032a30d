"""Where sessions are kept: Django's table of sessions with the person beside each, and where they signed in from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Store

from dramac.dashboard.models import StaffSession


class SessionStore(Store):
    """Django's own store, with our columns."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table."""
        return StaffSession

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of a session; the moment at which it began stays."""
        row: Any = super().create_model_instance(data)
        person = data.get(SESSION_KEY)
        row.person_id = UUID(person) if person else None
        row.network, row.agent = str(data.get("network", ""))[:60], str(data.get("agent", ""))[:200]
        row.started_at = StaffSession.began(row.pk) or row.started_at
        return row
