"""The drawn pictures as files: drawn once on all cores, then kept below `var/` until the drawing itself changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings

from dramac.project.demo.pictures.render import picture
from dramac.project.demo.pictures.shots import Shot, shots

WIDTH, WIDE = 1000, 2000
QUALITY = 88


def drawn(names: Iterable[str]) -> dict[str, Path]:
    """The files of these pictures; those that are not there yet are drawn."""
    folder = Path(settings.VAR) / "demo-pictures" / _digest()
    folder.mkdir(parents=True, exist_ok=True)
    found = {name: folder / f"{name}.jpg" for name in names}
    missing = [(name, path) for name, path in found.items() if not path.exists()]
    if missing:
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            list(pool.map(_draw, missing, chunksize=4))
    return found


def _draw(wanted: tuple[str, Path]) -> None:
    name, path = wanted
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
    return hashlib.sha256(b"".join([str(WIDTH).encode(), *texts])).hexdigest()[:16]
