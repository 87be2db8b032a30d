"""Short messages about what has just happened, with a way to undo it; they wait in the session for the next whole page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

KEY = "toasts"
MOST = 5


@dataclass(frozen=True, slots=True)
class Toast:
    """What happened, in one sentence. `tags` is its tone (good, bad, warn, info), `undo` the address to post to."""

    message: str
    tags: str = "good"
    undo: str = ""


def add(request: HttpRequest, message: object, *, tone: str = "good", undo: str = "") -> None:
    """Keep a message for the next page that this person sees; of many, the last five."""
    waiting = [*request.session.get(KEY, []), [str(message), tone, undo]]
    request.session[KEY] = waiting[-MOST:]


def take(request: HttpRequest) -> list[Toast]:
    """The messages that wait, each handed out once."""
    waiting = request.session.pop(KEY, None)
    return [Toast(*parts) for parts in waiting or []]
