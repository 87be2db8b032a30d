"""Descriptions as they may be shown: harmless HTML, and the words in it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

import nh3

LONGEST = 200_000
TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption"),
    *("figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
}
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_MARKUP = re.compile(r"[<>&]")
_TAG = re.compile(r"<[^>]*>")


@lru_cache(maxsize=256)
def safe_html(html: str) -> str:
    """The description with only what harms nobody: text, structure and links to the web, mail and telephone.

    Scripts, frames, styles, pictures, event attributes and every other address scheme are gone; links carry
    `rel="nofollow noopener"`. Making it safe twice is making it safe once.
    """
    if not _MARKUP.search(html):
        return html.strip()
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener",
    ).strip()


def text_of(html: str) -> str:
    """The words of a description without its markup."""
    if not _MARKUP.search(html):
        return html
    return unescape(_TAG.sub(" ", html))
