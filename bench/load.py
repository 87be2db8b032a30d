"""Load on a web server from this machine alone: so many connections, kept open, each asking one request after another."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

CONNECTIONS = 8


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `expect` is the status that counts as right."""

    method: str
    path: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    expect: tuple[int, ...] = (200,)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast something went: `rate` a second, and the median of single times in milliseconds."""

    done: int
    seconds: float
    median_ms: float

    @property
    def rate(self) -> float:
        """How many a second."""
        return self.done / self.seconds if self.seconds else 0.0


class WrongAnswer(Exception):
    """The server answered something else than the scenario expects: a measurement of errors would mean nothing."""


def measure(work: Callable[[int], Callable[[], bool]], *, workers: int = CONNECTIONS, seconds: float = 3.0) -> Pace:
    """Run `workers` threads for `seconds`. `work(n)` prepares thread n and returns its step; a step says if there is more."""
    steps = [work(number) for number in range(workers)]
    times: list[list[float]] = [[] for _ in range(workers)]
    problems: list[BaseException] = []
    start = threading.Barrier(workers)

    def loop(number: int) -> None:
        start.wait()
        deadline = time.perf_counter() + seconds
        try:
            more = True
            while more and not problems and (began := time.perf_counter()) < deadline:
                more = steps[number]()
                times[number].append(time.perf_counter() - began)
        except BaseException as problem:  # raised again by the thread that waits
            problems.append(problem)

    threads = [threading.Thread(target=loop, args=(number,), daemon=True) for number in range(workers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    if problems:
        raise problems[0]
    every = sorted(duration for own in times for duration in own)
    return Pace(len(every), elapsed, every[len(every) // 2] * 1000 if every else 0.0)


def over_http(port: int, asks: Callable[[int], Iterable[Ask]]) -> Callable[[int], Callable[[], bool]]:
    """A worker that sends the requests of `asks(worker)` over one kept connection. Raises WrongAnswer."""

    def prepare(number: int) -> Callable[[], bool]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        waiting = iter(asks(number))

        def step() -> bool:
            ask = next(waiting, None)
            if ask is None:
                return False
            connection.request(ask.method, ask.path, ask.body, ask.headers)
            answer = connection.getresponse()
            content = answer.read()
            if answer.status not in ask.expect:
                raise WrongAnswer(f"{ask.method} {ask.path}: {answer.status} {content[:300]!r}")
            return True

        return step

    return prepare
