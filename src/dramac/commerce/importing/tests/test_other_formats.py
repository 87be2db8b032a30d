"""Medusa, PrestaShop and Spree: what each says in its own way."""

from __future__ import annotations

from decimal import Decimal

from dramac.commerce.importing.records import UNCHANGED, ImageRecord
from dramac.commerce.importing.tests.files import a_csv, a_file, outcome

MEDUSA = {
    "Product Id": "prod_1",
    "Product Handle": "tee",
    "Product Title": "Tee",
    "Product Status": "published",
    "Variant Title": "S",
    "Variant Option 1 Name": "Size",
    "Variant Option 1 Value": "S",
    "Variant Price EUR": "10",
    "Variant Price USD": "12",
    "Variant Manage Inventory": "true",
    "Variant Allow Backorder": "false",
}
SPREE = {"slug": "kettle", "sku": "K", "name": "Kettle", "price": "0", "currency": "USD", "inventory_count": ""}
SPREE_RED = {
    "slug": "kettle",
    "sku": "K-RED",
    "price": "30",
    "currency": "USD",
    "option1_name": "Color",
    "option1_value": "Red",
}


def test_medusas_price_is_the_one_in_the_currency_of_the_shop() -> None:
    for currency, price in (("EUR", Decimal(10)), ("usd", Decimal(12))):
        assert [variant.price for variant in outcome(a_file(MEDUSA), currency=currency).variants] == [price]
    found = outcome(a_file(MEDUSA), currency="GBP")
    assert [variant.price for variant in found.variants] == [UNCHANGED]
    assert found.sentences == ["The file has no price column in GBP, the currency of your shop."]


def test_medusas_pictures_tags_and_codes_stand_in_numbered_columns() -> None:
    more = {
        "Product Image 1": "https://a.example/1.jpg",
        "Product Image 2": "2.jpg",
        "Product Tag 1": "red",
        "Product Tag 2": "blue",
        "Variant Ean": "4006381333931",
        "Product Weight": "120",
    }
    found = outcome(a_file(MEDUSA | more))
    tee = found.products[0]
    assert (tee.status, tee.tags, tee.images) == (
        "active",
        ("red", "blue"),
        (ImageRecord("https://a.example/1.jpg", "", 1),),
    )
    variant = tee.variants[0]
    assert (variant.barcode, variant.weight_g, variant.tracked, variant.oversell) == (
        "4006381333931",
        120,
        True,
        "deny",
    )
    assert found.codes == [(2, "warning", "bad_url")]


def test_medusas_proposed_products_are_drafts() -> None:
    assert outcome(a_file(MEDUSA | {"Product Status": "proposed"})).products[0].status == "draft"


def test_spree_first_row_is_no_variant_where_others_have_options() -> None:
    kettle = outcome(a_file(SPREE, SPREE_RED), currency="USD").products[0]
    assert (kettle.title, kettle.option_names) == ("Kettle", ("Color",))
    assert [variant.sku for variant in kettle.variants] == ["K-RED"]


def test_spree_first_row_is_the_variant_where_there_are_no_options() -> None:
    source = a_file(SPREE | {"price": "25", "weight": "2", "weight_unit": "lb", "compare_at_price": "0"})
    kettle = outcome(source, currency="USD").products[0]
    assert [(v.sku, v.price, v.weight_g, v.compare_at_price) for v in kettle.variants] == [
        ("K", Decimal(25), 907, None)
    ]


def test_spree_price_in_another_currency_stands_in_a_row_of_its_own() -> None:
    euros = {"slug": "kettle", "sku": "K-RED", "price": "27", "currency": "EUR"}
    assert [v.price for v in outcome(a_file(SPREE, SPREE_RED, euros), currency="EUR").variants] == [Decimal(27)]
    found = outcome(a_file(SPREE, SPREE_RED), currency="EUR")
    assert found.products == []
    assert found.sentences[0] == "This row has no price in EUR, the currency of your shop."


PRESTA = {
    "Name *": "Lamp",
    "Active (0/1)": "1",
    "Categories (x,y,z...)": "Home,Lamps",
    "Price tax excluded": "19.50",
    "Wholesale price": "8",
    "Reference #": "L-1",
    "Manufacturer": "Acme",
    "Weight": "0.5",
    "Quantity": "7",
    "Summary": "<p>Short</p>",
    "Description": "",
    "URL rewritten": "desk-lamp",
    "Image URLs (x,y,z...)": "https://a.example/1.jpg,https://a.example/2.jpg",
    "Image alt texts (x,y,z...)": "Lit,Unlit",
    "Out of stock action": "1",
    "Virtual product": "0",
}


def test_prestashops_rows_are_products() -> None:
    found = outcome(a_csv(tuple(PRESTA), tuple(PRESTA.values()), delimiter=";"))
    lamp = found.products[0]
    assert (lamp.handle, lamp.status, lamp.vendor, lamp.description_html) == (
        "desk-lamp",
        "active",
        "Acme",
        "<p>Short</p>",
    )
    assert lamp.categories == (("Home",), ("Lamps",))
    assert lamp.images == (
        ImageRecord("https://a.example/1.jpg", "Lit", 1),
        ImageRecord("https://a.example/2.jpg", "Unlit", 2),
    )
    variant = lamp.variants[0]
    assert (variant.sku, variant.price, variant.cost, variant.weight_g) == ("L-1", Decimal("19.50"), Decimal(8), 500)
    assert (variant.tracked, variant.quantity, variant.oversell, variant.requires_shipping) == (
        True,
        7,
        "continue",
        True,
    )
    assert found.codes == [(1, "warning", "price_without_tax")]


def test_prestashops_price_with_tax_is_taken_where_it_stands() -> None:
    found = outcome(a_file(PRESTA | {"Price tax included": "23.40"}))
    assert [variant.price for variant in found.variants] == [Decimal("23.40")]
    assert found.codes == []
