"""Outgoing HTTP to addresses that other people chose: pictures by URL, webhooks, profiles of buyers' programs.

`request` and `fetch` go only to public addresses (or to `host:port` pairs that the operator allows), over the very address
that was checked, without redirects unless asked, without proxies or cookies, with a deadline for the whole and a cap on
every byte. What cannot be done raises `Blocked` (we will not go there) or `FetchFailed` (we went and it failed), each with
a code and a sentence. `check_url` is the same judgement without going, for the moment an address is typed in.
"""

from __future__ import annotations

from dramac.kit.guarded_http.calling import Fetched, Outgoing, fetch, request
from dramac.kit.guarded_http.refusals import Blocked, FetchFailed
from dramac.kit.guarded_http.targets import Guard, check_url

__all__ = ["Blocked", "FetchFailed", "Fetched", "Guard", "Outgoing", "check_url", "fetch", "request"]
