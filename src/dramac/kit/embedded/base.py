"""Django's backend for SQLite with one change: threads that want to write wait in line.

SQLite lets one connection write at a time and has the others look again after a while, longer each time, so that the
database idles while everybody sleeps. Threads of one process need not guess: each begins when the one before has ended.
Other processes are waited for as before.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

from django.db.backends.sqlite3 import base

PATIENCE = 30.0
"""Seconds after which a thread stops waiting in line and lets SQLite decide."""


@lru_cache(maxsize=64)
def _line_before(database: str) -> Lock:
    return Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits its turn before it begins a transaction, and gives the turn on when that has ended."""

    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._has_turn = self._line.acquire(timeout=PATIENCE)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        except BaseException:
            self._give_turn_on()
            raise

    def _set_autocommit(self, autocommit: Any) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # likewise
        if autocommit:
            self._give_turn_on()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # likewise
        finally:
            self._give_turn_on()

    @property
    def _line(self) -> Lock:
        return _line_before(str(self.settings_dict["NAME"]))

    def _give_turn_on(self) -> None:
        if self._has_turn:
            self._has_turn = False
            self._line.release()
