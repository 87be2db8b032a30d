"""A fact and listeners for the tests of the outbox, importable by a worker in another process."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from dramac.kit.facts import Event


class BellRang(Event, frozen=True, kw_only=True):
    """A bell rang so many times."""

    topic: ClassVar[str] = "bell.rang"
    times: int


heard: list[tuple[int, UUID]] = []


def listen(event: Event, event_id: UUID) -> None:
    """Remember what was heard."""
    assert isinstance(event, BellRang)
    heard.append((event.times, event_id))


def refuse(event: Event, event_id: UUID) -> None:
    """A listener whose outside world is down."""
    raise ConnectionError("nobody answers")


def write_down_and_hang(event: Event, event_id: UUID) -> None:
    """Write a line to the file named in the environment, then hang, so that the worker can be killed in the middle."""
    with Path(os.environ["BELL_FILE"]).open("a") as file:
        file.write(f"{event_id}\n")
    time.sleep(60)


def write_down(event: Event, event_id: UUID) -> None:
    """Write a line to the file named in the environment."""
    with Path(os.environ["BELL_FILE"]).open("a") as file:
        file.write(f"{event_id}\n")
