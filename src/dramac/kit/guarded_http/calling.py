"""One guarded request from end to end."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache

import httpcore
import httpx

from dramac.kit.guarded_http.refusals import Blocked, FetchFailed
from dramac.kit.guarded_http.targets import Guard, Target, check_url, resolved
from dramac.kit.guarded_http.wire import Budget, Connections, Overrun

AGENT = "DRAMAC-Commerce"
HEADER_BYTES = 128 * 1024
MOST_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VALUE = re.compile(r"[\x20-\x7e\t]*")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request to make. `max_bytes` caps the body of the answer: more is FetchFailed, or cut off with `cut`.

    `redirects` is how many hops may be followed (GET only, at most three, each judged anew).
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    max_bytes: int = 64 * 1024
    deadline_s: float = 15.0
    redirects: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, whatever its status. Header names are in small letters; `address` is who answered.

    `content_type` is the media type alone, in small letters. `is_cut` says that the body was longer.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    content_type: str
    url: str
    address: str
    is_cut: bool = False


def fetch(
    url: str, *, max_bytes: int, deadline_s: float = 15.0, redirects: int = 0, guard: Guard | None = None
) -> Fetched:
    """GET what is at a web address. Raises Blocked, FetchFailed; every status is an answer, ask for it.

    A compressed body that nobody asked for is refused (encoded), so that it cannot unfold into more than the cap.
    """
    wanted = Outgoing(url, max_bytes=max_bytes, deadline_s=deadline_s, redirects=redirects)
    found = request(wanted, guard=guard)
    if found.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise FetchFailed("encoded")
    return found


def request(outgoing: Outgoing, *, guard: Guard | None = None) -> Fetched:
    """Make a request and wait for its answer, until the deadline for all of it. Raises Blocked, FetchFailed."""
    guard = guard or Guard.from_settings()
    _check_headers(outgoing.headers)
    budget = Budget(outgoing.deadline_s, outgoing.max_bytes + HEADER_BYTES)
    target = check_url(outgoing.url, guard=guard)
    for _hop in range(min(outgoing.redirects, MOST_REDIRECTS) + 1):
        found = _once(outgoing, target, guard, budget)
        place = found.headers.get("location")
        if outgoing.redirects == 0 or found.status not in REDIRECTS or outgoing.method != "GET" or not place:
            return found
        target = _next(target, place, guard)
    raise FetchFailed("too_many_redirects")


def _check_headers(headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            raise Blocked("header")


def _next(target: Target, place: str, guard: Guard) -> Target:
    try:
        url = target.url.join(place)
    except (httpx.InvalidURL, ValueError) as fault:
        raise Blocked("bad_url") from fault
    if target.url.scheme == "https" and url.scheme != "https":
        raise FetchFailed("downgraded")
    return check_url(str(url), guard=guard)


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """Certificates are verified against the authorities that ship with the HTTP library, TLS 1.2 at least."""
    return httpx.create_ssl_context(trust_env=False)


def _once(outgoing: Outgoing, target: Target, guard: Guard, budget: Budget) -> Fetched:
    addresses = resolved(target, guard, budget.seconds_left)
    connections = Connections(addresses, budget)
    try:
        with closing(_pool(connections)) as pool:
            return _answer(pool, outgoing, target, connections)
    except Overrun:
        raise FetchFailed("too_large") from None
    except ssl.SSLError as fault:
        raise FetchFailed("timeout" if budget.is_late else "tls") from fault
    except httpcore.TimeoutException as fault:
        raise FetchFailed("timeout") from fault
    except httpcore.ConnectError as fault:
        raise FetchFailed("timeout" if budget.is_late else "connect") from fault
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as fault:
        raise FetchFailed("timeout" if budget.is_late else "protocol") from fault
    finally:
        connections.end()


def _pool(connections: Connections) -> httpcore.ConnectionPool:
    return httpcore.ConnectionPool(
        ssl_context=_trust(), network_backend=connections, max_connections=1, max_keepalive_connections=0
    )


def _answer(pool: httpcore.ConnectionPool, outgoing: Outgoing, target: Target, connections: Connections) -> Fetched:
    given = {"user-agent": AGENT, "accept-encoding": "identity", "connection": "close", **_small(outgoing.headers)}
    headers = list(given.items())
    with pool.stream(outgoing.method, str(target.url), headers=headers, content=outgoing.body or None) as response:
        body, is_cut = _body(response.iter_stream(), outgoing)
        found = _headers(response.headers)
    kind = found.get("content-type", "").partition(";")[0].strip().lower()
    return Fetched(response.status, found, body, kind, str(target.url), connections.address, is_cut)


def _small(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _body(chunks: Iterator[bytes], outgoing: Outgoing) -> tuple[bytes, bool]:
    """The body up to its cap, and whether it was cut there."""
    kept = bytearray()
    for chunk in chunks:
        room = outgoing.max_bytes - len(kept)
        kept += chunk[:room]
        if len(chunk) > room:
            if outgoing.cut:
                return bytes(kept), True
            raise Overrun
    return bytes(kept), False
