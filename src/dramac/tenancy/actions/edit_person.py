"""A person's own name and password. Silent: they concern no site."""

from __future__ import annotations

from django.db import transaction

from dramac.tenancy.models import User


def rename_person(*, person: User, name: str) -> None:
    """Call a person by this name, from the next thing they do on; what is written in trails keeps the old name."""
    person.name = " ".join(name.split())[:120]
    person.save(update_fields=["name"])


def set_password(*, person: User, password: str) -> None:
    """Let a person sign in with this password. It ends every session of theirs, and makes links to set one worthless."""
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=person.pk)
        kept.set_password(password)
        kept.save(update_fields=["password"])
    person.password = kept.password
