"""Uploaded files are kept for a while, so that they can be brought in again; then they are forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from dramac.commerce.importing.models import ImportRun
from dramac.kit import media

KEPT = timedelta(days=30)
"""How long a file is kept after it was last brought in, or uploaded and never started."""


def sweep_files(*, now: datetime) -> int:
    """Forget files of all sites that nobody has needed for thirty days; returns how many. The reports of imports stay.

    A file stays while an import of it is under way, or began less than thirty days ago. Files that belong to no import,
    because an upload was cut off, go the same way. One statement.
    """
    old = media.unchanged_since("*/imports/*", now - KEPT)
    if not old:
        return 0
    needed = ImportRun.objects.filter(Q(created_at__gt=now - KEPT) | Q(state=ImportRun.State.RUNNING))
    kept = set(needed.values_list("file", flat=True))
    gone = [name for name in old if name not in kept]
    for name in gone:
        media.remove(name)
    return len(gone)
