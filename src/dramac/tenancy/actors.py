"""Who does something: a member of staff, a shopper, an API key or the program itself. Named in ledgers, timelines and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts. `kind` is staff, customer, key or system; `label` is what people read in a timeline."""

    kind: str
    label: str
    id: UUID | None = None

    def __str__(self) -> str:
        return self.label


@lru_cache(maxsize=64)
def guest(locale: str) -> Actor:
    """A shopper who did not sign in, in the language of those who read it: the site's."""
    with translation.override(locale):
        return Actor("customer", gettext("Guest"))


SYSTEM = Actor("system", "DRAMAC")
"""The program itself: expiry, schedules, imports started from the command line."""
