"""What was drawn before is shown again only where it would be drawn the same."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import translation
from markupsafe import Markup

from dramac.kit.money import Money
from dramac.ui import components
from dramac.ui.remembering import Draw, remembered


@dataclass(frozen=True)
class Fixed:
    title: str
    parts: tuple[str, ...]


@dataclass
class Changing:
    title: str


def test_no_component_that_is_remembered_asks_for_an_address_or_the_time() -> None:
    found = components.index()
    sources = {name: (components.HERE.parent / found[name]).read_text("utf-8") for name in components.KEPT}
    assert not [name for name, source in sources.items() if re.search(r"\burl\(|\bnow\(|relative_time", source)]


class Drawings:
    """A component that counts how often it is drawn."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, *values: Any, **named: Any) -> Markup:
        self.count += 1
        return Markup("{} {}").format(values[0], translation.gettext("Cart"))


@pytest.fixture
def drawings() -> Drawings:
    return Drawings()


@pytest.fixture
def draw(drawings: Drawings) -> Draw:
    return remembered(drawings, most=4)


@pytest.mark.parametrize(
    "value", ["oak", 3, None, ("a", 1), ["a", 1], {"a": 1}, Money(100, "EUR"), Fixed("a", ("b", "c"))]
)
def test_the_same_values_are_drawn_once(draw: Draw, drawings: Drawings, value: object) -> None:
    assert draw(value, label="x") == draw(value, label="x")
    assert drawings.count == 1


def test_text_is_not_taken_for_markup(draw: Draw) -> None:
    assert draw(Markup("<b>")).startswith("<b>")
    assert draw("<b>").startswith("&lt;b&gt;")


def test_text_within_other_values_is_not_taken_for_markup(draw: Draw, drawings: Drawings) -> None:
    draw("", Fixed("a", ("<b>",)))
    draw("", Fixed("a", (Markup("<b>"),)))
    assert drawings.count == 2


def test_one_is_not_taken_for_true(draw: Draw) -> None:
    assert draw(True).startswith("True")
    assert draw(1).startswith("1")


def test_each_language_has_its_own(draw: Draw) -> None:
    with translation.override("en"):
        draw("a")
    with translation.override("de"):
        assert draw("a") == f"a {translation.gettext('Cart')}"


@pytest.mark.parametrize("value", [Changing("a"), object(), 1.5, Money])
def test_what_might_change_is_drawn_anew(draw: Draw, drawings: Drawings, value: object) -> None:
    draw(value)
    draw(value)
    assert drawings.count == 2


def test_only_the_last_are_kept(draw: Draw, drawings: Drawings) -> None:
    for number in range(5):
        draw(number)
    draw(0)
    assert drawings.count == 6
