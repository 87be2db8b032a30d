"""Requests go in turn where that is quicker, and nobody waits long for one that is slow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from queue import Queue
from threading import Event, Lock, Thread, get_ident
from typing import Any

import pytest

from dramac.project.turns import InTurn

ENOUGH = 10.0
GRANIAN = {"SERVER_SOFTWARE": "Granian", "SERVER_PROTOCOL": "HTTP/1.1", "REQUEST_METHOD": "GET"}


class Answer(list[bytes]):
    """An answer as the framework gives it."""

    streaming = False

    def __init__(self, parts: Iterable[bytes], length: str = "4") -> None:
        super().__init__(parts)
        self.headers = {"Content-Length": length} if length else {}
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


class Stream:
    """An answer that is made while it is sent."""

    streaming = True

    def __init__(self, make: Callable[[], None] = lambda: None) -> None:
        self.make = make
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        self.make()
        yield b"made"

    def close(self) -> None:
        self.is_closed = True


class Pool:
    """Threads as a server has them: each takes the next request, sends its answer, and closes it."""

    def __init__(self, application: InTurn, threads: int) -> None:
        self.application = application
        self.asked: Queue[tuple[dict[str, Any], Queue[bytes]]] = Queue()
        for _ in range(threads):
            Thread(target=self._work, daemon=True).start()

    def ask(self, **environ: Any) -> Queue[bytes]:
        """Where the answer will be."""
        sent: Queue[bytes] = Queue()
        self.asked.put(({**GRANIAN, **environ}, sent))
        return sent

    @property
    def resting(self) -> int:
        return len(self.application._resting)

    def answer(self, **environ: Any) -> bytes:
        return self.ask(**environ).get(timeout=ENOUGH)

    def _work(self) -> None:
        while True:
            environ, sent = self.asked.get()
            answer: Any = self.application(environ, lambda *_: None)
            sent.put(b"".join(answer))
            if hasattr(answer, "close"):
                answer.close()


class Crowd:
    """An application that notes who is inside; those with a `hold` stay until it is over."""

    def __init__(self) -> None:
        self.guard = Lock()
        self.inside = self.most = 0
        self.threads: list[int] = []

    def __call__(self, environ: Any, start: Any) -> Answer:
        with self.guard:
            self.inside += 1
            self.most = max(self.most, self.inside)
            self.threads.append(get_ident())
        if hold := environ.get("hold"):
            hold.begun.set()
            assert hold.over.wait(ENOUGH)
        with self.guard:
            self.inside -= 1
        return Answer([b"done"])


class Hold:
    """Something that takes until it is told to end."""

    def __init__(self) -> None:
        self.begun, self.over = Event(), Event()


def held(pool: Pool) -> tuple[Hold, Queue[bytes]]:
    """A request that has begun and takes until it is told to end, and where its answer will be."""
    hold = Hold()
    answer = pool.ask(hold=hold)
    assert hold.begun.wait(ENOUGH)
    return hold, answer


def ended(hold: Hold, answer: Queue[bytes]) -> None:
    hold.over.set()
    assert answer.get(timeout=ENOUGH) == b"done"


def rested(crowd: Crowd, threads: int, **settings: float) -> Pool:
    """A pool of which all threads rest but one."""
    pool = Pool(InTurn(crowd, **settings), threads)
    send_to_rest(pool, threads)
    return pool


def send_to_rest(pool: Pool, threads: int) -> None:
    """Ask until all threads rest but one: a slow machine may have some of them sent back to work."""
    for _ in range(100):
        hold = held(pool)
        for _ in range(threads - 1 - pool.resting):
            assert pool.answer() == b"done"
        Event().wait(0.02)
        is_so = pool.resting == threads - 1
        ended(*hold)
        if is_so:
            return
    raise AssertionError("they never rested")


def test_one_thread_answers_while_the_others_rest() -> None:
    crowd = Crowd()
    pool = rested(crowd, 8, patience=ENOUGH, rest=60.0)
    crowd.most = 0
    crowd.threads.clear()
    answers = [pool.ask() for _ in range(200)]
    assert {answer.get(timeout=ENOUGH) for answer in answers} == {b"done"}
    assert crowd.most == 1
    assert len(set(crowd.threads)) == 1


def test_what_is_slow_holds_nobody_up_as_long_as_a_thread_is_left() -> None:
    pool = rested(Crowd(), 3, rest=60.0)
    slow = [held(pool), held(pool)]
    for _ in range(20):
        assert pool.answer() == b"done"
    for one in slow:
        ended(*one)


def test_when_the_slow_one_is_done_one_thread_answers_again() -> None:
    pool = rested(Crowd(), 3, patience=0.1, rest=60.0)
    slow = held(pool)
    assert pool.answer() == b"done"
    assert pool.resting < 2
    ended(*slow)
    send_to_rest(pool, 3)


def test_a_thread_that_rests_goes_back_to_work_by_itself() -> None:
    pool = rested(Crowd(), 2, patience=ENOUGH, rest=0.1)
    both = [held(pool), held(pool)]
    for one in both:
        ended(*one)


def test_nobody_rests_for_the_sake_of_one_that_failed() -> None:
    def broken(environ: Any, start: Any) -> Answer:
        raise LookupError("nothing here")

    application = InTurn(broken)
    with pytest.raises(LookupError, match="nothing here"):
        application(dict(GRANIAN), lambda *_: None)
    assert not application._at_work


def test_an_answer_is_whole_and_closed_before_it_is_given_and_a_stream_is_left_to_the_server() -> None:
    made: list[str] = []
    whole, stream = Answer([b"a", b"b"]), Stream(lambda: made.append("made"))
    application = InTurn(lambda environ, start: stream if "stream" in environ else whole)
    assert list(application(dict(GRANIAN), lambda *_: None)) == [b"a", b"b"]
    assert whole.is_closed
    streamed: Any = application({**GRANIAN, "stream": True}, lambda *_: None)
    assert made == []
    assert application._at_work
    assert list(streamed) == [b"made"]
    assert not stream.is_closed
    streamed.close()
    assert stream.is_closed
    assert not application._at_work


NOT_GONE = [
    {"SERVER_PROTOCOL": "HTTP/2"},
    {"SERVER_SOFTWARE": "another"},
    {"SERVER_SOFTWARE": ""},
    {"REQUEST_METHOD": "HEAD"},
    {"length": ""},
    {"length": "0"},
]


@pytest.mark.parametrize("environ", NOT_GONE)
def test_nobody_rests_in_an_answer_that_might_not_have_left(environ: dict[str, str]) -> None:
    begun, done = Event(), Event()

    def served(asked: Any, start: Any) -> Answer:
        if "wait" in asked:
            begun.set()
            assert done.wait(ENOUGH)
        return Answer([b"done"], asked.get("length", "4"))

    application = InTurn(served, patience=ENOUGH)
    other = Thread(target=application, args=({**GRANIAN, "wait": True}, lambda *_: None))
    other.start()
    assert begun.wait(ENOUGH)
    assert hasattr(application(dict(GRANIAN), lambda *_: None), "close")
    assert application({**GRANIAN, **environ}, lambda *_: None) == [b"done"]
    done.set()
    other.join(ENOUGH)
