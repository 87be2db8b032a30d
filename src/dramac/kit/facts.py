"""What a fact is: something that happened, to be told to others. Free of Django, so that slices name theirs in pure modules."""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import ClassVar
from uuid import UUID

import msgspec

_learning = Lock()
_decoders: dict[str, msgspec.json.Decoder[Event]] = {}


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened on a site, told in the past tense. Subclasses add the facts, never rows.

    `topic` is its public name (`order.created`), used by webhooks; a fact without one is told inside only.
    """

    topic: ClassVar[str] = ""
    site_id: UUID
    occurred_at: datetime


def kinds() -> dict[str, type[Event]]:
    """Every kind of fact by its class name, as it is written in the outbox."""
    found: dict[str, type[Event]] = {}
    waiting: list[type[Event]] = [Event]
    while waiting:
        kind = waiting.pop()
        found[kind.__name__] = kind
        waiting.extend(kind.__subclasses__())
    return found


def encode(event: Event) -> str:
    """The fact as JSON text."""
    return msgspec.json.encode(event).decode()


def decode(name: str, payload: str) -> Event:
    """The fact that `encode` wrote. Raises KeyError for a kind that this version of the program does not know."""
    return (_decoders.get(name) or _learned(name)).decode(payload)


def _learned(name: str) -> msgspec.json.Decoder[Event]:
    """How a kind is decoded, learned once: msgspec ends the process where a second thread comes in between."""
    with _learning:
        if name not in _decoders:
            _decoders[name] = msgspec.json.Decoder(kinds()[name])
        return _decoders[name]
