"""Noting when a key was last used, so that a forgotten one can be found and taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from dramac.api.models import ApiKey

FINENESS = timedelta(minutes=1)


def note_use(*, key: ApiKey, now: datetime) -> None:
    """Write down that the key is in use, at most once a minute: most requests write nothing and ask nothing."""
    if key.last_used_at is not None and key.last_used_at > now - FINENESS:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - FINENESS)
    ApiKey.objects.of(key.site_id).filter(stale, pk=key.pk).update(last_used_at=now)
