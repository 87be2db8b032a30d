"""On the embedded database requests are answered one after the other, unless one takes long (docs/decisions/0016).

There is nothing to wait for outside the process, and threads that run Python at the same time only take it away from each other
at each of the database's rows: one after the other they are done in half the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from time import monotonic
from typing import Any, TypeAlias

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PATIENCE = 0.05
"""Seconds that others wait for a request since its beginning; it goes on beside them."""


class InTurn:
    """Lets requests through one at a time. What streams its answer, and what takes longer than PATIENCE, holds nobody up."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._turn = Lock()
        self._since = 0.0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        has_turn = self._turn.acquire(timeout=max(self._since + PATIENCE - monotonic(), 0))
        if has_turn:
            self._since = monotonic()
        try:
            return _whole(self.application(environ, start_response))
        finally:
            if has_turn:
                self._turn.release()


def _whole(answer: Any) -> Iterable[bytes]:
    """An answer that needs nothing more of us, for the server to send in its own time; a stream as it is."""
    parts: Iterable[bytes] = answer
    if getattr(answer, "streaming", True):
        return parts
    parts = list(answer)
    answer.close()
    return parts
