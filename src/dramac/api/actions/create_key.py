"""Giving out a key. Its text is in the answer and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.api import keys, scopes
from dramac.api.models import ApiKey
from dramac.kit.refusal import Refused
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_SCOPES = 40


class CannotCreateKey(Refused):
    """A key that makes no sense: without a name or scopes, or already expired."""

    code = "invalid_key_request"


@dataclass(frozen=True, slots=True)
class NewKey:
    """What is asked for. `scopes` are permission patterns; a publishable key has none of its own."""

    name: str
    kind: str = ApiKey.Kind.SECRET
    scopes: Sequence[str] = ()
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key and its text, to be shown once."""

    key: ApiKey
    text: str


def create_key(*, site: Site, wanted: NewKey, by: Actor, now: datetime) -> IssuedKey:
    """A new key to the site's API, for programs that act within `wanted.scopes`, or for the shop's own pages.

    The text is shown once: only its digest is kept. Raises CannotCreateKey.
    """
    granted = _scopes_of(wanted)
    if not wanted.name.strip():
        raise CannotCreateKey(_("Give the key a name, so that you know later what uses it."), field="name")
    if wanted.expires_at is not None and wanted.expires_at <= now:
        raise CannotCreateKey(_("The key would be expired already. Choose a later time."), field="expires_at")
    text = keys.compose(site.pk, publishable=wanted.kind == ApiKey.Kind.PUBLISHABLE)
    with transaction.atomic():
        key = ApiKey.objects.create(
            site=site,
            name=wanted.name.strip(),
            kind=wanted.kind,
            prefix=keys.shown(text),
            digest=keys.digest(text),
            scopes=granted,
            created_by=by.label,
            created_at=now,
            expires_at=wanted.expires_at,
        )
        details = {"name": key.name, "kind": key.kind, "scopes": key.scopes}
        audit.write(site, by=by, action="api.key_created", subject=f"key:{key.pk}", now=now, details=details)
    return IssuedKey(key, text)


def _scopes_of(wanted: NewKey) -> list[str]:
    if wanted.kind == ApiKey.Kind.PUBLISHABLE:
        if wanted.scopes:
            raise CannotCreateKey(_("A publishable key has no scopes: it reaches what shoppers may."), field="scopes")
        return [scopes.STOREFRONT]
    granted = list(dict.fromkeys(wanted.scopes))
    if not granted or len(granted) > MOST_SCOPES:
        raise CannotCreateKey(_("Choose what the key may do."), field="scopes")
    for scope in granted:
        if not scopes.is_scope(scope):
            raise CannotCreateKey(_("“%(scope)s” is not a scope.") % {"scope": scope[:60]}, field="scopes")
    return granted
