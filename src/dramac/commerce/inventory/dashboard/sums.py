"""A number of units as a sum that people can follow: "47 = 60 received − 12 sold − 1 damaged"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.queries import Part

MADE_BY = {
    "shipped": _("sold"),
    "received": _("received"),
    "return": _("returned"),
    "damage": _("damaged"),
    "expired": _("expired"),
    "transfer": _("transferred"),
    "counted": _("counted"),
    "import": _("imported"),
    "shrinkage": _("lost"),
    "promotion": _("given away"),
    "reversal": _("taken back"),
    "adjusted": _("corrected"),
}
"""What units came from or went to, each in a word; in the order in which the sum tells them."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the sum: its word and its signed units."""

    words: str | Promise
    units: int

    @property
    def sign(self) -> str:
        """Plus or minus, as it is written."""
        return "+" if self.units >= 0 else "\N{MINUS SIGN}"


def terms(parts: Iterable[Part]) -> list[Term]:
    """The terms of the sum, what came in first; those that come to nothing are left out."""
    sums: dict[str, int] = {}
    for part in parts:
        kind = kind_of(part)
        sums[kind] = sums.get(kind, 0) + part.on_hand
    told = [Term(words, units) for kind, words in MADE_BY.items() if (units := sums.get(kind, 0))]
    return sorted(told, key=lambda term: term.units < 0)


def kind_of(part: Part) -> str:
    """Which term a kind of movement belongs to."""
    if part.reference_type == "reversal":
        return "reversal"
    if part.type in ("damage", "expired", "transfer", "return"):
        return part.type
    if part.code in ("shrinkage", "promotion"):
        return part.code
    if part.reference_type == "import":
        return "import"
    if part.cause == "counted" or part.code == "cycle_count":
        return "counted"
    return part.cause if part.cause in ("shipped", "received") else "adjusted"
