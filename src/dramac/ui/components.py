"""Finds components by name, so that a page may write `ui.button(…)` without importing anything."""

import re
from pathlib import Path

from jinja2 import Environment

from dramac.ui.remembering import Draw, remembered

HERE = Path(__file__).parent
SAMPLE = "sample.html"
KEPT = {
    "product_card": 4096,
    "facet": 512,
    "facet_prices": 512,
    "pagination": 512,
    "select_field": 256,
    "shop_header": 256,
}
"""What lists of products draw most, and how many drawings of each are kept. None of them asks for an address by itself."""

MACRO = re.compile(r"{%-?\s*macro\s+([a-z]\w*)\s*\(")


def folders() -> list[Path]:
    """Return every component's folder, by name: a folder that holds a template called like itself."""
    return sorted(path.parent for path in HERE.glob("*/*.html") if path.stem == path.parent.name)


def index() -> dict[str, str]:
    """Map each macro's name to the template that defines it."""
    templates = [path for folder in folders() for path in folder.glob("*.html") if path.name != SAMPLE]
    return {
        name: path.relative_to(HERE.parent).as_posix()
        for path in templates
        for name in MACRO.findall(path.read_text("utf-8"))
    }


class Components:
    """The `ui` namespace of a template: each attribute is a component's macro, found on first use."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._index: dict[str, str] = {}

    def __getattr__(self, name: str) -> Draw:
        """Return the macro of that name; raises AttributeError when no component defines it."""
        if name not in self._index:
            self._index = index()
        if name.startswith("_") or name not in self._index:
            raise AttributeError(f"There is no component named {name!r}.")
        macro: Draw = getattr(self._environment.get_template(self._index[name]).module, name)
        if self._environment.auto_reload:
            return macro
        # An attribute of its own spares a list of products a thousand look-ups.
        drawing = remembered(macro, most=KEPT[name]) if name in KEPT else macro
        self.__dict__[name] = drawing
        return drawing
