"""Links that let someone set a password: signed, used once, for a limited time, and told from one another by purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from dramac.tenancy import queries
from dramac.tenancy.models import User


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a link was sent, and how long it works."""

    name: str
    lives: timedelta


RESET = Purpose("reset", timedelta(hours=1))
INVITATION = Purpose("invitation", timedelta(days=7))
PURPOSES = (RESET, INVITATION)


def link(person: User, purpose: Purpose) -> str:
    """The full address at which this person sets a password; it dies with its time and with the next new password."""
    token = signing.dumps([str(person.pk), _mark(person)], salt=_salt(purpose))
    return f"{settings.PUBLIC_URL}{reverse('dashboard:new-password', kwargs={'token': f'{purpose.name}.{token}'})}"


def bearer(token: str) -> User | None:
    """Whose link this is; None if it was altered, is too old or was used."""
    name, _dot, signed = token.partition(".")
    purpose = next((one for one in PURPOSES if one.name == name), None)
    if purpose is None:
        return None
    try:
        key, mark = signing.loads(signed, salt=_salt(purpose), max_age=purpose.lives)
    except (signing.BadSignature, ValueError):
        return None
    person = queries.person(key)
    return person if person and person.is_active and constant_time_compare(mark, _mark(person)) else None


def _mark(person: User) -> str:
    """Changes with the password, so that a used link and an older one stop working; it says nothing about the password."""
    return salted_hmac("dashboard.entrance.links", f"{person.pk}{person.password}{person.email}").hexdigest()[:24]


def _salt(purpose: Purpose) -> str:
    return f"dashboard.entrance.{purpose.name}"
