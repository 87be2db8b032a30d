"""Databases of the measurement's own: made empty, and gone afterwards, so that nobody's data is ever touched."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.run import postgresql

KINDS = ("postgresql", "sqlite")


@dataclass(frozen=True, slots=True)
class Database:
    """A database that nothing else uses, with a folder beside it. `address` is a URL, or the file of an embedded one."""

    kind: str
    address: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What makes the program use it, as in production but for the limit on requests."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "dramac.project.settings",
            "DRAMAC_VAR": str(self.folder),
            "DRAMAC_API_RATE_PUBLISHABLE": "1000000000/60",
            "DATABASE_URL": self.address if self.kind == "postgresql" else "",
        }


def version(kind: str) -> str:
    """The database's name and version."""
    if kind == "sqlite":
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(postgresql() or "") as connection:
        found = connection.execute("SHOW server_version").fetchone()
    return f"PostgreSQL {found[0] if found else ''}"


@contextmanager
def database(kind: str, label: str) -> Iterator[Database]:
    """A new database and its folder, for as long as they are needed."""
    folder = Path(tempfile.mkdtemp(prefix=f"dramac-bench-{label}-"))
    try:
        if kind == "sqlite":
            yield Database(kind, str(folder / "dramac.sqlite3"), folder)
            return
        url, name = postgresql() or "", f"dramac_bench_{label}_{os.getpid()}"
        _command(url, f'CREATE DATABASE "{name}"')
        try:
            yield Database(kind, urlunsplit(urlsplit(url)._replace(path=f"/{name}")), folder)
        finally:
            _command(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _command(url: str, words: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(words.encode())
