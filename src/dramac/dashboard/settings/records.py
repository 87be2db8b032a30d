"""What the slices' settings pages have in common: a short list, and a form for each thing in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise
LIST = "dashboard/settings/records.html"
FORM = "dashboard/settings/record.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    label: str
    href: str
    detail: str
    active: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its title, a sentence, and its fields in order."""

    title: Words
    text: Words
    names: tuple[str, ...]
