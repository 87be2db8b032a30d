"""Mistyped words: replaced by the nearest word that some product on sale is called by."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import OSA

from dramac.commerce.catalog.models import Product, ProductTerm, SearchWord

CANDIDATES = 10


def tolerance(word: str) -> int:
    """How many slips a word may hold: none in the shortest and in words with digits, one up to five letters, then two.

    A slip is a letter too many, too few, wrong, or swapped with its neighbour.
    """
    if len(word) < 3 or not word.isalpha():
        return 0
    return 1 if len(word) <= 5 else 2


def nearest(site_id: UUID, unknown: Sequence[str]) -> dict[str, str]:
    """For each word the nearest of the vocabulary that a product on sale has, words without one left out; of two as near
    the more used, then the first by the alphabet, so that every database answers alike. Two statements at most."""
    unknown = [word for word in unknown if tolerance(word)]
    if not unknown:
        return {}
    lengths = {len(word) + slack for word in unknown for slack in range(-tolerance(word), tolerance(word) + 1)}
    vocabulary = list(SearchWord.objects.of(site_id).filter(length__in=lengths).values_list("word", flat=True))
    near = {word: _candidates(word, vocabulary) for word in unknown}
    uses = _uses(site_id, {candidate for found in near.values() for candidate in found})
    chosen = {}
    for word, found in near.items():
        if usable := [candidate for candidate in found if candidate in uses]:
            chosen[word] = min(usable, key=lambda candidate: (found[candidate], -uses[candidate], candidate))
    return chosen


def _candidates(word: str, vocabulary: Sequence[str]) -> dict[str, int]:
    """Words within the tolerance with their distance; of more than ten the nearest, ties by the alphabet."""
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=tolerance(word), limit=None)
    best = sorted((int(distance), candidate) for candidate, distance, _place in found)[:CANDIDATES]
    return {candidate: distance for distance, candidate in best}


def _uses(site_id: UUID, words: set[str]) -> dict[str, int]:
    """How many products on sale have each of the words; words that none has are left out."""
    if not words:
        return {}
    counted = (
        ProductTerm.objects.of(site_id)
        .filter(term__in=words, product__status=Product.Status.ACTIVE)
        .values("term")
        .annotate(uses=Count("product"))
    )
    return {row["term"]: row["uses"] for row in counted}
