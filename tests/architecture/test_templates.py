"""Templates: each is drawn by something, and none holds a script or a look of its own, which the content policy would block."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dramac"
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|\bhx-on\b|href\s*=\s*["']javascript:""", re.IGNORECASE
)
SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE)


def templates() -> list[Path]:
    return [
        path for ending in ("*.html", "*.txt") for path in sorted(SOURCE.rglob(ending)) if "vendor" not in path.parts
    ]


@cache
def _words() -> str:
    """Everything that may name a template, with the parts of names that are put together: `{HERE}/cells/price.html`."""
    sources = [path for ending in ("*.py", "*.html", "*.txt") for path in SOURCE.rglob(ending)]
    return "\n".join(path.read_text("utf-8") for path in sources if not {"vendor", "tests"} & set(path.parts))


def test_every_template_is_drawn_by_something() -> None:
    dead = []
    for path in templates():
        name = path.relative_to(SOURCE)
        if name.parts[0] == "ui":
            continue  # components are found by their folders; the gallery draws every one
        named = f'"{name}"' in _words() or re.search(rf'[/"{{}}]{re.escape(path.name)}"', _words())
        if not named and f'"{path.stem}"' not in _words():
            dead.append(str(name))
    assert dead == []


def test_no_template_holds_a_script_or_a_look_of_its_own() -> None:
    strays = []
    for path in templates():
        text = path.read_text("utf-8")
        is_mail = "mails" in path.parts  # mail programs read no style sheets
        found = SCRIPT.findall(text) + ([] if is_mail else INLINE.findall(text))
        strays += [f"{path.relative_to(SOURCE)}: {one.strip()}" for one in found]
    assert strays == []
