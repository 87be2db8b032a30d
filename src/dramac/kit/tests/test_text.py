"""Text is folded, cut and shortened alike wherever it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.kit.text import clean, fold, joined, one_line, parts, slugify, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Émile", "emile"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Smørrebrød", "smorrebrod"),
        ("Łódź", "lodz"),
        ("Cœur", "coeur"),
        ("ﬁne", "fine"),
        ("İstanbul", "istanbul"),
        ("日本", "日本"),
    ],
)
def test_accents_and_capitals_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_words_keep_what_is_joined_and_parts_take_it_apart() -> None:
    assert words("T-shirt, red (TSH-RED-M)!") == ["t-shirt", "red", "tsh-red-m"]
    assert parts("tsh-red-m") == ["tsh", "red", "m"]
    assert joined("tsh-red-m") == "tshredm"


@given(st.text(max_size=300))
def test_a_word_is_never_empty_nor_longer_than_the_column_that_keeps_it(text: str) -> None:
    assert all(0 < len(word) <= 64 for word in words(text))


@given(st.text(max_size=300))
def test_an_address_holds_only_letters_digits_and_single_hyphens(text: str) -> None:
    slug = slugify(text, 40)
    assert len(slug) <= 40
    assert all(letter.isalnum() or letter == "-" for letter in slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug


def test_an_address_is_cut_between_words() -> None:
    assert slugify("Women's Crème Brûlée Bowl") == "womens-creme-brulee-bowl"
    assert slugify("one two three", 9) == "one-two"
    assert slugify("a" * 200, 10) == "a" * 10
    assert slugify("!!!") == ""


def test_what_a_database_refuses_is_taken_out() -> None:
    assert clean(" a\x00b\ud800c\n ") == "abc"
    assert one_line("a \t b\nc") == "a b c"
