"""Remembering how a person likes their dashboard. Silent: nobody else needs to know."""

from __future__ import annotations

from django.db import transaction

from dramac.tenancy.models import User


def prefer(*, person: User, **choices: object) -> None:
    """Keep choices such as `theme="dark"` or `language="de"` with the person; an empty text or None forgets the choice."""
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=person.pk)
        merged = {**kept.preferences, **choices}
        kept.preferences = {name: choice for name, choice in merged.items() if choice not in ("", None)}
        kept.save(update_fields=["preferences"])
    person.preferences = kept.preferences
