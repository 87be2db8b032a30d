"""Products: their limits, addresses, life, descriptions and the words they are found by."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dramac.commerce.catalog.rules import descriptions, products, slugs, statuses, terms
from dramac.commerce.catalog.rules.drafts import ProductDraft, VariantDraft

MUG = ProductDraft(title="Mug", variants=(VariantDraft(price=1250),))


def codes(draft: ProductDraft) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in products.problems(draft)]


def test_a_plain_product_may_be() -> None:
    assert products.problems(MUG) == []


def test_everything_wrong_is_told_at_once_and_where() -> None:
    bad = replace(
        MUG,
        title=" ",
        vendor="v" * 256,
        status="sold",
        tags=("t" * 256,),
        variants=(VariantDraft(price=-1, sku="s" * 256, weight_g=-1),),
    )
    assert codes(bad) == [
        ("title", "required"),
        ("vendor", "too_long"),
        ("status", "unknown_status"),
        ("tags", "too_long"),
        ("variants.0.sku", "too_long"),
        ("variants.0.weight_g", "weight"),
        ("variants.0.price", "below_zero"),
    ]


def test_a_hundred_kilobytes_are_refused_in_every_text() -> None:
    huge = "x" * 100_000
    for name in products.TEXTS:
        if name != "description_html":
            changed: dict[str, Any] = {name: huge}
            assert (name, "too_long") in codes(replace(MUG, **changed))


def test_tags_count_once_however_they_are_capitalised() -> None:
    assert products.distinct_tags([" Sale", "sale", "New  in", ""]) == ["Sale", "New in"]


def test_what_changed_is_named_in_order() -> None:
    assert products.changed_fields({"a": 1, "c": 3}, {"c": 4, "b": 2, "a": 1}) == ("b", "c")


def test_an_address_is_made_from_the_title_and_numbered_when_taken() -> None:
    assert slugs.wanted("", "Crème Mug") == "creme-mug"
    assert slugs.wanted("", "!!!") == "product"
    assert slugs.free("mug", {"mug", "mug-2"}) == "mug-3"
    assert slugs.settled("mug", {"mug", "mug-2"}, current="mug-2") == "mug-2"
    assert slugs.settled("mug", {"mug-2"}, current="mug-2") == "mug"
    assert slugs.settled("cup", {"mug", "cup"}, current="mug") == "cup-2"


def test_only_what_can_be_bought_is_published() -> None:
    assert statuses.refusal("active", title="Mug", variant_count=1) is None
    assert statuses.refusal("active", title="Mug", variant_count=0) == "no_variants"
    assert statuses.refusal("sold", title="Mug", variant_count=1) == "unknown_status"
    assert statuses.refusal("archived", title="Mug", variant_count=0) is None


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("plain", "plain"),
        ("<p onclick=x>Hi <b>there</b></p>", "<p>Hi <b>there</b></p>"),
        ("<script>alert(1)</script>ok", "ok"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="nofollow noopener">x</a>'),
        ("<iframe srcdoc='<script>'></iframe>", ""),
        ("<img src=x onerror=alert(1)>", ""),
        ("<svg><script>1</script></svg>", ""),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_a_description_harms_nobody(html: str, safe: str) -> None:
    assert descriptions.safe_html(html) == safe
    assert descriptions.safe_html(safe) == safe


def test_a_word_weighs_what_its_best_place_weighs() -> None:
    found = terms.terms_of(
        terms.Findable("Red T-Shirt", ["TSH-RED-M"], ["Acme", "red"], "<p>A very red shirt of cotton</p>")
    )
    assert {term for term, weight in found.weights.items() if weight == terms.TITLE} == {"red", "t", "shirt", "tshirt"}
    assert {term for term, weight in found.weights.items() if weight == terms.CODE} == {"tsh", "m", "tshredm"}
    assert {term for term, weight in found.weights.items() if weight == terms.LABEL} == {"acme"}
    assert {term for term, weight in found.weights.items() if weight == terms.TEXT} == {"very", "cotton"}
    assert found.vocabulary == {"red", "shirt", "tshirt", "acme", "very", "cotton"}


def test_a_long_description_counts_by_its_first_words() -> None:
    many = " ".join(f"word{number}" for number in range(500))
    assert len(terms.terms_of(terms.Findable("Mug", description_html=many)).weights) == terms.MOST_TEXT_WORDS + 1
