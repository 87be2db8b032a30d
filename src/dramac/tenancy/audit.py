"""The audit trail's one writer: who did what to what, beside the change itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dramac.tenancy.actors import Actor
from dramac.tenancy.models import AuditEntry, Site


def write(
    site: Site, *, by: Actor, action: str, subject: str, now: datetime, details: Mapping[str, object] | None = None
) -> None:
    """Put one line on the site's trail: `action` such as `staff.invited`, `subject` such as `person:<key>`.

    Raises RuntimeError outside a transaction: a line must stand or fall with the change that it tells of.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The audit trail is written inside the transaction of the change it tells of.")
    AuditEntry.objects.create(
        site=site, actor=str(by)[:160], action=action, subject=subject, details=dict(details or {}), created_at=now
    )
