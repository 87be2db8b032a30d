"""Reads of keys: the one that a request carries, and those of a site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from secrets import compare_digest
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.utils.translation import gettext_lazy as _

from dramac.api import keys
from dramac.api.keys import KeyText
from dramac.api.models import ApiKey
from dramac.kit.refusal import Refused
from dramac.kit.sql import as_json
from dramac.kit.statements import fetch, key_in, key_out, moment_out
from dramac.tenancy.models import Site

Record = TypeVar("Record", bound=Model)


class KeyRefused(Refused):
    """A key that opens nothing: mistyped, unknown, revoked or expired."""

    code = "invalid_key"


def key_of(text: str, *, now: datetime) -> ApiKey:
    """The living key with this text, and its active site. One statement; none for a mistyped key. Raises KeyRefused.

    Every request asks it, so the statement is written by hand: composing it anew costs more than running it.
    """
    said = keys.read(text)
    if said is None:
        raise KeyRefused(_("This is not an API key, or it was mistyped."))
    found = _with_site(said)
    if found is None or not compare_digest(found.digest, said.digest) or not found.site.is_active:
        raise KeyRefused(_("There is no such API key."))
    if found.revoked_at is not None:
        raise KeyRefused(_("This API key was revoked."), code="revoked_key")
    if found.expires_at is not None and found.expires_at <= now:
        raise KeyRefused(_("This API key has expired."), code="expired_key")
    return found


def _with_site(said: KeyText) -> ApiKey | None:
    rows = fetch(_statement(), [key_in(said.site_id), said.digest])
    if not rows:
        return None
    width = len(_readers(ApiKey))
    found = _row_of(ApiKey, rows[0][:width])
    found._state.fields_cache["site"] = _row_of(Site, rows[0][width:])
    return found


@cache
def _statement() -> str:
    columns = [f"k.{field.column}" for field in ApiKey._meta.concrete_fields]
    columns += [f"s.{field.column}" for field in Site._meta.concrete_fields]
    return (
        f"SELECT {', '.join(columns)} FROM {ApiKey._meta.db_table} k JOIN {Site._meta.db_table} s ON s.id = k.site_id "
        "WHERE k.site_id = %s AND k.digest = %s"
    )


def _row_of(model: type[Record], values: Sequence[Any]) -> Record:
    """A record of what a hand-written statement read of all its columns, made as `Model.from_db` makes one but without
    asking each field and telling of it: this happens twice for every request."""
    found = model.__new__(model)
    state = found._state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    found.__dict__.update(
        [
            (name, value if value is None or read is None else read(value))
            for (name, read), value in zip(_readers(model), values, strict=True)
        ]
    )
    return found


@cache
def _readers(model: type[Model]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """The columns of a table by the names of their attributes, and how each is read."""
    return tuple(
        (str(field.attname), key_out if field.is_relation else READERS.get(field.get_internal_type()))
        for field in model._meta.concrete_fields
    )


READERS: dict[str, Callable[[Any], Any]] = {
    "UUIDField": key_out,
    "DateTimeField": moment_out,
    "JSONField": as_json,
    "BooleanField": bool,
}


def keys_of(site: Site) -> list[ApiKey]:
    """Every key the site ever had, newest first. One statement; a site has few."""
    return list(ApiKey.objects.of(site).order_by("-created_at", "-id"))


def key_by_id(site: Site, key_id: UUID) -> ApiKey:
    """One key of the site. Raises ApiKey.DoesNotExist."""
    return ApiKey.objects.of(site).get(pk=key_id)
