"""What a product is found by: folded words, weighted by where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dramac.commerce.catalog.rules.descriptions import text_of
from dramac.kit.text import joined, parts, words

TITLE, CODE, LABEL, TEXT = 8, 6, 3, 1
"""Weights: title; SKU and barcode; vendor, type, tags, categories and option values; description."""

MOST_TEXT_WORDS = 40
SHORTEST_TEXT_WORD = 3
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Findable:
    """The texts of a product that a search looks at."""

    title: str
    codes: Iterable[str] = ()
    labels: Iterable[str] = ()
    description_html: str = ""


class Terms(NamedTuple):
    """The words of a product with their weights, and those of them that mistyped words may be corrected to."""

    weights: Mapping[str, int]
    vocabulary: frozenset[str]


def terms_of(product: Findable) -> Terms:
    """The words by which a product is found: each with the weight of the best place it stands in.

    A word with hyphens counts by its parts and joined, so that "T-shirt" is found by t-shirt, tshirt and shirt, and a SKU
    whole and by its parts; a letter alone is joined to the word after it, too ("T shirt"). Of the description the first
    forty words of three letters or more count.
    """
    weights: dict[str, int] = {}
    _add_text(weights, product.description_html)
    for label in product.labels:
        _add(weights, label, LABEL)
    _add(weights, product.title, TITLE)
    vocabulary = frozenset(word for word in weights if len(word) >= SHORTEST_TEXT_WORD and word.isalpha())
    for code in product.codes:
        _add(weights, code, CODE)
    return Terms(weights, vocabulary)


def _add(weights: dict[str, int], text: str, weight: int) -> None:
    before = ""
    for word in words(text):
        for term in forms(word):
            if weights.get(term, 0) < weight:
                weights[term] = weight
        if len(before) == 1 and before.isalpha() and word.isalpha():
            weights[before + word] = max(weight, weights.get(before + word, 0))
        before = word


def forms(word: str) -> list[str]:
    """The forms in which a folded word is kept: its parts, and all of them joined where there are several."""
    pieces = parts(word)
    return pieces if len(pieces) == 1 else [*pieces, joined(word)]


def _add_text(weights: dict[str, int], html: str) -> None:
    for word in words(text_of(html[:LONGEST_TEXT])):
        if len(weights) >= MOST_TEXT_WORDS:
            return
        for term in forms(word):
            if len(term) >= SHORTEST_TEXT_WORD:
                weights.setdefault(term, TEXT)
