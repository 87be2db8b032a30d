"""Owns keeping text in exported files from being run as a formula by a spreadsheet (CSV injection, OWASP)."""

from __future__ import annotations

import re

MARK = "'"
# Line ends are stored as line feeds, so a carriage return at the start of a text is one of these as well.
_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n]")


def disarm(text: str) -> str:
    """Text that a spreadsheet shows and never runs: with an apostrophe before `=`, `+`, `-`, `@`, tab or line end.

    A text that begins so already, after apostrophes of its own, gets one more, so that `restore` gives back exactly
    what was there.
    """
    return MARK + text if _DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """The text as it was before `disarm`."""
    return text[1:] if text.startswith(MARK) and _DANGEROUS.match(text) else text
