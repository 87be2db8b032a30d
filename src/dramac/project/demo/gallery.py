"""The drawn pictures as files: drawn once on all cores, then kept below `var/` until the drawing itself changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from django.conf import settings

from dramac.project.demo.pictures.render import picture
from dramac.project.demo.pictures.shots import Shot, shots

WIDTH, WIDE = 1000, 1600
QUALITY = 88


class Gallery:
    """Draws pictures in the background, in the order asked for, while something else is done. Leaving it ends the drawing."""

    def __init__(self, names: Iterable[str]) -> None:
        self._folder = Path(settings.VAR) / "demo-pictures" / _digest()
        self._wanted = tuple(dict.fromkeys(names))
        self._drawing: dict[str, Future[None]] = {}
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        missing = [name for name in self._wanted if not self._path(name).exists()]
        if missing:
            self._pool = ProcessPoolExecutor(mp_context=get_context("spawn"))
            self._drawing = {name: self._pool.submit(_draw, name, self._path(name)) for name in missing}
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: object, trace: TracebackType | None) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def file(self, name: str) -> Path:
        """The picture of this name; waits until it is drawn."""
        if name in self._drawing:
            self._drawing[name].result()
        return self._path(name)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.jpg"


def _draw(name: str, path: Path) -> None:
    waiting = path.with_suffix(".part")
    scene = _scenes()[name].scene()
    picture(scene, width=WIDE if scene.size[0] > scene.size[1] else WIDTH).save(waiting, "JPEG", quality=QUALITY)
    waiting.replace(path)


@cache
def _scenes() -> dict[str, Shot]:
    return {shot.name: shot for shot in shots()}


def _digest() -> str:
    """What the drawing is now: other code draws other pictures."""
    folder = Path(__file__).parent / "pictures"
    texts = (path.read_bytes() for path in sorted(folder.rglob("*.py")))
    return hashlib.sha256(b"".join([f"{WIDTH} {WIDE}".encode(), *texts])).hexdigest()[:16]
