"""Files that people uploaded, below the media folder. A file appears whole or not at all, and its name never leads outside."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings

from dramac.kit.ids import new_token


def place(name: str) -> Path:
    """Where the file of this name lies. Raises ValueError for a name that leads out of the media folder."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = root if "\0" in name else (root / name).resolve()
    if path == root or not path.is_relative_to(root):
        raise ValueError("not a name of a media file")
    return path


def write(name: str, data: bytes) -> None:
    """Keep the bytes under this name, replacing what was there."""
    path = place(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{new_token(6)}")
    try:
        waiting.write_bytes(data)
        os.replace(waiting, path)
    finally:
        waiting.unlink(missing_ok=True)


def keep(name: str, source: BinaryIO) -> None:
    """Keep what a stream holds, from its beginning, under this name, without holding it all in memory."""
    path = place(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{new_token(6)}")
    source.seek(0)
    try:
        with waiting.open("wb") as target:
            shutil.copyfileobj(source, target, 1024 * 1024)
        os.replace(waiting, path)
    finally:
        waiting.unlink(missing_ok=True)


def read(name: str) -> bytes:
    """The bytes kept under this name. Raises FileNotFoundError."""
    return place(name).read_bytes()


def exists(name: str) -> bool:
    """Whether something is kept under this name."""
    return place(name).is_file()


def unchanged_since(pattern: str, moment: datetime) -> list[str]:
    """The names of files like this (`*/imports/*`) that were written before a moment, unfinished ones among them."""
    root = Path(settings.MEDIA_ROOT).resolve()
    found = (path for path in root.glob(pattern) if path.is_file() and path.stat().st_mtime < moment.timestamp())
    return sorted(path.relative_to(root).as_posix() for path in found)


def remove(name: str) -> None:
    """Forget what is kept under this name, if anything is."""
    place(name).unlink(missing_ok=True)


def url(name: str) -> str:
    """The address at which the file is served."""
    return f"{settings.MEDIA_URL}{quote(name)}"
