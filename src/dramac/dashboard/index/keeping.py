"""What a list keeps for a person: columns and rows a page, saved views, and steps that can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.models import SavedView, UndoStep
from dramac.kit.refusal import Refused
from dramac.tenancy.actions import prefer
from dramac.tenancy.models import Membership, Site, User

MOST_VIEWS = 20
UNDO_WITHIN = timedelta(days=1)


class TooManyViews(Refused):
    """A person has as many saved views of a list as fit."""

    code = "too_many_views"


class CannotUndo(Refused):
    """The step was taken back already, or is too old."""

    code = "cannot_undo"


def manners(person: User, table: str) -> dict[str, Any]:
    """The columns and rows a page that this person chose for a list."""
    found = person.preferences.get("tables", {}).get(table, {})
    return found if isinstance(found, dict) else {}


def keep_manners(person: User, table: str, **chosen: Any) -> None:
    """Remember columns or rows a page for this person, on every site they work on."""
    tables = dict(person.preferences.get("tables", {}))
    tables[table] = {**manners(person, table), **chosen}
    prefer(person=person, tables=tables)


def views(member: Membership, table: str) -> Sequence[SavedView]:
    """This person's own views of a list, oldest first. One statement."""
    return list(SavedView.objects.of(member.site).filter(user=member.user, table=table).order_by("created_at", "pk"))


def save_view(member: Membership, table: str, name: str, query: str) -> SavedView:
    """Keep a view under a name; one of the same name is replaced. Raises TooManyViews beyond twenty."""
    own = SavedView.objects.of(member.site).filter(user=member.user, table=table)
    with transaction.atomic():
        if own.exclude(name=name).count() >= MOST_VIEWS:
            raise TooManyViews(_("You have twenty views of this list. Remove one first."))
        kept, _made = own.update_or_create(
            name=name, defaults={"query": query}, create_defaults=_view(member, table, name, query)
        )
    return kept


def drop_view(member: Membership, table: str, view_id: UUID) -> bool:
    """Remove one of this person's own views; False if there is none of that key."""
    own = SavedView.objects.of(member.site).filter(user=member.user, table=table, pk=view_id)
    return bool(own.delete()[0])


def keep_undo(member: Membership, table: str, action: str, payload: dict[str, Any]) -> UndoStep:
    """Keep what undoing a bulk action needs."""
    return UndoStep.objects.create(site=member.site, user=member.user, table=table, action=action, payload=payload)


def undo_step(member: Membership, table: str, step_id: UUID) -> UndoStep | None:
    """A step that this person did on this list, if there is one of that key."""
    return UndoStep.objects.of(member.site).filter(user=member.user, table=table, pk=step_id).first()


def use_undo(step: UndoStep, *, now: datetime) -> None:
    """Mark a step as taken back. Raises CannotUndo the second time, and after a day."""
    fresh = UndoStep.objects.filter(site_id=step.site_id, pk=step.pk, used_at=None, created_at__gt=now - UNDO_WITHIN)
    if not fresh.update(used_at=now):
        raise CannotUndo(_("This can no longer be undone."))


def sweep(*, now: datetime) -> int:
    """Remove steps that can no longer be taken back; returns how many."""
    removed, _detail = UndoStep.objects.filter(created_at__lte=now - UNDO_WITHIN).delete()
    return removed


def _view(member: Membership, table: str, name: str, query: str) -> dict[str, Site | User | str]:
    return {"site": member.site, "user": member.user, "table": table, "name": name, "query": query}
