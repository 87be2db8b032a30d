"""Cells are understood the way merchants and other systems write them, and never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.importing import formulas, lists, values
from dramac.commerce.importing.values import BadValue


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1299", "1299"),
        ("19.90", "19.90"),
        ("19,9", "19.9"),
        ("1,299.00", "1299.00"),
        ("1.299,00", "1299.00"),
        ("1 299,50", "1299.50"),
        ("1'299.50", "1299.50"),
        ("1,299,000", "1299000"),
        ("€ 19,99", "19.99"),
        ("$29.99", "29.99"),
        ("19.99 EUR", "19.99"),
        ("1.299", "1.299"),
        (".5", "0.5"),
        ("0", "0"),
        ("19.990000", "19.990000"),
    ],
)
def test_an_amount_is_read_as_it_was_meant(text: str, amount: str) -> None:
    assert values.amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("free", "not_a_number"),
        ("1e5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("١٢", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("=1+1", "not_a_number"),
        ("1,299", "ambiguous_number"),
        ("-5", "negative_amount"),
        ("9999999999999", "too_many_digits"),
        ("0.00001", "too_many_digits"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadValue) as bad:
        values.amount(text)
    assert bad.value.code == code


@given(st.decimals(Decimal(0), Decimal(999_999_999_999), places=4))
def test_every_amount_written_out_reads_back(amount: Decimal) -> None:
    assert values.amount(format(amount, "f")) == amount
    assert values.amount(format(amount, ",f")) == amount


@pytest.mark.parametrize(("text", "pieces"), [("7", 7), ("7.0", 7), ("-3", -3), ("1,000,000", 1_000_000)])
def test_a_quantity_is_whole(text: str, pieces: int) -> None:
    assert values.quantity(text) == pieces


@pytest.mark.parametrize(
    ("text", "code"), [("2.5", "not_whole"), ("99999999", "absurd_quantity"), ("many", "not_a_number")]
)
def test_what_is_no_quantity_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadValue) as bad:
        values.quantity(text)
    assert bad.value.code == code


@pytest.mark.parametrize(
    ("text", "unit", "grams"),
    [
        ("226.796185", "g", 227),
        ("0.5", "kg", 500),
        (".5", "lbs", 227),
        ("16", "oz", 454),
        ("0.5", "G", 1),
        ("1,5", "kg", 1500),
    ],
)
def test_a_weight_is_rounded_half_up_to_grams(text: str, unit: str, grams: int) -> None:
    assert values.grams(text, unit) == grams


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [("1", "stone", "unknown_unit"), ("-1", "g", "negative_weight"), ("10001", "kg", "absurd_weight")],
)
def test_what_is_no_weight_is_refused(text: str, unit: str, code: str) -> None:
    with pytest.raises(BadValue) as bad:
        values.grams(text, unit)
    assert bad.value.code == code


@pytest.mark.parametrize("url", ["https://a.example/b.jpg?w=1#x", "http://a.example:8080/ü.jpg", "HTTPS://A.EXAMPLE"])
def test_a_web_address_is_a_picture(url: str) -> None:
    assert values.picture(url) == url


@pytest.mark.parametrize(
    "url",
    ["picture.jpg", "//a.example/b.jpg", "ftp://a.example/b", "https://", "https:///b.jpg", "javascript:alert(1)",
     "https://a example/b.jpg", "data:image/png;base64,AA", "file:///etc/passwd", "https://user:word@a.example/b.jpg"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadValue) as bad:
        values.picture(url)
    assert bad.value.code == "bad_url"


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("V-Neck T-Shirt", "v-neck-t-shirt"),
        ("  Crème brûlée! ", "crème-brûlée"),
        ("コーヒー 豆", "コーヒー-豆"),
        ("snake_case", "snake_case"),
        ("---", ""),
        ("a" * 300, "a" * 255),
    ],
)
def test_a_handle_is_an_address(text: str, handle: str) -> None:
    assert values.handle(text) == handle


@given(st.text(max_size=40))
def test_a_handle_stays_as_it_is(text: str) -> None:
    once = values.handle(text)
    assert values.handle(once) == once


@given(st.text(max_size=12) | st.text("'=+-@\t\r\na", max_size=6))
def test_text_kept_from_being_a_formula_comes_back_exactly(text: str) -> None:
    kept = formulas.disarm(text)
    assert kept[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"}
    assert formulas.restore(kept) == text


NAMES = st.text(st.sampled_from("ab,>\\ é"), min_size=1, max_size=6).map(str.strip).filter(bool)


@given(st.lists(NAMES, max_size=5, unique=True))
def test_a_list_in_one_cell_comes_back(names: list[str]) -> None:
    assert lists.split(lists.join(names)) == tuple(names)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3).map(tuple), max_size=4, unique=True))
def test_paths_in_one_cell_come_back(paths: list[tuple[str, ...]]) -> None:
    assert lists.split_paths(lists.join_paths(paths)) == tuple(paths)
