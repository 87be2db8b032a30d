"""The words of the program and their translations: gathered from the source, merged into each language, compiled.

`python -m dramac.project.messages` gathers and merges; `--check` says whether that is up to date; `--compile` writes the
files that the program reads, as `bin/setup` does. Words stand in no order of lines, so that moving code changes nothing.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
TEMPLATE = LOCALE / "django.pot"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "now_": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
KINDS = {".py": "python", ".html": "jinja2", ".txt": "jinja2"}
MOVING = tuple(
    f'"{name}'
    for name in ("POT-", "PO-", "Generated-By", "Project-Id", "Report-Msgid", "Last-Translator", "Language-Team")
)
"""Lines at the head of a catalogue that say when and by whom, which the history of the files says already."""
LEFT_OUT = {"tests", "migrations", "vendor", "demo", "node_modules"}


def gathered() -> Catalog:
    """Every message of the source, with the files it stands in."""
    found = Catalog(project="Dramac Commerce", fuzzy=False, header_comment="# Words of Dramac Commerce.")
    for path in _sources():
        name = path.relative_to(PACKAGE).as_posix()
        with path.open("rb") as source:
            options = {"silent": "false"} if path.suffix != ".py" else {}
            for _line, message, _comments, context in extract(KINDS[path.suffix], source, KEYWORDS, (), options):
                found.add(message, locations=[(name, 1)], context=context)
    return found


def text_of(catalog: Catalog) -> str:
    """A catalogue as it is kept: by message, without dates, so that it changes with its words alone."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, omit_header=False, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(MOVING))


def merged(path: Path, template: Catalog) -> Catalog:
    """A language's catalogue with the messages of the source: what is new is empty, what is gone is dropped."""
    with path.open("rb") as source:
        catalog = read_po(source, locale=path.parent.parent.name)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def stale() -> list[str]:
    """The files that do not say what the source says."""
    template = gathered()
    fresh = {TEMPLATE: text_of(template)} | {path: text_of(merged(path, template)) for path in languages()}
    return [str(path.relative_to(PACKAGE)) for path, text in fresh.items() if _kept(path) != text]


def update() -> None:
    """Write the template and merge it into every language."""
    template = gathered()
    TEMPLATE.write_text(text_of(template), "utf-8")
    for path in languages():
        path.write_text(text_of(merged(path, template)), "utf-8")


def compile_all() -> None:
    """Write what the program reads, where the words are newer."""
    for path in languages():
        made = path.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= path.stat().st_mtime:
            continue
        with path.open("rb") as source, made.open("wb") as out:
            write_mo(out, read_po(source, locale=path.parent.parent.name))


def languages() -> list[Path]:
    """The catalogues of the languages that the program speaks besides English."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def _sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in KINDS and not LEFT_OUT & {*path.relative_to(PACKAGE).parts}:
            yield path


def _kept(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    """Do what the arguments say; returns 1 where something is not up to date."""
    if "--compile" in arguments:
        compile_all()
    elif "--check" in arguments:
        found = stale()
        sys.stdout.writelines(f"{name} is not up to date: run bin/messages\n" for name in found)
        return bool(found)
    else:
        update()
        compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
