"""Reads of keys: the one that a request carries, and those of a site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from secrets import compare_digest
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
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
    width = len(ApiKey._meta.concrete_fields)
    found = _row_of(ApiKey, rows[0][:width])
    found.site = _row_of(Site, rows[0][width:])
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
    """A record of what a hand-written statement read of all its columns."""
    fields = model._meta.concrete_fields
    read = [
        value if value is None else READERS.get(field.get_internal_type(), _as_is)(value)
        for field, value in zip(fields, values, strict=True)
    ]
    return model.from_db(None, [str(field.attname) for field in fields], read)


def _as_is(value: Any) -> Any:
    return value


READERS: dict[str, Callable[[Any], Any]] = {
    "UUIDField": key_out,
    "ForeignKey": key_out,
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
