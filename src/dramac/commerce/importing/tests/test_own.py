"""Our own layout can be filled in by hand, in part or whole, as CSV or workbook."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dramac.commerce.importing import formats
from dramac.commerce.importing.formats import own
from dramac.commerce.importing.records import UNCHANGED, ImageRecord
from dramac.commerce.importing.tests.files import a_file, a_workbook, outcome

LAMP = {
    "Handle": "lamp",
    "Title": "Lamp",
    "Option 1 name": "Size",
    "Option 1 value": "S",
    "SKU": "LAMP-S",
    "Price": "10.00",
    "Quantity": "4",
}


def test_a_sheet_filled_in_by_hand_is_read() -> None:
    source = a_workbook(
        (
            "Handle",
            "Title",
            "Tags",
            "Categories",
            "Status",
            "SKU",
            "Price",
            "Track stock",
            "Sell when out of stock",
            "Image",
        ),
        (
            "Desk Lamp",
            "Desk lamp",
            "home, light",
            "Home > Lamps",
            "Active",
            10042,
            19.9,
            True,
            "no",
            "https://a.example/1.jpg",
        ),
    )
    lamp = outcome(source).products[0]
    assert (lamp.handle, lamp.title, lamp.status) == ("desk-lamp", "Desk lamp", "active")
    assert (lamp.tags, lamp.categories) == (("home", "light"), (("Home", "Lamps"),))
    assert lamp.images == (ImageRecord("https://a.example/1.jpg", "", 1),)
    variant = lamp.variants[0]
    assert (variant.sku, variant.price, variant.tracked, variant.oversell) == ("10042", Decimal("19.9"), True, "deny")
    assert variant.option_values is UNCHANGED


def test_new_prices_by_sku_change_nothing_else() -> None:
    found = outcome(a_file({"SKU": "LAMP-S", "Price": "11"}, {"SKU": "LAMP-L", "Price": "13"}))
    assert [(product.identified_by, product.handle, product.title) for product in found.products] == [
        ("sku", "", UNCHANGED),
        ("sku", "", UNCHANGED),
    ]
    assert [(variant.sku, variant.price, variant.cost) for variant in found.variants] == [
        ("LAMP-S", Decimal(11), UNCHANGED),
        ("LAMP-L", Decimal(13), UNCHANGED),
    ]


def test_products_alone_can_be_changed() -> None:
    lamp = outcome(a_file({"Handle": "lamp", "Status": "archived", "Vendor": ""})).products[0]
    assert (lamp.status, lamp.vendor, lamp.variants, lamp.option_names) == ("archived", "", (), UNCHANGED)


def test_a_fourth_option_is_refused() -> None:
    found = outcome(
        a_file(LAMP, {**LAMP, "SKU": "b", "Option 1 value": "L", "Option 4 name": "Cut", "Option 4 value": "x"})
    )
    assert [variant.sku for variant in found.variants] == ["LAMP-S"]
    assert ("refused", "too_many_options") in [(severity, code) for _, severity, code in found.codes]


def test_two_rows_of_a_product_that_cannot_be_told_apart_are_refused() -> None:
    found = outcome(
        a_file({"Handle": "lamp", "Title": "Lamp", "Price": "1"}, {"Handle": "lamp", "Title": "", "Price": "2"})
    )
    assert [variant.price for variant in found.variants] == [Decimal(1)]
    assert found.codes == [(3, "refused", "duplicate_variant")]


def test_default_title_is_a_value_like_any_other() -> None:
    lamp = outcome(a_file({**LAMP, "Option 1 value": "Default Title"})).products[0]
    assert (lamp.option_names, lamp.variants[0].option_values) == (("Size",), ("Default Title",))


def test_a_row_by_which_nothing_can_be_found_is_refused() -> None:
    found = outcome(a_file(LAMP, {"Price": "3"}))
    assert found.codes == [(3, "refused", "missing_handle")]


def test_texts_that_were_kept_from_being_formulas_are_restored_and_apostrophes_stay() -> None:
    lamp = outcome(a_file({**LAMP, "Title": "'=Lamp", "Vendor": "'t Hooft", "SKU": "'-1"})).products[0]
    assert (lamp.title, lamp.vendor, lamp.variants[0].sku) == ("=Lamp", "'t Hooft", "-1")


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (("Handle", "Title", "Price"), "own"),
        (("SKU", "Quantity"), "own"),
        (("Handle", "Title", "Variant Price"), "shopify"),
        (("Title", "URL handle", "Description", "Price", "Option1 name"), "shopify"),
        (("Name", "SKU", "Regular price"), "woocommerce"),
        (("Product Handle", "Product Title", "Variant Price EUR"), "medusa"),
        (("slug", "name", "price", "inventory_count"), "spree"),
        (tuple(own.HEADINGS.values()), "own"),
    ],
)
def test_a_file_is_known_by_its_headings(headers: tuple[str, ...], name: str) -> None:
    assert formats.recognise(headers).name == name


def test_every_format_is_found_and_named() -> None:
    names = [layout.name for layout in formats.every()]
    assert names == ["medusa", "own", "prestashop", "shopify", "spree", "woocommerce"]
    assert all(formats.named(name).name == name and formats.named(name).label for name in names)


def test_the_preview_says_what_each_column_fills() -> None:
    used = own.FORMAT.columns(["Handle", "Price", "PRICE", "Colour"])
    assert [(use.field, use.reason) for use in used] == [
        ("handle", ""),
        ("price", ""),
        (None, "repeated_column"),
        (None, "unknown_column"),
    ]
