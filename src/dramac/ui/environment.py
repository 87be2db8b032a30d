"""The Jinja environment of every page: strict, escaped, translated, with the components at hand as `ui`.

Settings name it as `dramac.ui.environment.environment`. Templates are addressed by their path below `src/dramac`.
"""

from functools import lru_cache
from typing import Any

from django.utils import translation
from jinja2 import Environment, StrictUndefined, select_autoescape

from dramac.kit.reversing import reverse
from dramac.ui import formats
from dramac.ui.attributes import attributes
from dramac.ui.components import Components
from dramac.ui.files import static_address
from dramac.ui.icons import icon
from dramac.ui.sparkline import sparkline
from dramac.ui.statuses import status
from dramac.ui.step_line import step_line
from dramac.ui.waiting import waiting_words

FILTERS = {
    "attributes": attributes,
    "money": formats.money,
    "number": formats.number,
    "percent": formats.percent,
    "date": formats.date,
    "datetime": formats.date_and_time,
    "relative_time": formats.relative_time,
}


def environment(**options: Any) -> Environment:
    """Build the environment from Django's options: what is no plain text (`.txt`) is escaped, and a missing name is an error."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    env = Environment(
        autoescape=select_autoescape((), ("txt",), default=True, default_for_string=True),
        extensions=["jinja2.ext.i18n"],
        **options,
    )
    install_translations(env)
    env.filters.update(FILTERS)
    env.globals.update(
        ui=Components(env),
        url=address,
        static=static_address,
        icon=icon,
        sparkline=sparkline,
        draw_steps=step_line,
        statuses=status,
        language=language,
        waiting_words=waiting_words,
    )
    return env


def install_translations(env: Environment) -> None:
    """Let `_()` and its kin answer in the language of the request; a literal percent sign is written `%%`."""
    # The extension adds this method to the environment when it is loaded, which no type stub can know.
    vars(env)["install_gettext_callables"](
        gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )


def gettext(message: str) -> str:
    """Return the message in the language of the request."""
    return _translated(translation.get_language() or "", message)


@lru_cache(maxsize=8192)
def _translated(language: str, message: str) -> str:
    # Django asks catalogue after catalogue each time; what a page says does not change while the process runs.
    return translation.gettext(message)


def address(name: str, **kwargs: Any) -> str:
    """Return the address of the named page; raises NoReverseMatch when there is none."""
    return reverse(name, kwargs=kwargs or None)


def language() -> str:
    """Return the language of the request as HTML writes it: `en-gb`."""
    return translation.get_language() or "en"
