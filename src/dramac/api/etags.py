"""Entity tags (RFC 9110, section 8.8): which state of a record an answer shows, and edits that name the state they were made from.

A tag is `"<version>-<digest of the answer>"`. The whole tag decides whether an answer is still the same (If-None-Match); the
version alone, which counts a record's changes, whether an edit was made from the newest state (If-Match).
"""

from __future__ import annotations

import re
from hashlib import blake2b

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dramac.api.problems import Denied, Fault

TAG = re.compile(r'\A"(\d{1,9})(?:-[0-9a-f]{12})?"\Z')
NEVER = -1
"""A version that no record has: for a tag that we did not give out."""


def tag(version: int, body: bytes) -> str:
    """The tag of an answer."""
    return f'"{version}-{blake2b(body, digest_size=6).hexdigest()}"'


def is_known(request: HttpRequest, current: str) -> bool:
    """Whether the caller already has the answer with this tag (If-None-Match), so that 304 says enough."""
    offered = [text.strip().removeprefix("W/") for text in request.headers.get("If-None-Match", "").split(",")]
    return current in offered or "*" in offered


def expected_version(request: HttpRequest, *, required: bool) -> int | None:
    """The version an edit was made from; None for `*` or nothing.

    Raises Denied: 428 where one is required and missing, 400 for several, which an edit cannot have been made from.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given:
        if required:
            raise Denied(
                428, "precondition_required", _("Say with If-Match which state of the record you have edited.")
            )
        return None
    if given == "*":
        return None
    if "," in given:
        detail = _("Name one state of the record, not several.")
        raise Denied(400, "malformed", detail, [Fault(detail=detail, code="malformed", parameter="If-Match")])
    match = TAG.match(given)
    return int(match[1]) if match else NEVER


def check(expected: int | None, version: int) -> None:
    """Raises Denied (412) unless the locked record is still in the state that the edit was made from."""
    if expected is not None and expected != version:
        raise stale()


def stale() -> Denied:
    """412: somebody has changed the record since the caller read it."""
    return Denied(412, "stale", _("The record was changed in the meantime. Read it again and repeat the edit."))
