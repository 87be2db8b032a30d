"""Who does something: a member of staff, a shopper, an API key or the program itself. Named in ledgers, timelines and the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts. `kind` is staff, customer, key or system; `label` is what people read in a timeline."""

    kind: str
    label: str
    id: UUID | None = None

    def __str__(self) -> str:
        return self.label


SYSTEM = Actor("system", "DRAMAC")
"""The program itself: expiry, schedules, imports started from the command line."""
