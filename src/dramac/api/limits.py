"""How many requests a caller may make: counted in fixed windows in Django's cache, never in the database.

Processes without a shared cache count each for themselves. A secret key is counted as a whole; a publishable key by address,
for it stands in every shopper's page; requests without a key, or with a wrong one, by address.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from dramac.api.problems import Denied


@dataclass(frozen=True, slots=True)
class Policy:
    """So many requests in so many seconds. A quota of 0 is no limit."""

    name: str
    quota: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a caller stands: what is left in the present window, and the seconds until the next."""

    policy: Policy
    left: int
    reset: int


def policy(name: str) -> Policy:
    """The policy `secret`, `publishable` or `anonymous` as the installation sets it (`API_RATES`, docs/api.md)."""
    return _parsed(name, settings.API_RATES[name])


@lru_cache(maxsize=16)
def _parsed(name: str, text: str) -> Policy:
    quota, _slash, seconds = text.partition("/")
    return Policy(name, int(quota), int(seconds or 60))


def count(rule: Policy, caller: str) -> Standing | None:
    """Count one more request. None where there is no limit. Raises Denied (429) when the window is used up."""
    if not rule.quota:
        return None
    now = time.time()
    window = int(now) // rule.seconds
    reset = max(1, int((window + 1) * rule.seconds - now))
    key = f"api-rate:{rule.name}:{caller}:{window}"
    try:
        used = cache.incr(key)
    except ValueError:  # the first in this window, unless another was first just now
        used = 1 if cache.add(key, 1, rule.seconds + 1) else cache.incr(key)
    standing = Standing(rule, max(0, rule.quota - used), reset)
    if used > rule.quota:
        detail = _("Too many requests. Try again in %(seconds)s seconds.") % {"seconds": reset}
        raise Denied(429, "rate_limited", detail, headers={"Retry-After": str(reset), **headers(standing)})
    return standing


def headers(standing: Standing) -> dict[str, str]:
    """The standing as draft-ietf-httpapi-ratelimit-headers writes it, and as the older three headers do."""
    rule = standing.policy
    return {
        "RateLimit": f'"{rule.name}";r={standing.left};t={standing.reset}',
        "RateLimit-Policy": f'"{rule.name}";q={rule.quota};w={rule.seconds}',
        "RateLimit-Limit": str(rule.quota),
        "RateLimit-Remaining": str(standing.left),
        "RateLimit-Reset": str(standing.reset),
    }


def show(response: HttpResponseBase, standing: Standing | None) -> None:
    """Write the standing on an answer."""
    if standing is not None:
        for name, value in headers(standing).items():
            response.headers[name] = value


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: the peer, or what the trusted proxy in front says of it."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        return request.headers.get("X-Forwarded-For", peer).rsplit(",", 1)[-1].strip()[:64] or peer
    return peer
