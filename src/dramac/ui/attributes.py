"""Writes the extra HTML attributes that a page hands to a component, and refuses those it must not use."""

from collections.abc import Mapping

from markupsafe import Markup

OPEN = ("hx_", "data_", "aria_")
NAMES = """
    accept action autocapitalize autocomplete autofocus checked cols colspan command commandfor disabled download
    enctype enterkeyhint fetchpriority for form formaction formmethod formnovalidate height hidden href id inert
    inputmode itemprop lang list loading max maxlength method min minlength multiple name novalidate open pattern
    placeholder popover popovertarget popovertargetaction readonly rel required role rows scope selected size
    spellcheck src srcset step tabindex target title translate type value width
"""
KNOWN = frozenset(NAMES.split())


def attributes(extra: Mapping[str, object]) -> Markup:
    """Write `hx_get="/x"` as ` hx-get="/x"`: True stands bare, None and False are left out, `__` becomes `:`.

    Raises ValueError for a name that no component passes on, so that a misspelt parameter shows.
    """
    written = Markup("")
    for name, value in extra.items():
        if not (name.startswith(OPEN) or name in KNOWN):
            raise ValueError(f"{name!r} is neither a parameter of this component nor an attribute it passes on.")
        if value is None or value is False:
            continue
        attribute = name.replace("__", ":").replace("_", "-")
        written += Markup(" {}").format(attribute) if value is True else Markup(' {}="{}"').format(attribute, value)
    return written
