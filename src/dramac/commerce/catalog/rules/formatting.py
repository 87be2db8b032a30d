"""Descriptions as people write them: plain lines with a few marks, and the HTML that they stand for.

A blank line begins a paragraph, `## ` a heading, `- ` and `1. ` lists; `**bold**`, `*italic*` and `[words](address)` stand
inside. HTML that says more than this is left alone: `to_text` answers None for it.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from dramac.commerce.catalog.rules.descriptions import safe_html

_BLOCKS = re.compile(r"\n\s*\n")
_INLINE = (
    (re.compile(r"\[([^\[\]]+)\]\(((?:https?://|mailto:|tel:)[^\s()]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<!\*)\*(?=\S)([^*]+?)(?<=\S)\*(?!\*)"), r"<em>\1</em>"),
)
_ITEM = {"ul": re.compile(r"[-*•]\s+(.*)"), "ol": re.compile(r"\d{1,3}[.)]\s+(.*)")}
_HEADINGS = {"h2": "## ", "h3": "### "}
_MARKS = {"strong": "**", "em": "*"}
_BETWEEN = re.compile(r"\s*(</?(?:p|h2|h3|ul|ol|li|br)>)\s*")
_REL = re.compile(r' rel="[^"]*"')
_SPACES = re.compile(r"\s+")


def to_html(text: str) -> str:
    """The harmless HTML that a written description stands for. Nothing typed is HTML: `<` stays a sign."""
    blocks = (block.strip("\n") for block in _BLOCKS.split(text.strip()))
    return safe_html("".join(part for block in blocks if block.strip() for part in _block(block)))


def _block(block: str) -> list[str]:
    """One block as HTML: runs of list lines are lists, the rest is a heading or a paragraph."""
    parts: list[str] = []
    lines: list[str] = []
    kind = "p"
    for line in block.split("\n"):
        now, words = _kind(line)
        if now != kind or now in _HEADINGS:
            parts += _closed(kind, lines)
            lines = []
        kind = now
        lines.append(words)
    return parts + _closed(kind, lines)


def _kind(line: str) -> tuple[str, str]:
    stripped = line.strip()
    for tag, mark in _HEADINGS.items():
        if stripped.startswith(mark):
            return tag, stripped[len(mark) :]
    for tag, item in _ITEM.items():
        if found := item.fullmatch(stripped):
            return tag, found[1]
    return "p", stripped


def _closed(kind: str, lines: list[str]) -> list[str]:
    words = [_inline(line) for line in lines]
    if not words:
        return []
    if kind in _ITEM:
        return [f"<{kind}>{''.join(f'<li>{item}</li>' for item in words)}</{kind}>"]
    return [f"<{kind}>{'<br>'.join(words)}</{kind}>"]


def _inline(line: str) -> str:
    html = escape(line, quote=False)
    for mark, tag in _INLINE:
        html = mark.sub(tag, html)
    return html


def to_text(html: str) -> str | None:
    """A description as people write it; None when its HTML says more than the marks can."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.is_rich:
        return None
    text = reader.text()
    return text if _plain(to_html(text)) == _plain(safe_html(html)) else None


def _plain(html: str) -> str:
    """HTML without what does not show: spaces between blocks, relations of links, old names of tags."""
    for old, new in (("b>", "strong>"), ("i>", "em>")):
        html = html.replace(f"<{old}", f"<{new}").replace(f"</{old}", f"</{new}")
    return _BETWEEN.sub(r"\1", _REL.sub("", _SPACES.sub(" ", html))).strip()


class _Reader(HTMLParser):
    """Reads HTML into marked text; `is_rich` when it meets a tag that no mark stands for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_rich = False
        self.blocks: list[str] = []
        self._now = ""
        self._lists: list[list[str]] = []
        self._addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        tag = {"b": "strong", "i": "em"}.get(tag, tag)
        if tag in _MARKS:
            self._now += _MARKS[tag]
        elif tag == "br":
            self._now += "\n"
        elif tag == "a":
            self._addresses.append(dict(attrs).get("href") or "")
            self._now += "["
        elif tag in _ITEM:
            self._end_block()
            self._lists.append([tag])
        elif tag == "p" or tag in _HEADINGS:
            self._end_block()
            self._now = _HEADINGS.get(tag, "")
        elif tag == "li":
            self._now = ""
        else:
            self.is_rich = True

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        tag = {"b": "strong", "i": "em"}.get(tag, tag)
        if tag in _MARKS:
            self._now += _MARKS[tag]
        elif tag == "a" and self._addresses:
            self._now += f"]({self._addresses.pop()})"
        elif tag == "li" and self._lists:
            self._lists[-1].append(self._now.strip())
            self._now = ""
        elif tag in _ITEM and self._lists:
            kind, *items = self._lists.pop()
            marks = (f"{place}. " if kind == "ol" else "- " for place in range(1, len(items) + 1))
            self.blocks.append("\n".join(mark + item for mark, item in zip(marks, items, strict=True)))
            self._now = ""
        elif tag == "p" or tag in _HEADINGS:
            self._end_block()

    def handle_data(self, data: str) -> None:
        """Words."""
        self._now += _SPACES.sub(" ", data)

    def _end_block(self) -> None:
        if self._now.strip():
            self.blocks.append(self._now.strip())
        self._now = ""

    def text(self) -> str:
        """What was read."""
        self._end_block()
        return "\n\n".join(self.blocks)
