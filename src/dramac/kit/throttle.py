"""Slowing down guessing: counted in the database, so that every web process sees the same count."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from django.db import connection, transaction
from django.db.models import Sum

from dramac.kit.models import ThrottleWindow
from dramac.kit.refusal import Refused
from dramac.kit.statements import moment_in


class TooMany(Refused):
    """Something was tried too often; `retry_after` is the number of seconds to wait."""

    code = "too_many_attempts"

    def __init__(self, message: object, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


def count(key: str, *, per: timedelta, now: datetime) -> tuple[int, int]:
    """Count one more try of `key`; return the tries in the present window and the seconds until the next one."""
    seconds = int(per.total_seconds())
    start = int(now.timestamp()) // seconds * seconds
    window = datetime.fromtimestamp(start, tz=now.tzinfo)
    table = connection.ops.quote_name(ThrottleWindow._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO {table} (key, "window", count) VALUES (%s, %s, 1) '
            f'ON CONFLICT (key, "window") DO UPDATE SET count = {table}.count + 1 RETURNING count',
            [key[:200], moment_in(window)],
        )
        tries = int(cursor.fetchone()[0])
    return tries, ceil(start + seconds - now.timestamp())


def tries(key: str, *, per: timedelta, now: datetime) -> int:
    """How often `key` was tried in the present window, without counting."""
    seconds = int(per.total_seconds())
    window = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)
    found = ThrottleWindow.objects.filter(key=key[:200], window=window).aggregate(total=Sum("count"))
    return int(found["total"] or 0)


def forget(key: str) -> None:
    """Start `key` afresh, as after a successful sign-in."""
    ThrottleWindow.objects.filter(key=key[:200]).delete()


def sweep(*, now: datetime) -> int:
    """Remove windows older than two days; returns how many."""
    removed, _detail = ThrottleWindow.objects.filter(window__lt=now - timedelta(days=2)).delete()
    return removed
