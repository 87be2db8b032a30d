"""Repeated work: each piece has a due time in the database, moved on by one conditional update, so that one worker does it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dramac.kit.models import ScheduleEntry

log = logging.getLogger("dramac.schedule")


@dataclass(frozen=True, slots=True)
class Repeated:
    """A piece of work done every so often; it must be safe to run twice and takes the present moment."""

    name: str
    every: timedelta
    work: Callable[[datetime], object]


def run_due(table: Sequence[Repeated], *, now: datetime) -> list[str]:
    """Do what is due; returns the names of what was done. A piece that fails is logged and tried at its next time."""
    done = []
    for piece in table:
        ScheduleEntry.objects.get_or_create(name=piece.name, defaults={"due_at": now})
        mine = ScheduleEntry.objects.filter(name=piece.name, due_at__lte=now).update(due_at=now + piece.every)
        if not mine:
            continue
        try:
            piece.work(now)
        except Exception:  # one piece of work must not stop the others
            log.exception("Scheduled work failed", extra={"work": piece.name})
        done.append(piece.name)
    return done
