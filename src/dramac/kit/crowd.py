"""For tests: many who do something at the same moment, each with a database connection of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Barrier, Semaphore, Thread
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")
AT_MOST = 40
"""Connections open at once: a server on one machine rarely allows more than a hundred to all who use it."""


def at_once(works: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """Do all of it at the same time; what each gave or raised, in their order.

    All are ready before the first begins. Needs a test whose data other connections can see (`transaction=True`).
    """
    found: list[Result | Exception] = [RuntimeError("never ran")] * len(works)
    ready, turns = Barrier(len(works)), Semaphore(AT_MOST)

    def run(number: int) -> None:
        ready.wait()
        with turns:
            try:
                found[number] = works[number]()
            except Exception as error:  # what went wrong is what the test wants to see
                found[number] = error
            finally:
                connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
