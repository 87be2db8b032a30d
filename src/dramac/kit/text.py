"""Text that people type, made plain: cleaned for storing, folded for comparing, cut into words, shortened to an address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_WORD = 64
_WORD = re.compile(r"[^\W_]+(?:[-'’./_&+][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n", "ŧ": "t"}
)


def clean(text: str) -> str:
    """Text as it may be stored: without control characters (a database refuses NUL), half letters and outer spaces.

    Line breaks and tabs stay. Letters are composed (NFC), so that the same word typed on two systems is the same text.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip()


def one_line(text: str) -> str:
    """Cleaned text on one line, every run of spaces as one."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Text as it compares: small letters without accents, so that "Émile" and "emile" are one; "ß" is "ss"."""
    if text.isascii():
        return text.lower()
    return _fold_short(text) if len(text) <= LONGEST_WORD else _fold(text)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare.casefold().translate(_PLAIN_LETTERS))


_fold_short = lru_cache(maxsize=16384)(_fold)


def words(text: str) -> list[str]:
    """The folded words of a text in their order; "T-shirt" and "TSH-RED-M" are one word here. See `parts`."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def parts(word: str) -> list[str]:
    """The pieces of a folded word between its hyphens and points: "tsh-red-m" gives tsh, red, m; "mug" gives mug."""
    return _PART.findall(word)


def joined(word: str) -> str:
    """A folded word without its hyphens and points: "t-shirt" gives tshirt."""
    return "".join(_PART.findall(word))[:LONGEST_WORD]


def slugify(text: str, longest: int = 120) -> str:
    """A clean piece of an address: folded words joined by hyphens, letters of any script kept, cut between words.

    Empty for text without a letter or digit: the caller knows what to fall back on.
    """
    pieces = parts(fold(text[: longest * 4]).translate(_APOSTROPHES))
    slug = ""
    for piece in pieces:
        longer = f"{slug}-{piece}" if slug else piece[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug
