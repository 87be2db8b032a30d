"""On the embedded database requests are answered one after the other, unless one takes long (docs/decisions/0016).

There is nothing to wait for outside the process, and threads that run Python at the same time only take it away from each other
at each of the database's rows: one after the other they are done in half the time. They also share a connection, because one
that others have written beside must read again what it had in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock, local
from time import monotonic
from typing import Any, TypeAlias

from django.db import DEFAULT_DB_ALIAS, connections

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PATIENCE = 0.05
"""Seconds that others wait for a request since its beginning; it goes on beside them."""

SMALL = 65_536
"""Bytes of a body that are read before the turn comes, so that nobody waits for what is still on its way."""


class InTurn:
    """Lets requests through one at a time. What streams its answer, and what takes longer than PATIENCE, holds nobody up."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._turn = Lock()
        self._since = 0.0
        self._spare: list[Any] = []
        self._thread = local()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        _read_ahead(environ)
        has_turn = self._turn.acquire(timeout=max(self._since + PATIENCE - monotonic(), 0))
        if has_turn:
            self._since = monotonic()
        lent = self._lend()
        try:
            answer = self.application(environ, start_response)
            self._thread.streams = getattr(answer, "streaming", True)
            return answer if self._thread.streams else _whole(answer)
        finally:
            self._take_back(lent)
            if has_turn:
                self._turn.release()

    def _lend(self) -> Any:
        """Give the thread the connection that was used last, in place of what a stream opened on it before."""
        if getattr(self._thread, "streams", False):
            connections[DEFAULT_DB_ALIAS].close()
        try:
            lent = self._spare.pop()
        except IndexError:
            lent = connections.create_connection(DEFAULT_DB_ALIAS)
        lent.inc_thread_sharing()
        connections[DEFAULT_DB_ALIAS] = lent
        return lent

    def _take_back(self, lent: Any) -> None:
        del connections[DEFAULT_DB_ALIAS]
        lent.dec_thread_sharing()
        self._spare.append(lent)


def _read_ahead(environ: dict[str, Any]) -> None:
    size = environ.get("CONTENT_LENGTH", "")
    if size.isascii() and size.isdecimal() and len(size) <= len(str(SMALL)) and 0 < int(size) <= SMALL:
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(size)))


def _whole(answer: Any) -> Iterable[bytes]:
    """An answer that needs nothing more of us, for the server to send in its own time."""
    parts = list(answer)
    answer.close()
    return parts
