"""Owns the words for everything that can be wrong with a file or a row, and for what a column fills.

Codes are for programs and for storing; the sentences here are for merchants: what is the matter, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.records import CannotRead, RowProblem
from dramac.commerce.importing.verdicts import PREFIX, VERDICTS

Translate: TypeAlias = Callable[[str], str]


def _(message: str) -> str:
    """Marks a sentence to be translated where it is shown."""
    return message


FILES: Final[dict[str, str]] = {
    "given_up": _(
        "This import was interrupted %(tries)s times, so we stopped trying. What was imported until then is kept; import the"
        " file again to go on."
    ),
    "file_gone": _("The file of this import is no longer here. Choose it again."),
    "empty": _("This file is empty. Export your products again and choose the new file."),
    "no_rows": _(
        "This file has headings but no products below them. Export your products again and choose the new file."
    ),
    "no_table": _(
        "We found no table in this file. Products need a first row with headings, such as Handle, Title and Price, and one"
        " row for each variant below it."
    ),
    "unknown_layout": _(
        "We do not know this file's columns (%(columns)s). Choose a product export of Shopify, WooCommerce, Medusa,"
        " PrestaShop or Spree, or name the columns as in our template."
    ),
    "too_large": _("This file is larger than %(megabytes)s MB. Split it in two and import one after the other."),
    "picture": _("This file is a picture, whatever its name says. Choose the CSV or XLSX file with your products."),
    "pdf": _("This file is a PDF, which cannot be read as a table. Export your products as CSV or XLSX."),
    "document": _("This file is a text document, not a table. Save the table as CSV or XLSX and choose that file."),
    "compressed": _("This file is compressed. Unpack it and choose the CSV or XLSX file inside."),
    "zip_file": _("This file is a ZIP archive. Unpack it and choose the CSV or XLSX file inside."),
    "markup": _(
        "This file is a web page or an XML file, not a table. In WooCommerce, use Products, then Export; elsewhere choose"
        " CSV as the format."
    ),
    "json": _("This file is JSON, not a table. Export your products as CSV or XLSX."),
    "not_text": _("This file cannot be read as a table. It may be damaged: export your products again as CSV or XLSX."),
    "old_workbook": _(
        "This file is in the Excel format of before 2007 (.xls). Open it and save it as .xlsx or as CSV."
    ),
    "other_workbook": _(
        "This spreadsheet is in a format that we do not read, such as .ods, .numbers or .xlsb. Save it as .xlsx or as CSV."
    ),
    "protected_workbook": _(
        "This workbook is protected by a password. Remove the password, save it and choose it again."
    ),
    "macro_workbook": _(
        "This workbook contains macros, which we do not open. Save it as .xlsx without macros, or as CSV."
    ),
    "broken_workbook": _(
        "This workbook is damaged or incomplete. Open it, save it again as .xlsx and choose the new file."
    ),
    "unpacks_too_large": _(
        "This workbook is far larger inside than it seems, so we do not open it. Save the table as CSV."
    ),
    "too_many_cells_in_workbook": _(
        "This workbook spans more than %(limit)s cells, perhaps because of a stray cell far from the table. Copy the table to"
        " a new workbook, or save it as CSV."
    ),
}

ROWS: Final[dict[str, str]] = {
    "guessed_letters": _(
        "The file does not say how its letters are stored; we read it as Windows text. Check a product with accents, and"
        " export as “CSV UTF-8” if they look wrong."
    ),
    "damaged_letters": _("%(count)s letters in this file were damaged before it came to us and appear as �."),
    "repeated_column": _("This heading appears twice. We read the first of the two columns."),
    "market_price": _(
        "Prices for single markets or regions are left out (%(count)s columns). The main price is imported."
    ),
    "price_without_tax": _(
        "The prices in this file are without tax. Check that your shop's prices are entered without tax, too."
    ),
    "no_price_in_currency": _("The file has no price column in %(currency)s, the currency of your shop."),
    "other_currency": _("This row has no price in %(currency)s, the currency of your shop."),
    "too_many_cells": _(
        "This row has %(found)s cells where the headings have %(expected)s. A text with a comma in it may lack its quotation"
        " marks."
    ),
    "too_few_cells": _(
        "This row has %(found)s cells where the headings have %(expected)s. What is missing is left unchanged."
    ),
    "wrong_quotes": _(
        "A quotation mark in this row is in the wrong place or never closed. %(lines)s lines of the file were left out."
    ),
    "too_many_rows": _("This product has more than %(limit)s rows. %(count)s rows from here on were left out."),
    "too_many_variants": _("A product can have at most %(limit)s variants. This one was left out."),
    "missing_handle": _("This row says neither by which handle nor by which title its product is known."),
    "missing_title": _("This product has no title. It was left out."),
    "title_too_long": _("This title has %(length)s characters; %(limit)s is the most. The product was left out."),
    "too_long": _("This text has %(length)s characters; %(limit)s is the most."),
    "no_variant_left": _("None of the variants of this product could be taken, so the product was left out."),
    "duplicate_variant": _("This variant (%(variant)s) stands in row %(line)s already."),
    "sku_twice": _("This SKU stands in row %(line)s, too. Both were taken; give each variant a SKU of its own."),
    "missing_option_value": _("Other variants of this product have a value for option %(number)s; this one has none."),
    "option_without_name": _("This option has values but no name. We called it “%(name)s”."),
    "too_many_options": _("A product can have %(limit)s options; this row fills one more."),
    "too_many_attributes": _(
        "The variations of this product differ in more than %(limit)s attributes (%(names)s). The product was left out."
    ),
    "any_value": _(
        "This variation is sold for any %(option)s. It was taken as one variant with the value “%(value)s”; add a variant for"
        " each value if shoppers should choose."
    ),
    "not_a_number": _("This is not a number. Write it like 1299 or 1299.95."),
    "ambiguous_number": _(
        "This could mean thousands or decimals. Write it like 1299 or 1.299 with a point for decimals only."
    ),
    "too_many_digits": _("This number has too many digits: at most %(whole)s before and %(decimals)s after the point."),
    "negative_amount": _("An amount cannot be less than zero."),
    "below_zero": _("This cannot be less than zero."),
    "not_whole": _("A quantity is a whole number."),
    "absurd_quantity": _("This quantity is more than %(limit)s. Check it for a slip."),
    "oversold": _("More was sold than there was. The stock was taken as 0."),
    "negative_weight": _("A weight cannot be less than zero."),
    "absurd_weight": _("This weight is more than %(limit)s kg. Check the unit."),
    "unknown_unit": _("“%(unit)s” is not a unit of weight that we know. Use g, kg, lb or oz."),
    "not_yes_or_no": _("This should be TRUE or FALSE. It was left unchanged."),
    "bad_url": _("This is not the web address of a picture; it should begin with https://. It was left out."),
    "bad_position": _("The position of a picture is a whole number. It was put at the end."),
    "bad_date": _("This is not a date. Write it like 2026-12-31."),
    "rounded_number": _(
        "A spreadsheet has rounded this number, and its last digits are lost. Format the column as text and enter it again."
    ),
    "unknown_status": _("This status is not one we know. Use active, draft or archived. It was left unchanged."),
    "unknown_policy": _("This says neither yes nor no to selling when out of stock. It was left unchanged."),
    "unknown_tax_status": _("This says neither taxable nor none. It was left unchanged."),
    "active_but_hidden": _("This product is active but not published in the online store. It was taken as a draft."),
    "unlisted": _("This product is unlisted: only people with its link see it. It was taken as a draft."),
    "hidden_product": _("This product is hidden in the catalogue. It was taken as a draft."),
    "gift_card": _(
        "This product is a gift card. It was taken as a draft, because selling it here would not issue a card."
    ),
    "external_product": _("This product is sold elsewhere (%(url)s). It was taken as a draft."),
    "grouped_product": _(
        "This only groups other products (%(products)s), which are imported by themselves. Put them in a category instead."
    ),
    "unknown_kind": _("We do not sell products of the kind “%(kind)s” yet. It was taken as a draft."),
    "no_parent": _(
        "The product of this variation (%(parent)s) is not in the file. Export products and variations together."
    ),
    "variation_off": _("This variation is switched off in the other shop. It was left out."),
    "shared_stock": _(
        "This variation shares its product's stock. Count each variant by itself; until then it is sold out."
    ),
    "downloads_left_out": _("The files of this downloadable product were not imported."),
    "sale_not_lower": _("The sale price is not below the regular price. The regular price was taken."),
    "sale_ends": _("This sale ends on %(date)s. The price was taken, and nothing here will end the sale by itself."),
}

REASONS: Final[dict[str, str]] = {
    "unknown_column": _("We do not know this column."),
    "repeated_column": _("Left out: an earlier column says the same."),
    "market_price": _("Left out: the price of a single market."),
    "not_kept": _("Left out: we have no place for it."),
}

FIELDS: Final[dict[str, str]] = {
    "handle": _("Handle"),
    "title": _("Title"),
    "description_html": _("Description"),
    "short_description": _("Description"),
    "summary": _("Description"),
    "vendor": _("Vendor"),
    "product_type": _("Product type"),
    "tags": _("Tags"),
    "tag": _("Tags"),
    "category": _("Categories"),
    "categories": _("Categories"),
    "collection": _("Categories"),
    "status": _("Status"),
    "published": _("Status"),
    "visibility": _("Status"),
    "tax_class": _("Tax class"),
    "tax_status": _("Taxable"),
    "taxable": _("Taxable"),
    "seo_title": _("SEO title"),
    "seo_description": _("SEO description"),
    "option_name": _("Option %(number)s name"),
    "option_value": _("Option %(number)s value"),
    "attribute_name": _("Option name"),
    "attribute_value": _("Option value"),
    "sku": _("SKU"),
    "barcode": _("Barcode"),
    "ean": _("Barcode"),
    "upc": _("Barcode"),
    "price": _("Price"),
    "taxed_price": _("Price"),
    "sale_price": _("Price while on sale"),
    "sale_starts": _("First day of the sale"),
    "sale_ends": _("Last day of the sale"),
    "currency": _("Currency of the price"),
    "compare_at_price": _("Compare-at price"),
    "cost": _("Cost"),
    "weight_g": _("Weight"),
    "weight": _("Weight"),
    "grams": _("Weight"),
    "product_weight": _("Weight"),
    "weight_unit": _("Unit of the weight"),
    "requires_shipping": _("Needs shipping"),
    "virtual": _("Needs shipping"),
    "tracked": _("Track stock"),
    "tracker": _("Track stock"),
    "in_stock": _("Quantity"),
    "quantity": _("Quantity"),
    "oversell": _("Sell when out of stock"),
    "preorder": _("Pre-order"),
    "oversell_limit": _("Sell beyond stock, at most"),
    "promised_on": _("Promised on"),
    "promised_days": _("Promised in days"),
    "backorders": _("Sell when out of stock"),
    "variant_image": _("Variant image"),
    "image": _("Image"),
    "images": _("Image"),
    "image_url": _("Image"),
    "image_position": _("Image position"),
    "image_alt": _("Image description"),
    "alts": _("Image description"),
    "gift_card": _("Whether it is a gift card"),
    "type": _("Kind of product"),
    "parent": _("Product of the variation"),
    "grouped": _("Products in the group"),
    "external_url": _("Where it is sold"),
    "download": _("Files to download"),
    "position": _("Order of the variants"),
    "slug": _("Handle"),
    "id": _("Number in the other shop"),
}


def explain(problem: RowProblem | CannotRead, gettext: Translate = _) -> str:
    """The sentence for a problem, in the language `gettext` translates to. Raises KeyError for a code without words."""
    if problem.code.startswith(PREFIX):
        return gettext(VERDICTS[problem.code.removeprefix(PREFIX)]) % problem.params
    words = FILES if isinstance(problem, CannotRead) else ROWS
    return gettext(words[problem.code]) % problem.params


def purpose(use: ColumnUse, gettext: Translate = _) -> str:
    """What a column fills, or why it is left out, in a few words for the preview."""
    if use.field is None:
        return gettext(REASONS[use.reason])
    name, number = _numbered(use.field)
    return gettext(FIELDS[name]) % {"number": number}


def _numbered(field: str) -> tuple[str, str]:
    """`option2_value` as `option_value` and 2; a field without a number as it is."""
    if field.startswith("price_"):
        return "price", ""
    digits = "".join(letter for letter in field if letter.isdigit())
    return field.replace(digits, "") if digits else field, digits
