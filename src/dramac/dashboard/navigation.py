"""The dashboard's table of contents. The project lists the entries; each person sees what their role may open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from dramac.tenancy.models import Membership

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the sidebar and the command palette.

    `page` is the name of its address (`orders:index`), `needs` the permission to open it (None: everyone on the staff),
    `shortcut` the keys that lead there (`g o`), `tab` whether it stands in the bar at the bottom of a phone, `words` what
    people may also call it, for the palette. An entry with `under` (another entry's `page`) is shown below that one, and
    `text` says in a sentence what is found there; `count` how many things wait there for this member, at next to no cost, for
    it is asked for on every page. `when` says whether this member's shop uses it at all (None: every shop does).
    """

    label: Words
    icon: str
    page: str
    needs: str | None = None
    group: Words = ""
    shortcut: str = ""
    tab: bool = False
    words: Words = ""
    under: str = ""
    text: Words = ""
    count: Callable[[Membership], int] | None = None
    when: Callable[[Membership], bool] | None = None

    def is_for(self, membership: Membership) -> bool:
        """Whether this member may open it, and the shop uses it."""
        may = self.needs is None or membership.may(self.needs)
        return may and (self.when is None or self.when(membership))


@dataclass(frozen=True, slots=True)
class Place:
    """An entry as one person sees it on one site. `current` says that the page shown belongs to it."""

    entry: Entry
    label: str
    icon: str
    href: str
    current: bool
    below: tuple[Place, ...] = ()
    count: int = 0

    @property
    def shortcut(self) -> str:
        """The keys that lead there."""
        return self.entry.shortcut


_entries: tuple[Entry, ...] = ()


def use(entries: Iterable[Entry]) -> None:
    """Take these entries as the table of contents, in this order. Called once, by the project, as addresses are set up."""
    global _entries
    _entries = tuple(entries)


def entries() -> tuple[Entry, ...]:
    """Every entry, whoever may open it."""
    return _entries


def places(membership: Membership, path: str) -> list[tuple[str, list[Place]]]:
    """What this member may open, as (group, places) pairs in the listed order; `path` is where they are now."""
    open_to = [entry for entry in _entries if entry.is_for(membership)]
    hrefs = {entry.page: reverse(entry.page, kwargs={"site_slug": membership.site.slug}) for entry in open_to}
    here = _closest(hrefs, path)
    groups: dict[str, list[Place]] = {}
    for entry in open_to:
        if not entry.under:
            below = tuple(
                _place(child, hrefs[child.page], child.page == here, count=_waiting(child, membership))
                for child in open_to
                if child.under == entry.page
            )
            count = _waiting(entry, membership)
            place = _place(entry, hrefs[entry.page], entry.page == here, below, count=count)
            groups.setdefault(str(entry.group), []).append(place)
    return list(groups.items())


def _place(entry: Entry, href: str, current: bool, below: tuple[Place, ...] = (), *, count: int = 0) -> Place:
    return Place(entry, str(entry.label), entry.icon, href, current, below, count)


def _waiting(entry: Entry, membership: Membership) -> int:
    return entry.count(membership) if entry.count else 0


def _closest(hrefs: dict[str, str], path: str) -> str:
    """The page whose address is the longest beginning of `path`; the home page, which all begin with, only itself."""
    home = min(hrefs.values(), key=len, default="")
    fitting = [page for page, href in hrefs.items() if path == href or (href != home and path.startswith(href))]
    return max(fitting, key=lambda page: len(hrefs[page]), default="")
