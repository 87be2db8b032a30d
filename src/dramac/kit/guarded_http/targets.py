"""Where a request may go: the address as it is written, and the network addresses behind it."""

from __future__ import annotations

import queue
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import httpx
from django.conf import settings

from dramac.kit.guarded_http.addresses import is_public
from dramac.kit.guarded_http.refusals import Blocked, FetchFailed

LONGEST_URL = 2000
PORTS = (80, 443)
_PLAIN = re.compile(r"[^\x00-\x20\x7f\\]+")

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""A name and a port to literal addresses; raises OSError when there are none."""


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that the machine's resolver gives, each once, in its order."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True, slots=True)
class Guard:
    """What is allowed besides the public internet (`host:port` as written in the URL), and who resolves names."""

    allow: frozenset[str] = frozenset()
    resolve: Resolver = system_resolver

    @classmethod
    def from_settings(cls) -> Guard:
        """What the operator allows (DRAMAC_HTTP_ALLOW)."""
        return cls(frozenset(settings.GUARDED_HTTP_ALLOW))


@dataclass(frozen=True, slots=True)
class Target:
    """A web address taken apart. `is_allowed`: the operator lets us go there wherever it leads."""

    url: httpx.URL
    host: str
    port: int
    is_allowed: bool


def check_url(url: str, *, guard: Guard | None = None) -> Target:
    """The target of a web address, judged as it is written: scheme, user name, port, literal addresses. Raises Blocked.

    Names are resolved and judged only when a request is made, because they may lead elsewhere by then.
    """
    target = _parsed(url, guard or Guard.from_settings())
    looks_literal = ":" in target.host or not re.search("[g-wyz]", target.host.rpartition(".")[2])
    if looks_literal and not target.is_allowed:
        _check_literal(target)
    return target


def _parsed(url: str, guard: Guard) -> Target:
    if len(url) > LONGEST_URL or not _PLAIN.fullmatch(url):
        raise Blocked("bad_url")
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
        host = parsed.raw_host.decode("ascii").rstrip(".").lower()
    except (httpx.InvalidURL, ValueError, UnicodeError) as fault:
        raise Blocked("bad_url") from fault
    if parsed.scheme not in ("http", "https"):
        raise Blocked("not_http")
    if parsed.userinfo:
        raise Blocked("userinfo")
    if not host or "%" in host:
        raise Blocked("bad_url")
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    is_allowed = f"{host}:{port}" in guard.allow
    if port not in PORTS and not is_allowed:
        raise Blocked("port")
    return Target(parsed, host, port, is_allowed)


def _check_literal(target: Target) -> None:
    """Judge an address written in numbers, however oddly (2130706433, 0x7f.1), without asking anybody."""
    try:
        answers = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except OSError:
        return
    if not all(is_public(str(answer[4][0])) for answer in answers):
        raise Blocked("address")


def resolved(target: Target, guard: Guard, seconds: float) -> list[str]:
    """The addresses to dial, every one of them judged: if any is private, none is used. Raises Blocked, FetchFailed."""
    answers = _ask(guard.resolve, target, seconds)
    if not answers:
        raise FetchFailed("dns")
    if not target.is_allowed and not all(is_public(answer) for answer in answers):
        raise Blocked("address")
    return list(answers)


def _ask(resolve: Resolver, target: Target, seconds: float) -> Sequence[str]:
    """Ask in a thread, because the system's resolver knows no deadline; a late answer is thrown away."""
    box: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            box.put(resolve(target.host, target.port))
        except (OSError, UnicodeError) as fault:
            box.put(fault)

    threading.Thread(target=ask, daemon=True, name="resolver").start()
    try:
        answer = box.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise FetchFailed("timeout") from None
    if isinstance(answer, Exception):
        raise FetchFailed("dns") from answer
    return answer
