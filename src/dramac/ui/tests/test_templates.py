"""Our templates keep to the strict content policy, and our sheets to the tokens."""

import re
from pathlib import Path

import pytest

from dramac.ui import assets
from dramac.ui.files import PACKAGE, UI
from dramac.ui.tests.pages import own_files, page_environment

INLINE = re.compile(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|hx-on|javascript:|["'{\s]js:""")
SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)[^>]*>")
STYLE = re.compile(r"<style\b")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch)\(", re.IGNORECASE)
NAMED = re.compile(r":[^;{}]*\b(?:white|black|red|green|blue|gr[ae]y|orange|yellow|purple|pink|brown)\b(?!-)[^;{}]*;")
MIX = re.compile(r"in oklab|in oklch")
PALETTES = {UI / "tokens" / f"{name}.css" for name in ("colours", "dashboard", "storefront")}
# Mail programmes know no style sheets, so what is sent as a mail carries its own.
TEMPLATES = [path for path in own_files(".html") if "notifications" not in path.parts]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_template_holds_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not INLINE.search(text)
    assert not SCRIPT.search(text)
    assert not STYLE.search(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_template_can_be_read_by_the_environment(path: Path) -> None:
    page_environment().get_template(path.relative_to(PACKAGE).as_posix())


@pytest.mark.parametrize("path", own_files(".css"), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_style_sheet_takes_its_colours_from_tokens(path: Path) -> None:
    text = assets.COMMENT.sub("", path.read_text("utf-8"))
    if path not in PALETTES:
        assert COLOUR.findall(MIX.sub("", text)) == []
        assert NAMED.findall(re.sub(r"var\([^)]*\)", "", text)) == []


@pytest.mark.parametrize("path", own_files(".css"), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_style_sheet_stays_in_its_layer(path: Path) -> None:
    text = assets.COMMENT.sub("", path.read_text("utf-8"))
    assert re.match(r"\s*@layer (reset|tokens|base|components|screens|utilities) \{", text)
    assert "!important" not in text
    assert re.sub(r"@media|@supports|@container|@layer|@keyframes|@starting-style", "", text).count("{") == text.count(
        "}"
    )


@pytest.mark.parametrize("path", own_files(".css"), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_style_sheet_uses_only_tokens_that_exist(path: Path) -> None:
    every = "".join(sheet.read_text("utf-8") for sheet in own_files(".css"))
    known = set(re.findall(r"(--[\w-]+)\s*:", every)) | set(re.findall(r"@position-try (--[\w-]+)", every))
    used = {name for name, rest in re.findall(r"var\((--[\w-]+)(\s*,)?", path.read_text("utf-8")) if not rest}
    assert used <= known


def test_no_style_sheet_lies_outside_the_design_system() -> None:
    allowed = (UI, PACKAGE / "dashboard", PACKAGE / "storefront", PACKAGE / "studio")
    assert [path for path in own_files(".css") if not any(place in path.parents for place in allowed)] == []


@pytest.mark.parametrize("look", assets.LOOKS)
def test_every_component_of_a_look_is_part_of_its_sheet(look: str) -> None:
    joined = assets.join_styles(look)
    for path in assets.sources(look, ".css"):
        assert assets.COMMENT.sub("", path.read_text("utf-8")) in joined


@pytest.mark.parametrize("look", assets.LOOKS)
def test_a_script_is_joined_without_imports_of_its_own(look: str) -> None:
    joined = assets.join_scripts(look)
    assert not re.search(r"^\s*(?:import\s+\w|export )", joined, re.MULTILINE)
    assert "eval(" not in joined
    assert "new Function" not in joined
