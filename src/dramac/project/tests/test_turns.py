"""Requests go in turn where that is quicker, and nobody waits long for one that is slow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from threading import Barrier, Event, Lock, Thread
from typing import Any

import pytest
from django.db import connections

from dramac.project.turns import InTurn

ENOUGH = 10.0


class Answer(list[bytes]):
    """An answer as the framework gives it."""

    streaming = False

    def __init__(self, parts: Iterable[bytes]) -> None:
        super().__init__(parts)
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


def ask(application: InTurn, **environ: Any) -> Iterable[bytes]:
    return application(environ, lambda *_: None)


def test_a_crowd_of_quick_requests_never_runs_at_the_same_time() -> None:
    inside, guard, most = [0], Lock(), [0]

    def quick(environ: Any, start: Any) -> Answer:
        with guard:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        sum(range(500))
        with guard:
            inside[0] -= 1
        return Answer([b"done"])

    application, together = InTurn(quick), Barrier(8)

    def crowd() -> None:
        together.wait(ENOUGH)
        for _ in range(50):
            assert list(ask(application)) == [b"done"]

    threads = [Thread(target=crowd) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(ENOUGH)
    assert most == [1]


def test_what_is_slow_holds_nobody_up() -> None:
    begun, others_are_done = Event(), Event()

    def served(environ: Any, start: Any) -> Answer:
        if environ.get("slow"):
            begun.set()
            assert others_are_done.wait(ENOUGH)
        return Answer([b"done"])

    application = InTurn(served)
    slow = Thread(target=ask, args=(application,), kwargs={"slow": True})
    slow.start()
    assert begun.wait(ENOUGH)
    for _ in range(20):
        assert list(ask(application)) == [b"done"]
    others_are_done.set()
    slow.join(ENOUGH)
    assert not slow.is_alive()


def test_a_fault_gives_the_turn_back() -> None:
    def broken(environ: Any, start: Any) -> Answer:
        if environ.get("broken"):
            raise LookupError("nothing here")
        return Answer([b"done"])

    application = InTurn(broken)
    with pytest.raises(LookupError, match="nothing here"):
        ask(application, broken=True)
    assert not application._turn.locked()
    assert list(ask(application)) == [b"done"]


def test_an_answer_is_whole_and_closed_before_the_next_one_begins_and_a_stream_is_left_to_the_server() -> None:
    whole, read = Answer([b"a", b"b"]), list[str]()

    class Stream:
        streaming = True

        def __iter__(self) -> Iterator[bytes]:
            read.append("read")
            yield b"c"

    def served(environ: Any, start: Any) -> Any:
        return Stream() if environ.get("stream") else whole

    application = InTurn(served)
    assert list(ask(application)) == [b"a", b"b"]
    assert whole.is_closed
    stream = ask(application, stream=True)
    assert read == []
    assert list(stream) == [b"c"]


def test_those_whose_turn_it_is_use_one_connection_and_what_is_slow_keeps_its_own() -> None:
    used: list[object] = []
    begun, others_are_done = Event(), Event()

    def served(environ: Any, start: Any) -> Answer:
        used.append(connections["default"])
        if environ.get("slow"):
            begun.set()
            assert others_are_done.wait(ENOUGH)
            assert connections["default"] is used[0]
        return Answer([b"done"])

    application = InTurn(served)

    def in_a_thread(**environ: Any) -> Thread:
        thread = Thread(target=ask, args=(application,), kwargs=environ)
        thread.start()
        return thread

    slow = in_a_thread(slow=True)
    assert begun.wait(ENOUGH)
    for _ in range(5):
        in_a_thread().join(ENOUGH)
    others_are_done.set()
    slow.join(ENOUGH)
    assert not slow.is_alive()
    assert len(used) == 6
    assert len({id(one) for one in used[1:]}) == 1
    assert used[0] is not used[1]


@pytest.mark.django_db
def test_a_stream_reads_over_a_connection_of_its_thread_which_the_next_request_closes() -> None:
    used: list[Any] = []

    class Stream:
        streaming = True

        def __iter__(self) -> Iterator[bytes]:
            used.append(connections["default"])
            connections["default"].ensure_connection()
            yield b"c"

    def served(environ: Any, start: Any) -> Any:
        used.append(connections["default"])
        return Stream() if environ.get("stream") else Answer([b"done"])

    application, is_open = InTurn(served), list[bool]()

    def stream_then_ask() -> None:
        assert list(ask(application, stream=True)) == [b"c"]
        is_open.append(used[1].connection is not None)
        ask(application)
        is_open.append(used[1].connection is not None)

    thread = Thread(target=stream_then_ask)
    thread.start()
    thread.join(ENOUGH)
    lent, of_the_stream, lent_again = used
    assert lent is lent_again
    assert lent is not of_the_stream
    assert is_open == [True, False]


def test_a_body_is_read_before_the_turn_and_only_as_far_as_it_goes() -> None:
    seen: list[bytes] = []

    def served(environ: Any, start: Any) -> Answer:
        seen.append(environ["wsgi.input"].read())
        return Answer([b"done"])

    body = BytesIO(b"12345rest")
    ask(InTurn(served), **{"CONTENT_LENGTH": "5", "wsgi.input": body})
    assert seen == [b"12345"]
    assert body.read() == b"rest"


@pytest.mark.parametrize("size", ["", "0", "-1", "many", "65537", "9" * 40, "٣"])
def test_a_body_without_a_small_size_is_left_to_whoever_asks_for_it(size: str) -> None:
    body = BytesIO(b"12345")

    def served(environ: Any, start: Any) -> Answer:
        assert environ["wsgi.input"] is body
        return Answer([b"done"])

    assert list(ask(InTurn(served), **{"CONTENT_LENGTH": size, "wsgi.input": body})) == [b"done"]
    assert body.tell() == 0
