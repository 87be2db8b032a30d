"""From what a shopper typed to the terms that are looked for: which forms products have, the rarest first, slips mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from dramac.commerce.catalog.queries import matching, spelling
from dramac.commerce.catalog.queries.matching import TERMS
from dramac.commerce.catalog.queries.shapes import Correction
from dramac.kit.statements import fetch, key_in
from dramac.kit.text import joined, parts, words

MOST_WORDS = 8
MANY = 1000
"""So many terms are counted to learn which word is rare; more is many."""


class Terms(NamedTuple):
    """What is looked for: terms that must all be met, the rarest first, and the words that were changed for it."""

    terms: tuple[str, ...]
    corrections: tuple[Correction, ...] = ()


class _Word(NamedTuple):
    """A word as typed: joined, and by its parts where it has several."""

    whole: str
    pieces: tuple[str, ...]


def sought(site_id: UUID, text: str) -> Terms:
    """The terms that a search asks for; none where nothing was typed that is a word. One statement, up to three where a
    word is mistyped.

    A word with hyphens is looked for joined where some product has it so (tshirt, a whole SKU), else by its parts. A
    word that no product has is replaced by the nearest that some product on sale has, and the result says so.
    """
    typed = [_Word(joined(word), tuple(parts(word))) for word in words(text[: matching.LONGEST_SEARCH])][:MOST_WORDS]
    if not typed:
        return Terms(())
    counts = _counts(site_id, {form for word in typed for form in (word.whole, *word.pieces)})
    terms = {term: counts[term] for word in typed for term in _terms(word, counts)}
    unknown = [term for term, count in terms.items() if not count]
    better = spelling.nearest(site_id, unknown) if unknown else {}
    found = {better.get(term, term): count for term, count in terms.items()}
    order = sorted(found, key=lambda term: (found[term], -len(term), term))
    return Terms(tuple(order), tuple(Correction(term, used) for term, used in better.items()))


def _terms(word: _Word, counts: Mapping[str, int]) -> tuple[str, ...]:
    if counts[word.whole]:
        return (word.whole,)
    if all(counts[piece] for piece in word.pieces):
        return word.pieces
    return (word.whole,) if spelling.tolerance(word.whole) else word.pieces


def _counts(site_id: UUID, forms: Iterable[str]) -> dict[str, int]:
    """How many terms of products begin as each form does, up to MANY."""
    asked = sorted(forms)
    selects, parameters = [], []
    for form in asked:
        condition, values = matching.met(form)
        selects.append(
            f"(SELECT COUNT(*) FROM (SELECT 1 FROM {TERMS} t WHERE t.site_id = %s AND {condition} LIMIT {MANY}) c)"
        )
        parameters += [key_in(site_id), *values]
    return dict(zip(asked, fetch("SELECT " + ", ".join(selects), parameters)[0], strict=True))
