"""What the tests of the design system share: the environment of every page, and a look at our own templates."""

from functools import lru_cache
from pathlib import Path

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment
from markupsafe import Markup

from dramac.ui import gallery
from dramac.ui.files import PACKAGE, VENDOR


@lru_cache
def page_environment() -> Environment:
    """The environment that Django gives to pages."""
    return next(engine for engine in engines.all() if isinstance(engine, Jinja2)).env


def draw(source: str, **context: object) -> str:
    """What a piece of a template becomes."""
    return page_environment().from_string(source).render(**context)


def draw_sample(component: str) -> str:
    """A component's sample, with what the gallery gives to it."""
    given = gallery.context("dashboard") | {"csrf_input": Markup("")}
    return page_environment().get_template(f"ui/{component}/sample.html").render(**given)


def own_files(suffix: str) -> list[Path]:
    """Every file of ours with that ending; what was fetched is not ours."""
    return [path for path in sorted(PACKAGE.rglob(f"*{suffix}")) if VENDOR not in path.parents]
