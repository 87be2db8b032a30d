"""Bulk actions: one deed on many rows, refused row by row where it must be, and taken back where it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.dashboard.forms import SiteForm
from dramac.dashboard.navigation import Words
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

Row = TypeVar("Row")
MOST = 10_000
"""As many rows as one request may change; beyond, the merchant narrows the list."""


class NothingChosen(Refused):
    """A bulk action was asked for without any row."""

    code = "nothing_chosen"


class TooManyRows(Refused):
    """More rows match than one step may change."""

    code = "too_many_rows"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bulk action: how many rows were done, which were refused and why, and what undoing needs.

    `refused` are (row's name, reason) pairs; `undo` is handed to the action's own `undo` if the person asks for it. `to` is
    where what was made is shown, in place of the list.
    """

    done: int
    message: str = ""
    refused: tuple[tuple[str, str], ...] = ()
    undo: Mapping[str, Any] | None = None
    to: str = ""


@dataclass(frozen=True, slots=True)
class BulkAction:
    """A deed for chosen rows. `name` is a noun, the end of its address: `…/bulk/archiving`.

    `act` takes the request, the chosen rows (a queryset of this site) and the cleaned data of `form`, which is asked for
    first where there is one; `confirm` is a sentence to agree to first. `preview` answers (row's name, what it becomes) for
    some of the rows, which are shown before anything is done. `undo` takes the request and `Outcome.undo`.
    """

    name: str
    label: Words
    act: Callable[[SiteRequest, QuerySet[Any], dict[str, Any]], Outcome]
    needs: str | None = None
    form: type[SiteForm] | None = None
    confirm: Words = ""
    preview: Callable[[SiteRequest, QuerySet[Any], dict[str, Any]], Sequence[tuple[str, str]]] | None = None
    danger: bool = False
    undo: Callable[[SiteRequest, dict[str, Any]], Outcome] | None = None


def each(rows: Iterable[Row], change: Callable[[Row], object], *, name: Callable[[Row], str] = str) -> Outcome:
    """Change rows one by one, each in its own transaction; a refusal is noted and the others go on."""
    number, refused = 0, []
    for row in rows:
        try:
            change(row)
        except Refused as refusal:
            refused.append((name(row), str(refusal)))
        else:
            number += 1
    return Outcome(number, refused=tuple(refused))


def check_size(number: int) -> None:
    """Raises NothingChosen for no rows and TooManyRows for more than one step may change."""
    if number == 0:
        raise NothingChosen(_("Choose one row or more first."))
    if number > MOST:
        raise TooManyRows(_("That is more than 10,000 rows at once. Narrow the list and go in steps."))


def told(action: BulkAction, outcome: Outcome) -> str:
    """What was done, in one sentence."""
    sentence = ngettext("%(action)s: %(number)d row done.", "%(action)s: %(number)d rows done.", outcome.done)
    return outcome.message or sentence % {"action": action.label, "number": outcome.done}
