"""What can be found, and how: each kind of thing has a finder, which asks its slice. The project lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from dramac.dashboard.navigation import Place
from dramac.tenancy.models import Membership, Site

A_KIND = 6
"""Hits shown of each kind."""
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: what it is called, where it is, and a word to tell it from others of its name."""

    label: str
    href: str
    icon: str
    detail: str = ""
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """One kind of thing. `find` answers site, words and the most hits wanted, the most recent first, in one statement or two."""

    title: str | Promise
    needs: str
    find: Callable[[Site, str, int], Sequence[Hit]]


_finders: tuple[Finder, ...] = ()


def use(finders: Iterable[Finder]) -> None:
    """Take these finders, in this order. Called once, by the project, as addresses are set up."""
    global _finders
    _finders = tuple(finders)


def finders() -> tuple[Finder, ...]:
    """Every finder, in its order."""
    return _finders


def find(member: Membership, words: str) -> list[tuple[str, list[Hit]]]:
    """What this member may see that fits the words, as (kind, hits). Asks each finder once; kinds without a hit are left out."""
    q = " ".join(words.replace("\0", "").split())[:LONGEST]
    if not q:
        return []
    asked = [finder for finder in _finders if member.may(finder.needs)]
    found = [(str(finder.title), list(finder.find(member.site, q, A_KIND))) for finder in asked]
    return [(title, hits) for title, hits in found if hits]


def pages(words: str, places: Sequence[Place]) -> list[Hit]:
    """The pages whose name, or another word for them, has a word that begins with each of the words typed."""
    wanted = words.casefold().split()
    return [_page(place) for place in places if all(_begins(place, word) for word in wanted)]


def _begins(place: Place, word: str) -> bool:
    names = f"{place.label} {place.entry.words}".casefold().split()
    return any(name.startswith(word) for name in names)


def _page(place: Place) -> Hit:
    return Hit(place.label, place.href, place.icon, shortcut=place.shortcut)
