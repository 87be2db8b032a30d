"""On the embedded database one thread answers request after request while the others rest (docs/decisions/0020).

There is nothing to wait for outside the process, and threads that run Python at the same time only take it away from each other
at each of the database's rows. So a thread that has answered while another is at work rests, and what comes meanwhile is left
to the other. Where that takes long, one that rests goes back to work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Event, Lock, Thread, get_ident
from time import monotonic, sleep
from typing import Any, TypeAlias

Application: TypeAlias = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PATIENCE = 0.05
"""Seconds that others wait for a request since its beginning; then one more thread works."""

REST = 5.0
"""Seconds after which a thread goes back to work unasked, so that no mistake of ours can leave a shop without threads."""

SERVER, PROTOCOL = "Granian", "HTTP/1.1"
"""Where an answer of known length has left before its `close` is called, so that a thread may rest in it."""


class InTurn:
    """Has requests answered one at a time, but beside one that takes long. Each thread calls it, and what it answers, to the end."""

    def __init__(self, application: Application, *, patience: float = PATIENCE, rest: float = REST) -> None:
        self.application = application
        self._patience, self._rest_for = patience, rest
        self._guard = Lock()
        self._at_work: dict[int, float] = {}
        """Threads that are answering, with the moment they began, but for those that take long."""
        self._resting: list[Lock] = []
        self._is_watched = Event()
        self._watch: Thread | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self._at_work[get_ident()] = monotonic()
        if not self._is_watched.is_set():
            self._call_watch()
        try:
            answer: Any = self.application(environ, start_response)
            if getattr(answer, "streaming", True):
                return _Stream(answer, self._end)
            parts = list(answer)
            answer.close()
        except BaseException:
            self._end()
            raise
        self._end()
        return _Last(parts, self._rest) if self._at_work and _leaves_before_it_closes(environ, answer) else parts

    def _end(self) -> None:
        self._at_work.pop(get_ident(), None)

    def _rest(self) -> None:
        """Wait until work takes long, unless nobody else is at work."""
        with self._guard:
            if not self._at_work:
                return
            bed = Lock()
            bed.acquire()
            self._resting.append(bed)
        if not bed.acquire(timeout=self._rest_for):
            with self._guard:
                if bed in self._resting:
                    self._resting.remove(bed)

    def _call_watch(self) -> None:
        self._is_watched.set()
        with self._guard:
            if self._watch is None:
                self._watch = Thread(target=self._keep_watch, name="turns", daemon=True)
                self._watch.start()

    def _keep_watch(self) -> None:
        while True:
            self._is_watched.clear()
            if not self._at_work:
                self._is_watched.wait()
            self._is_watched.set()
            while self._at_work:
                sleep(self._look())

    def _look(self) -> float:
        """Send one more to work for each request that takes long. Returns the seconds until the next could."""
        now = monotonic()
        next_one = self._patience
        with self._guard:
            for thread, began in list(self._at_work.items()):
                left = began + self._patience - now
                if left > 0:
                    next_one = min(next_one, left)
                elif self._at_work.get(thread) is began:
                    self._at_work.pop(thread, None)
                    if self._resting:
                        self._resting.pop().release()
        return next_one


def _leaves_before_it_closes(environ: dict[str, Any], answer: Any) -> bool:
    return (
        environ.get("SERVER_SOFTWARE") == SERVER
        and environ.get("SERVER_PROTOCOL") == PROTOCOL
        and environ.get("REQUEST_METHOD") != "HEAD"
        and answer.headers.get("Content-Length", "0") != "0"
    )


class _Last:
    """An answer after which its thread rests: it is on its way when the server calls `close`."""

    def __init__(self, parts: list[bytes], rest: Callable[[], None]) -> None:
        self._parts, self.close = parts, rest

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)


class _Stream:
    """An answer that is made while it is sent: its thread works until then."""

    def __init__(self, answer: Any, end: Callable[[], None]) -> None:
        self._answer, self._end = answer, end

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._answer)

    def close(self) -> None:
        """Nothing more is sent."""
        try:
            self._answer.close()
        finally:
            self._end()
