"""WooCommerce's kinds of products, sales and stock mean here what they meant there, or say why they cannot."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dramac.commerce.importing.records import UNCHANGED, ImageRecord
from dramac.commerce.importing.tests.files import TODAY, a_file, outcome

SIMPLE = {"ID": "1", "Type": "simple", "SKU": "cup", "Name": "Cup", "Published": "1", "Regular price": "10"}
SHIRT = {
    "ID": "44",
    "Type": "variable",
    "SKU": "shirt",
    "Name": "Shirt",
    "Published": "1",
    "Weight (lbs)": ".5",
    "Attribute 1 name": "Color",
    "Attribute 1 value(s)": "Red, Blue",
    "Attribute 2 name": "Size",
    "Attribute 2 value(s)": "S, L",
    "Attribute 3 name": "Fabric",
    "Attribute 3 value(s)": "Cotton",
}
RED = {
    "Type": "variation",
    "SKU": "shirt-red-s",
    "Parent": "shirt",
    "Published": "1",
    "Regular price": "20",
    "Attribute 1 name": "Color",
    "Attribute 1 value(s)": "Red",
    "Attribute 2 name": "Size",
    "Attribute 2 value(s)": "S",
}
BLUE = {**RED, "SKU": "shirt-blue-l", "Parent": "id:44", "Attribute 1 value(s)": "Blue", "Attribute 2 value(s)": "L"}


def test_variations_join_their_product_by_sku_or_number_wherever_they_stand() -> None:
    found = outcome(a_file(BLUE, SIMPLE, SHIRT, RED))
    shirt = next(product for product in found.products if product.handle == "shirt")
    assert shirt.option_names == ("Color", "Size")
    assert [(variant.option_values, variant.sku) for variant in shirt.variants] == [
        (("Blue", "L"), "shirt-blue-l"),
        (("Red", "S"), "shirt-red-s"),
    ]
    assert found.problems == []


def test_variations_stand_in_the_order_of_their_positions() -> None:
    found = outcome(a_file(SHIRT, {**RED, "Position": "2"}, {**BLUE, "Position": "1"}))
    assert [variant.sku for variant in found.variants] == ["shirt-blue-l", "shirt-red-s"]


def test_a_variation_takes_from_its_product_what_it_leaves_open() -> None:
    found = outcome(a_file(SHIRT, RED, {**BLUE, "Weight (lbs)": "2"}))
    assert [variant.weight_g for variant in found.variants] == [227, 907]


def test_a_variation_for_every_value_is_said() -> None:
    found = outcome(a_file(SHIRT, {**RED, "Attribute 2 value(s)": ""}))
    assert [variant.option_values for variant in found.variants] == [("Red", "Any")]
    assert found.codes == [(3, "warning", "any_value")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Parent": "unknown"}, "no_parent"),
        ({"Parent": "id:99"}, "no_parent"),
        ({"Published": "0"}, "variation_off"),
        ({"Regular price": "x"}, "not_a_number"),
        ({"Stock": "1.5"}, "not_whole"),
        ({"SKU": "again", "Attribute 1 value(s)": "Blue", "Attribute 2 value(s)": "L"}, "duplicate_variant"),
    ],
)
def test_a_wrong_variation_is_refused_and_nothing_else_is_lost(changes: dict[str, str], code: str) -> None:
    found = outcome(a_file(SHIRT, BLUE, {**RED, **changes}, SIMPLE))
    assert [variant.sku for variant in found.variants if variant.sku != "cup"] == ["shirt-blue-l"]
    assert len(found.products) == 2
    assert found.codes == [(4, "refused", code)]


def test_more_attributes_than_options_refuse_the_product() -> None:
    more = {f"Attribute {number} name": f"A{number}" for number in (3, 4)} | {
        f"Attribute {number} value(s)": "x" for number in (3, 4)
    }
    found = outcome(a_file(SHIRT | more, RED | more, SIMPLE))
    assert [product.handle for product in found.products] == ["cup"]
    assert found.codes == [(2, "refused", "too_many_attributes")]


@pytest.mark.parametrize(
    ("sale", "starts", "ends", "price", "compare_at", "codes"),
    [
        ("", "", "", "10", None, []),
        ("8", "", "", "8", "10", []),
        ("8", "2026-04-01", "", "8", "10", []),
        ("8", "2026-06-01", "", "10", None, []),
        ("8", "", "2026-04-30 23:59:59", "10", None, []),
        ("8", "", TODAY.isoformat(), "8", "10", ["sale_ends"]),
        ("12", "", "", "10", None, ["sale_not_lower"]),
        ("8", "soon", "", "8", "10", ["bad_date"]),
    ],
)
def test_a_sale_price_counts_while_the_sale_runs(
    sale: str, starts: str, ends: str, price: str, compare_at: str | None, codes: list[str]
) -> None:
    dates = {"Date sale price starts": starts, "Date sale price ends": ends}
    found = outcome(a_file({**SIMPLE, "Sale price": sale, **dates}))
    variant = found.variants[0]
    assert (variant.price, variant.compare_at_price) == (Decimal(price), Decimal(compare_at) if compare_at else None)
    assert [code for _, _, code in found.codes] == codes


@pytest.mark.parametrize(
    ("stock", "in_stock", "backorders", "taken"),
    [
        ("5", "1", "0", (True, 5, "deny")),
        ("5", "1", "notify", (True, 5, "continue")),
        ("", "1", "0", (False, UNCHANGED, "deny")),
        ("", "0", "", (True, 0, UNCHANGED)),
    ],
)
def test_stock_without_a_number_is_not_counted_unless_it_is_sold_out(
    stock: str, in_stock: str, backorders: str, taken: tuple[object, ...]
) -> None:
    found = outcome(a_file({**SIMPLE, "Stock": stock, "In stock?": in_stock, "Backorders allowed?": backorders}))
    variant = found.variants[0]
    assert (variant.tracked, variant.quantity, variant.oversell) == taken


def test_stock_that_variations_share_is_left_to_be_counted() -> None:
    found = outcome(a_file({**SHIRT, "Stock": "7"}, {**RED, "Stock": "parent"}, {**BLUE, "Stock": "2"}))
    assert [(variant.tracked, variant.quantity) for variant in found.variants] == [(True, UNCHANGED), (True, 2)]
    assert found.codes == [(3, "warning", "shared_stock")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Type": "external", "External URL": "https://shop.example"}, "external_product"),
        ({"Type": "subscription"}, "unknown_kind"),
        ({"Visibility in catalog": "hidden"}, "hidden_product"),
    ],
)
def test_what_cannot_be_sold_as_it_was_becomes_a_draft_and_is_said(changes: dict[str, str], code: str) -> None:
    found = outcome(a_file({**SIMPLE, **changes}))
    assert [product.status for product in found.products] == ["draft"]
    assert [found_code for _, _, found_code in found.codes] == [code]


def test_a_group_is_refused_and_its_products_are_taken() -> None:
    found = outcome(a_file(SIMPLE, {"Type": "grouped", "Name": "Set", "Grouped products": "cup, pot"}))
    assert [product.handle for product in found.products] == ["cup"]
    assert found.sentences == [
        "This only groups other products (cup, pot), which are imported by themselves. Put them in a category instead."
    ]


def test_a_virtual_product_needs_no_shipping_and_its_files_are_said_to_be_missing() -> None:
    download = {"Type": "simple, downloadable, virtual", "Download 1 URL": "https://a.example/a.zip"}
    found = outcome(a_file({**SIMPLE, **download}))
    assert [variant.requires_shipping for variant in found.variants] == [False]
    assert found.codes == [(2, "warning", "downloads_left_out")]


def test_headings_may_be_in_any_case() -> None:
    found = outcome(a_file({name.upper(): value for name, value in SIMPLE.items()}))
    assert (found.format, [variant.price for variant in found.variants]) == ("woocommerce", [Decimal(10)])


@pytest.mark.parametrize(
    ("heading", "grams"), [("Weight (kg)", 2000), ("Weight (g)", 2), ("Weight (oz)", 57), ("Weight (lbs)", 907)]
)
def test_weights_have_the_unit_of_their_heading(heading: str, grams: int) -> None:
    assert [variant.weight_g for variant in outcome(a_file({**SIMPLE, heading: "2"})).variants] == [grams]


def test_lists_are_separated_by_commas_and_commas_in_names_are_kept() -> None:
    row = {
        **SIMPLE,
        "Categories": "Home, Home > Cups\\, mugs",
        "Tags": "red, blue",
        "Images": "https://a.example/1.jpg, https://a.example/2.jpg, two.jpg",
        "Brands": "Makers > Acme",
    }
    found = outcome(a_file(row))
    cup = found.products[0]
    assert (cup.categories, cup.tags, cup.vendor) == ((("Home",), ("Home", "Cups, mugs")), ("red", "blue"), "Acme")
    assert cup.images == (ImageRecord("https://a.example/1.jpg", "", 1), ImageRecord("https://a.example/2.jpg", "", 2))
    assert found.codes == [(2, "warning", "bad_url")]


def test_the_short_description_stands_above_the_description() -> None:
    found = outcome(a_file({**SIMPLE, "Short description": "Short.", "Description": "'=Long."}))
    assert found.products[0].description_html == "Short.\n\n=Long."


def test_an_update_says_nothing_of_what_it_does_not_name() -> None:
    found = outcome(a_file({"SKU": "shirt-red-s", "Stock": "3", "In stock?": "1"}))
    product = found.products[0]
    assert (product.identified_by, product.handle, product.title, product.option_names) == (
        "sku",
        "",
        UNCHANGED,
        UNCHANGED,
    )
    variant = product.variants[0]
    assert (variant.quantity, variant.price, variant.option_values, variant.taxable) == (
        3,
        UNCHANGED,
        UNCHANGED,
        UNCHANGED,
    )


def test_products_of_the_same_name_get_addresses_of_their_own() -> None:
    found = outcome(a_file(SIMPLE, {**SIMPLE, "SKU": "cup-2"}, {**SIMPLE, "SKU": ""}))
    assert [(product.handle, product.identified_by) for product in found.products] == [
        ("cup", "sku"),
        ("cup-2", "sku"),
        ("cup-3", "handle"),
    ]


def test_tax_is_told_by_status_and_class() -> None:
    found = outcome(a_file({**SIMPLE, "Tax status": "none", "Tax class": "reduced-rate"}, {**SIMPLE, "SKU": "b"}))
    assert [variant.taxable for variant in found.variants] == [False, UNCHANGED]
    assert [product.tax_class for product in found.products] == ["reduced-rate", "standard"]
