"""Where a chosen file lies between its upload and its posting; swept with other imports after thirty days."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from dramac.kit import media
from dramac.kit.ids import new_id
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kept file: its key, its name, and what became of posting it in the background (`state`, `told`)."""

    id: UUID
    name: str
    state: str = ""
    told: str = ""
    file_name: str = ""


def keep(site: Site, source: BinaryIO, name: str) -> UUID:
    """Keep a chosen file and return the key by which it is found again."""
    key = new_id()
    media.keep(_file(site, key), source)
    note(site, key, name=name[:120])
    return key


def note(site: Site, key: UUID, **facts: Any) -> None:
    """Remember something of the file."""
    known = _facts(site, key) | facts
    media.write(f"{_file(site, key)}.json", json.dumps(known).encode())


def find(site: Site, key: UUID) -> Sheet | None:
    """The file of this key, if the site still keeps it."""
    if not media.exists(_file(site, key)):
        return None
    facts = _facts(site, key)
    return Sheet(key, facts.get("name", ""), facts.get("state", ""), facts.get("told", ""), _file(site, key))


def _file(site: Site, key: UUID) -> str:
    return f"{site.pk}/imports/stock-{key}"


def _facts(site: Site, key: UUID) -> dict[str, Any]:
    name = f"{_file(site, key)}.json"
    found: dict[str, Any] = json.loads(media.read(name)) if media.exists(name) else {}
    return found
