"""Shopify's rules are kept, and a wrong row costs nothing but itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dramac.commerce.importing.records import UNCHANGED, ImageRecord, ProductRecord
from dramac.commerce.importing.tests.files import a_file, outcome

LAMP = {
    "Handle": "lamp",
    "Title": "Lamp",
    "Status": "active",
    "Published": "TRUE",
    "Option1 Name": "Size",
    "Option1 Value": "S",
    "Variant SKU": "LAMP-S",
    "Variant Price": "10.00",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "4",
    "Variant Inventory Policy": "deny",
}
LARGE = {"Handle": "lamp", "Option1 Value": "L", "Variant SKU": "LAMP-L", "Variant Price": "12.00"}
PLAIN = {
    "Handle": "cup",
    "Title": "Cup",
    "Option1 Name": "Title",
    "Option1 Value": "Default Title",
    "Variant Price": "3",
}


def the_product(*rows: dict[str, str]) -> ProductRecord:
    found = outcome(a_file(*rows))
    assert len(found.products) == 1
    return found.products[0]


def test_rows_with_the_same_handle_are_one_product() -> None:
    lamp = the_product(LAMP, LARGE)
    assert (lamp.handle, lamp.title, lamp.status, lamp.option_names) == ("lamp", "Lamp", "active", ("Size",))
    assert [(variant.option_values, variant.sku, variant.price, variant.line) for variant in lamp.variants] == [
        (("S",), "LAMP-S", Decimal("10.00"), 2),
        (("L",), "LAMP-L", Decimal("12.00"), 3),
    ]


def test_default_title_means_no_options() -> None:
    cup = the_product(PLAIN)
    assert cup.option_names == ()
    assert [variant.option_values for variant in cup.variants] == [()]


def test_a_row_with_only_a_picture_adds_a_picture() -> None:
    first = {**LAMP, "Image Src": "https://a.example/2.jpg", "Image Position": "2"}
    picture = {"Handle": "lamp", "Image Src": "https://a.example/1.jpg", "Image Position": "1", "Image Alt Text": "Lit"}
    again = {"Handle": "lamp", "Image Src": "https://a.example/2.jpg", "Image Alt Text": "Unlit"}
    lamp = the_product(first, picture, again)
    assert len(lamp.variants) == 1
    assert lamp.images == (
        ImageRecord("https://a.example/1.jpg", "Lit", 1),
        ImageRecord("https://a.example/2.jpg", "Unlit", 2),
    )


def test_rows_of_a_product_may_stand_anywhere_and_in_any_order() -> None:
    found = outcome(a_file(LARGE, PLAIN, LAMP))
    lamp = next(product for product in found.products if product.handle == "lamp")
    assert (lamp.title, lamp.option_names) == ("Lamp", ("Size",))
    assert [variant.sku for variant in lamp.variants] == ["LAMP-L", "LAMP-S"]
    assert found.problems == []


def test_grams_are_grams_whatever_unit_is_shown() -> None:
    found = outcome(a_file({**PLAIN, "Variant Grams": "226.796185", "Variant Weight Unit": "oz"}))
    assert [variant.weight_g for variant in found.variants] == [227]


def test_without_grams_a_weight_has_its_unit() -> None:
    found = outcome(a_file({**PLAIN, "Variant Weight": "0.5", "Variant Weight Unit": "lb"}))
    assert [variant.weight_g for variant in found.variants] == [227]


def test_stock_is_tracked_where_shopify_tracks_it() -> None:
    variant = the_product(LAMP).variants[0]
    assert (variant.tracked, variant.quantity, variant.oversell) == (True, 4, "deny")
    untracked = {**LAMP, "Variant Inventory Tracker": "", "Variant Inventory Policy": "continue"}
    variant = the_product(untracked).variants[0]
    assert (variant.tracked, variant.quantity, variant.oversell) == (False, 4, "continue")


def test_stock_below_zero_is_none_and_is_said() -> None:
    found = outcome(a_file({**LAMP, "Variant Inventory Qty": "-3"}))
    assert [variant.quantity for variant in found.variants] == [0]
    assert found.codes == [(2, "warning", "oversold")]


@pytest.mark.parametrize(
    ("status", "published", "taken", "codes"),
    [
        ("active", "TRUE", "active", []),
        ("Active", "", "active", []),
        ("", "true", "active", []),
        ("", "FALSE", "draft", []),
        ("draft", "TRUE", "draft", []),
        ("archived", "FALSE", "archived", []),
        ("active", "FALSE", "draft", ["active_but_hidden"]),
        ("unlisted", "TRUE", "draft", ["unlisted"]),
        ("actve", "", UNCHANGED, ["unknown_status"]),
        ("actve", "TRUE", UNCHANGED, ["unknown_status"]),
        ("", "", UNCHANGED, []),
    ],
)
def test_nothing_that_was_hidden_becomes_visible(status: str, published: str, taken: object, codes: list[str]) -> None:
    found = outcome(a_file({**LAMP, "Status": status, "Published": published}))
    assert [product.status for product in found.products] == [taken]
    assert [code for _, _, code in found.codes] == codes


def test_a_gift_card_becomes_a_draft_and_is_said() -> None:
    found = outcome(a_file({**LAMP, "Gift Card": "TRUE"}))
    assert [product.status for product in found.products] == ["draft"]
    assert found.codes == [(2, "warning", "gift_card")]


def test_prices_of_markets_are_left_out_and_said() -> None:
    found = outcome(a_file({**LAMP, "Price / International": "99", "Included / International": "TRUE"}))
    assert found.variants[0].price == Decimal("10.00")
    assert found.sentences == [
        "Prices for single markets or regions are left out (2 columns). The main price is imported."
    ]


def test_the_category_and_the_collection_are_paths() -> None:
    lamp = the_product({**LAMP, "Product Category": "Home > Lamps, lights", "Collection": "Summer > all"})
    assert lamp.categories == (("Home", "Lamps, lights"), ("Summer > all",))


def test_what_the_file_does_not_speak_of_is_left_unchanged_and_what_is_blank_is_emptied() -> None:
    lamp = the_product(
        {"Handle": "lamp", "Vendor": "", "Tags": "", "Variant SKU": "LAMP-S", "Variant Compare At Price": ""}
    )
    assert (lamp.title, lamp.status, lamp.option_names, lamp.images) == (UNCHANGED,) * 4
    assert (lamp.vendor, lamp.tags) == ("", ())
    variant = lamp.variants[0]
    assert (variant.price, variant.option_values, variant.quantity) == (UNCHANGED,) * 3
    assert variant.compare_at_price is None


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Variant Price", "ten", "not_a_number"),
        ("Variant Price", "-1", "negative_amount"),
        ("Variant Price", "1234567890123", "too_many_digits"),
        ("Variant Compare At Price", "1,299", "ambiguous_number"),
        ("Variant Inventory Qty", "2.5", "not_whole"),
        ("Variant Inventory Qty", "99999999999", "absurd_quantity"),
        ("Variant Grams", "-5", "negative_weight"),
        ("Variant SKU", "x" * 256, "too_long"),
        ("Option1 Value", "", "missing_option_value"),
        ("Option1 Value", "x" * 256, "too_long"),
        ("Option1 Value", "S", "duplicate_variant"),
        ("Option4 Value", "red", "too_many_options"),
    ],
)
def test_a_wrong_row_is_refused_with_line_and_column_and_nothing_else_is_lost(
    column: str, value: str, code: str
) -> None:
    wrong = {**LARGE, column: value, "Image Src": "https://a.example/1.jpg", "Option4 Name": ""}
    found = outcome(a_file(LAMP, wrong, {**LARGE, "Option1 Value": "XL", "Variant SKU": "LAMP-XL"}, PLAIN))
    assert [product.handle for product in found.products] == ["lamp", "cup"]
    assert [variant.sku for variant in found.products[0].variants] == ["LAMP-S", "LAMP-XL"]
    assert found.products[0].images == (ImageRecord("https://a.example/1.jpg", "", 1),)
    refused = [problem for problem in found.problems if problem.severity == "refused"]
    assert [(problem.line, problem.code) for problem in refused] == [(3, code)]
    assert refused[0].column == ("" if code == "duplicate_variant" else column)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Image Src", "lamp.jpg", "bad_url"),
        ("Variant Image", "javascript:alert(1)", "bad_url"),
        ("Image Position", "first", "bad_position"),
        ("Variant Taxable", "perhaps", "not_yes_or_no"),
        ("Variant Inventory Policy", "maybe", "unknown_policy"),
        ("Variant Barcode", "3.65E+11", "rounded_number"),
        ("Vendor", "x" * 256, "too_long"),
        ("SEO Title", "x" * 201, "too_long"),
        ("Tags", "x" * 256, "too_long"),
        ("Body (HTML)", "x" * 200_001, "too_long"),
    ],
)
def test_a_wrong_detail_is_left_out_and_its_row_is_taken(column: str, value: str, code: str) -> None:
    picture = {"Image Src": "https://a.example/1.jpg"}
    found = outcome(a_file({**LAMP, **picture, column: value}, LARGE))
    assert [variant.sku for variant in found.variants] == ["LAMP-S", "LAMP-L"]
    assert [(problem.line, problem.column, problem.code, problem.severity) for problem in found.problems] == [
        (2, column, code, "warning")
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Title": ""}, "missing_title"),
        ({"Title": "x" * 256}, "title_too_long"),
        ({"Handle": "", "Title": ""}, "missing_handle"),
    ],
)
def test_a_product_without_a_name_is_refused_and_the_others_are_taken(changes: dict[str, str], code: str) -> None:
    found = outcome(a_file({**LAMP, **changes}, PLAIN))
    assert [product.handle for product in found.products] == ["cup"]
    assert found.codes == [(2, "refused", code)]


def test_a_product_of_which_no_variant_is_left_is_left_out() -> None:
    found = outcome(a_file({**LAMP, "Variant Price": "x"}, {**LARGE, "Variant Price": "y"}, PLAIN))
    assert [product.handle for product in found.products] == ["cup"]
    assert found.codes == [
        (2, "refused", "not_a_number"),
        (3, "refused", "not_a_number"),
        (2, "warning", "no_variant_left"),
    ]


def test_a_sku_that_comes_twice_is_taken_and_said() -> None:
    found = outcome(a_file(LAMP, {**LARGE, "Variant SKU": "LAMP-S"}, {**PLAIN, "Variant SKU": "LAMP-S"}))
    assert [variant.sku for variant in found.variants] == ["LAMP-S"] * 3
    assert found.codes == [(3, "warning", "sku_twice"), (4, "warning", "sku_twice")]
    assert found.sentences[0] == "This SKU stands in row 2, too. Both were taken; give each variant a SKU of its own."


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    found = outcome(a_file(LAMP, {**LARGE, "Variant Price": "x", "Variant Inventory Qty": "y"}))
    assert {problem.column for problem in found.problems} == {"Variant Price", "Variant Inventory Qty"}


def test_an_option_without_a_name_is_given_one() -> None:
    found = outcome(a_file({**LAMP, "Option1 Name": ""}))
    assert found.products[0].option_names == ("Option 1",)
    assert found.codes == [(2, "warning", "option_without_name")]


def test_a_product_without_a_handle_takes_the_one_shopify_would_give() -> None:
    assert the_product({**PLAIN, "Handle": "", "Title": "Café Cup"}).handle == "café-cup"


def test_a_heading_that_comes_twice_is_said() -> None:
    found = outcome(a_file({**PLAIN, "Variant SKU": "a", "SKU": "b"}))
    assert [variant.sku for variant in found.variants] == ["a"]
    assert [(problem.line, problem.column, problem.code) for problem in found.problems] == [
        (1, "SKU", "repeated_column")
    ]


def test_a_description_is_left_as_it_is() -> None:
    html = ' <p onclick="x">=1+1</p>\n<script>alert(1)</script> '
    assert the_product({**PLAIN, "Body (HTML)": html}).description_html == html
