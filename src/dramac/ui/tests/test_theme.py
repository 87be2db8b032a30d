"""A merchant's colours stay readable, whatever they choose."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.ui.colours import BLACK, READABLE, WHITE, Colour, contrast, readable
from dramac.ui.theme import FAINTEST, SUNKEN, Theme, corrected, corrections, read, stylesheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PAIR = re.compile(r"--theme-([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")


def schemes(theme: Theme) -> list[dict[str, Colour]]:
    """The colours of a theme's sheet, once for light and once for dark."""
    found = PAIR.findall(stylesheet(theme))
    return [{name: Colour.from_hex(pair[place]) for name, *pair in found} for place in (0, 1)]


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast(WHITE, BLACK), 2) == 21
    assert round(contrast(Colour.from_hex("#777777"), WHITE), 2) == 4.48
    assert round(contrast(Colour.from_hex("#ff0000"), WHITE), 2) == 4.0


@given(COLOURS)
def test_a_colour_is_written_as_it_was_read(text: str) -> None:
    assert Colour.from_hex(text).hex == text


def test_short_colours_are_read() -> None:
    assert Colour.from_hex("#3a5").hex == "#33aa55"


@pytest.mark.parametrize("text", ["", "red", "#12", "#1234567", "#ggg", "url(x)", "#fff;}", "#fff\n"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        Colour.from_hex(text)


@given(COLOURS, COLOURS)
def test_a_corrected_colour_reads(one: str, other: str) -> None:
    assert contrast(readable(Colour.from_hex(one), Colour.from_hex(other)), Colour.from_hex(other)) >= READABLE


def test_a_readable_colour_is_left_alone() -> None:
    forest = Colour.from_hex("#2c5a45")
    assert readable(forest, WHITE) is forest


def test_the_default_theme_needs_no_correction() -> None:
    assert corrections(Theme()) == []


def test_a_pale_accent_is_darkened_and_the_merchant_is_told() -> None:
    (correction,) = corrections(Theme(accent="#ffd400"))
    assert correction.field == "accent"
    assert contrast(Colour.from_hex(correction.to), Colour.from_hex(Theme().paper)) >= READABLE
    assert "too faint" in str(correction.reason)


@settings(deadline=None)
@given(COLOURS, COLOURS, COLOURS)
def test_correcting_once_is_enough(accent: str, ink: str, paper: str) -> None:
    assert corrections(corrected(Theme(accent=accent, ink=ink, paper=paper))) == []


@settings(deadline=None)
@given(COLOURS, COLOURS, COLOURS)
def test_every_text_of_a_shop_reads_in_light_and_dark(accent: str, ink: str, paper: str) -> None:
    for colours in schemes(Theme(accent=accent, ink=ink, paper=paper)):
        ground = colours["paper"].mixed(colours["ink"], SUNKEN)
        assert contrast(colours["paper"].mixed(colours["ink"], FAINTEST), ground) >= READABLE
        assert contrast(colours["accent-text"], colours["paper"]) >= READABLE
        assert contrast(colours["on-accent"], colours["accent"]) >= READABLE


@settings(deadline=None)
@given(COLOURS, COLOURS, COLOURS)
def test_the_light_scheme_is_lighter_than_the_dark_one(accent: str, ink: str, paper: str) -> None:
    light, dark = schemes(Theme(accent=accent, ink=ink, paper=paper))
    assert light["paper"].luminance > dark["paper"].luminance


def test_what_a_site_keeps_is_read_and_nonsense_falls_back() -> None:
    kept = {"accent": "#F00", "ink": "}body{display:none}", "font": "comic", "radius": "round", "density": 7}
    assert read(kept) == Theme(accent="#ff0000", radius="round")


def test_a_shop_of_one_scheme_leaves_no_choice() -> None:
    assert ":root:root[data-theme] { color-scheme: light; }" in stylesheet(Theme(scheme="light"))
    assert "[data-theme]" not in stylesheet(Theme(scheme="auto"))
