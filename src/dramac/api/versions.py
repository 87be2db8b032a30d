"""Which edition of the API a caller was written for (`Dramac-Version`). Editions are dates; what changes within one only adds."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dramac.api.problems import Denied, Fault

HEADER = "Dramac-Version"
EDITIONS = ("2026-11-22",)
"""Editions that are answered, newest last. One is kept for at least a year after a newer one appears (docs/api.md)."""


def edition_of(request: HttpRequest) -> str:
    """The edition asked for, the newest where none is. Raises Denied (400) for one that never was or is no more."""
    asked = request.headers.get(HEADER)
    if asked is None:
        return EDITIONS[-1]
    if asked not in EDITIONS:
        detail = _("There is no such version of the API. Known are: %(known)s.") % {"known": ", ".join(EDITIONS)}
        raise Denied(400, "unknown_version", detail, [Fault(detail=detail, code="unknown_version", parameter=HEADER)])
    return asked
