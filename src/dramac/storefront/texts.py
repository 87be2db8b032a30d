"""The shop's own words and pictures: what the merchant wrote in `Site.pages`, with what stands there until they have.

`Site.pages` maps a page's name to `{"title", "html"}`; `home` and `story` map to `{"heading", "text", "image"}` (`home` with
`focus`: which part of its picture matters), `featured` to `{"product", "heading", "text"}` and `promises` to a list of short
sentences. An image is `{"file", "width", "height", "widths", "alt"}` as the media folder has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from dramac.commerce.catalog.rules.descriptions import safe_html, text_of
from dramac.kit.pictures import PictureSources, sources
from dramac.kit.text import one_line
from dramac.tenancy.models import Site

PAGES: Mapping[str, Promise] = {
    "shipping": gettext_lazy("Delivery"),
    "returns": gettext_lazy("Returns"),
    "contact": gettext_lazy("Contact"),
    "privacy": gettext_lazy("Privacy"),
    "terms": gettext_lazy("Terms and conditions"),
}
"""The pages that every shop has, and what they are called unless the merchant says otherwise."""

TITLES: Mapping[str, Promise] = {**PAGES, "imprint": gettext_lazy("Imprint")}
"""What pages are called, with those that are there only once they are written."""

PASSAGES = ("home", "story", "featured", "promises", "notice")
"""What `Site.pages` holds besides pages."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a few words and a picture of the home page, each of which may be missing; `focus` is start, middle or end."""

    heading: str
    text: str
    image: PictureSources | None
    focus: str


@dataclass(frozen=True, slots=True)
class InformationPage:
    """A page of the shop's own words. `html` is harmless."""

    name: str
    title: str
    html: str
    description: str


def passage(site: Site, name: str) -> Passage:
    """A passage of the home page as the merchant wrote it."""
    said = _mapping(site.pages, name)
    focus = _text(said, "focus")
    shown = focus if focus in ("start", "middle", "end") else "middle"
    return Passage(_text(said, "heading"), _text(said, "text"), image_of(said.get("image")), shown)


def featured(site: Site) -> UUID | None:
    """The product that the home page shows large, if the merchant chose one."""
    try:
        return UUID(_text(_mapping(site.pages, "featured"), "product"))
    except ValueError:
        return None


def promises(site: Site) -> list[str]:
    """What the shop promises in a few words each, for the line below the first picture."""
    said = site.pages.get("promises") if isinstance(site.pages, dict) else None
    return [str(promise)[:120] for promise in said[:4]] if isinstance(said, list) else []


def notice(site: Site) -> str:
    """One line above everything, such as a holiday; empty for none."""
    said = site.pages.get("notice") if isinstance(site.pages, dict) else None
    return said[:200] if isinstance(said, str) else ""


def page(site: Site, name: str) -> InformationPage | None:
    """The page of this name: one of PAGES, or one that the merchant added. None where there is none."""
    said = _mapping(site.pages, name)
    html = _text(said, "html")
    if name not in PAGES and not html:
        return None
    title = _text(said, "title") or str(TITLES.get(name, name))
    shown = safe_html(html) if html else str(_unwritten(site))
    return InformationPage(name, title, shown, one_line(text_of(shown))[:160])


def links(site: Site) -> list[tuple[str, str]]:
    """(name, title) of the pages that the footer lists."""
    own = [name for name in site.pages if name not in (*PAGES, *PASSAGES)]
    found = [*PAGES, *(name for name in own if _text(_mapping(site.pages, name), "html"))]
    return [(name, _text(_mapping(site.pages, name), "title") or str(TITLES.get(name, name))) for name in found]


def image_of(said: object) -> PictureSources | None:
    """A picture as `Site.pages` or `Site.theme` names it; None where it does not make sense."""
    if not isinstance(said, dict) or not isinstance(said.get("file"), str) or not said["file"]:
        return None
    size = (said.get("width"), said.get("height"))
    widths = said.get("widths") or ()
    if not all(isinstance(number, int) for number in (*size, *widths)):
        return None
    return sources(said["file"], (int(said["width"]), int(said["height"])), widths, alt=str(said.get("alt", "")))


def _unwritten(site: Site) -> Markup:
    """What a page says before the merchant has written it: how to reach the shop."""
    lines = [Markup("<p>{}</p>").format(_("Ask us anything: we answer in person."))]
    if site.contact_email:
        lines.append(Markup('<p><a href="mailto:{0}">{0}</a></p>').format(site.contact_email))
    if site.contact_phone:
        lines.append(Markup("<p>{}</p>").format(site.contact_phone))
    if site.postal_address:
        lines.append(Markup("<p>{}</p>").format(Markup("<br>").join(site.postal_address.splitlines())))
    return Markup("").join(lines)


def _mapping(pages: Any, name: str) -> dict[str, Any]:
    found = pages.get(name) if isinstance(pages, dict) else None
    return found if isinstance(found, dict) else {}


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""
