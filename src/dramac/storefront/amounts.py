"""How many units a form asks for: a whole number as people type one, and a kind sentence for everything else."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

LONGEST = 6
SHOWN = 20


class NotANumber(ValueError):
    """What was typed is no number of units; the message says so to the person who typed it."""


def units(typed: str) -> int:
    """The whole number that was typed, of any sign. Raises NotANumber for fractions, words, and what is beyond counting."""
    text = typed.strip()
    digits = text.removeprefix("-").removeprefix("+")
    if not digits:
        raise NotANumber(_("Say how many."))
    if not (digits.isascii() and digits.isdigit()):
        raise NotANumber(_("Give a whole number."))
    if len(digits) > LONGEST:
        raise NotANumber(_("Give a number of at most 9,999."))
    return int(text)


def kept(typed: str) -> str:
    """What was typed, short enough to stand in its field again."""
    return "".join(letter for letter in typed[:SHOWN] if letter.isprintable())


def key(typed: str) -> UUID | None:
    """A key as a form sent it; None for anything else."""
    try:
        return UUID(typed) if len(typed) <= 40 else None
    except ValueError:
        return None
