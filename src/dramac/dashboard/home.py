"""The first page: cards that other storeys hang there, and for a new shop what to do first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse

from dramac.dashboard.pages import page, show
from dramac.tenancy.requests import SiteRequest


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the first page: a template, which draws its own `ui.card`, and what it sees as `shown`. `wide` takes the whole row."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    wide: bool = False


CardMaker = Callable[[SiteRequest], Card | None]
"""Makes a card for this person, or None where it does not concern them (its permission is checked by the maker)."""

_makers: tuple[CardMaker, ...] = ()


def use(makers: Iterable[CardMaker]) -> None:
    """Take these as the cards of the first page, in this order. Called once, by the project, as addresses are set up."""
    global _makers
    _makers = tuple(makers)


def makers() -> tuple[CardMaker, ...]:
    """What makes the cards, in their order."""
    return _makers


@page(needs=None, methods=("GET",))
def home(request: SiteRequest) -> HttpResponse:
    """How the shop is doing, in the cards that this person may see."""
    cards = [card for maker in _makers if (card := maker(request)) is not None]
    return show(request, "dashboard/home.html", cards=cards)
