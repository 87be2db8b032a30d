"""The border of a field is what shows that it is one: three to one against whatever it lies on (WCAG 2.2, 1.4.11)."""

from __future__ import annotations

import re

import pytest

from dramac.ui.files import UI

LINES = (UI / "tokens/dashboard.css").read_text("utf-8")


def lightness(token: str, look: str) -> float:
    """How light a grey is (OKLCH), in the light or the dark look."""
    found = re.search(rf"{token}: light-dark\(oklch\(([\d.]+) [^)]*\), oklch\(([\d.]+) [^)]*\)\)", LINES)
    assert found, token
    return float(found[1 if look == "light" else 2])


def luminance(token: str, look: str) -> float:
    """Relative luminance of a grey: the cube of its lightness, by how OKLab is made."""
    return float(lightness(token, look) ** 3)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("ground", ["--paper", "--surface", "--raised", "--sunken"])
def test_the_border_of_a_field_stands_out(look: str, ground: str) -> None:
    border, under = luminance("--line-control", look), luminance(ground, look)
    assert (max(border, under) + 0.05) / (min(border, under) + 0.05) >= 3
