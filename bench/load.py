"""Load on a web server from this machine alone: so many connections, kept open, each asking one request after another."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

CONNECTIONS = 8
PATIENCE = 30.0
"""Seconds to wait for one answer."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `expect` is the status that counts as right."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    expect: int = 200


Unit: TypeAlias = Generator[Ask, bytes, None]
"""One piece of work as a shopper does it: gives a request, is sent the body of its answer, gives the next."""

Step: TypeAlias = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast something went: how often it was done, in how many seconds, and the median of single times."""

    done: int
    seconds: float
    median_ms: float

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.done / self.seconds if self.seconds else 0.0


class WrongAnswer(Exception):
    """The server answered something else than the scenario expects: a measurement of errors would mean nothing."""


def measure(work: Callable[[int], Step], *, workers: int = CONNECTIONS, seconds: float) -> Pace:
    """Run `workers` threads for `seconds`. `work(n)` prepares thread n and returns its step; a step says if it did something."""
    steps = [work(number) for number in range(workers)]
    times: list[list[float]] = [[] for _ in range(workers)]
    problems: list[BaseException] = []
    start = threading.Barrier(workers + 1)

    def loop(number: int) -> None:
        start.wait()
        deadline = time.perf_counter() + seconds
        try:
            while not problems and (began := time.perf_counter()) < deadline and steps[number]():
                times[number].append(time.perf_counter() - began)
        except BaseException as problem:  # raised again by the thread that waits
            problems.append(problem)

    threads = [threading.Thread(target=loop, args=(number,), daemon=True) for number in range(workers)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    if problems:
        raise problems[0]
    every = sorted(duration for own in times for duration in own)
    return Pace(len(every), elapsed, every[len(every) // 2] * 1000 if every else 0.0)


def over_http(port: int, units: Callable[[], Unit | None]) -> Callable[[int], Step]:
    """A worker that does the work of `units()`, one after the other, over one kept connection. Raises WrongAnswer."""

    def prepare(number: int) -> Step:
        connection = Connection(port)

        def step() -> bool:
            unit = units()
            if unit is None:
                return False
            ask = next(unit, None)
            while ask is not None:
                answer = connection.answer(ask)
                try:
                    ask = unit.send(answer)
                except StopIteration:
                    ask = None
            return True

        return step

    return prepare


class Connection:
    """A kept HTTP/1.1 connection to this machine, as thin as can be: what it costs is missing to the server beside it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def answer(self, ask: Ask) -> bytes:
        """The body of the answer. Raises WrongAnswer."""
        self._socket.sendall(_written(ask))
        received = self._socket.recv(262_144)
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end].lower()
        mark = head.find(b"content-length:")
        if mark < 0:
            raise WrongAnswer(f"{ask.method} {ask.path}: an answer without a length")
        length = int(head[mark + 15 :].split(b"\r\n", 1)[0])
        while len(received) < end + 4 + length:
            received += self._more()
        body = received[end + 4 :]
        if int(head[9:12]) != ask.expect:
            raise WrongAnswer(f"{ask.method} {ask.path}: {head[9:12].decode()} {body[:300]!r}")
        return body

    def _more(self) -> bytes:
        part = self._socket.recv(262_144)
        if not part:
            raise WrongAnswer("the server hung up")
        return part


def _written(ask: Ask) -> bytes:
    lines = [f"{ask.method} {ask.path} HTTP/1.1", *(f"{name}: {value}" for name, value in ask.headers.items())]
    if ask.body:
        lines.append(f"Content-Length: {len(ask.body)}")
    return "\r\n".join([*lines, "", ""]).encode() + ask.body
