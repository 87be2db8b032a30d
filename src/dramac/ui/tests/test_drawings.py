"""Icons and sparklines."""

import re

import pytest

from dramac.ui.icons import icon
from dramac.ui.sparkline import sparkline
from dramac.ui.statuses import STATUSES
from dramac.ui.tests.pages import own_files

NAMED = re.compile(r"""\bicon\("([a-z0-9-]+)"|icon(?:_name|_end)?=["']([a-z0-9-]+)["']|icon_button\("([a-z0-9-]+)\"""")


def test_a_rising_line_goes_from_the_lower_left_to_the_upper_right() -> None:
    assert '<polyline points="2.0,26.0 48.0,14.0 94.0,2.0"/>' in sparkline([1, 2, 3])


def test_a_level_line_runs_through_the_middle() -> None:
    assert '<polyline points="2.0,14.0 94.0,14.0"/>' in sparkline([5, 5])


@pytest.mark.parametrize("values", [(), (3,)])
def test_too_few_figures_draw_nothing(values: tuple[int, ...]) -> None:
    assert sparkline(values) == ""


def test_a_line_with_a_label_is_spoken() -> None:
    assert 'role="img" aria-label="Sales &amp; returns"' in sparkline([1, 2], "Sales & returns")


def test_an_icon_is_decorative_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in icon("house")
    assert 'role="img" aria-label="Home"' in icon("house", "Home")


@pytest.mark.parametrize("name", ["no-such-icon", "../house", "House", ""])
def test_an_icon_that_is_not_there_is_an_error(name: str) -> None:
    with pytest.raises(LookupError):
        icon(name)


def test_every_status_has_a_picture() -> None:
    assert all("<path" in icon(status.icon) or "<circle" in icon(status.icon) for status in STATUSES.values())


def test_every_icon_that_a_template_names_exists() -> None:
    named = {
        next(filter(None, found)) for path in own_files(".html") for found in NAMED.findall(path.read_text("utf-8"))
    }
    assert named
    for name in sorted(named):
        icon(name)
