"""Owns what a row says about the thing that is bought: price, stock, weight, tax."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dramac.commerce.importing import lists, sales, values
from dramac.commerce.importing.cells import Cells
from dramac.commerce.importing.formats.woocommerce.families import VARIATION, kind_of, words
from dramac.commerce.importing.records import UNCHANGED, Given, Oversell, VariantRecord

BACKORDERS: Mapping[str, Oversell] = {"notify": "continue", **values.OVERSELLS}
TAXABLE = {"taxable": True, "none": False, "shipping": False}


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a file's figures are read: the unit of its weights, and the day on which its sales are looked at."""

    unit: str
    today: date


def variant_of(cells: Cells, weighing: Weighing, parent: Cells | None = None) -> VariantRecord:
    """The variant in a row. What a variation leaves open it takes from its product (`parent`)."""
    price = sales.price_of(cells, cells.amount("sale_price"), weighing.today)
    tracked, quantity = _stock(cells, parent)
    _warn_of_downloads(cells)
    return VariantRecord(
        line=cells.line,
        sku=cells.text("sku", severity="refused"),
        barcode=cells.barcode("barcode"),
        price=price.price,
        compare_at_price=price.compare_at,
        cost=cells.amount("cost"),
        weight_g=_grams(cells, parent, weighing.unit),
        requires_shipping="virtual" not in words(cells) if cells.knows("type") else UNCHANGED,
        taxable=_taxable(cells, parent),
        tracked=tracked,
        quantity=quantity,
        oversell=cells.choice("backorders", BACKORDERS, "unknown_policy"),
        image_url=_image(cells) if kind_of(cells) == VARIATION else UNCHANGED,
    )


def _grams(cells: Cells, parent: Cells | None, unit: str) -> Given[int]:
    if parent is None or cells.has("weight"):
        return cells.grams("weight", unit)
    return parent.grams("weight", unit, "warning")


def _stock(cells: Cells, parent: Cells | None) -> tuple[Given[bool], Given[int]]:
    """Whether stock is counted, and how much there is. No number means not counted, unless the row says sold out."""
    text = cells.raw("quantity")
    if text and text.casefold() != "parent":
        return True, cells.quantity("quantity")
    if text is not None and parent is not None and parent.has("quantity"):
        cells.warn("quantity", "shared_stock")
        return True, UNCHANGED
    if cells.raw("in_stock") in ("0", "no", "false"):
        return True, 0
    return (UNCHANGED if text is None else False), UNCHANGED


def _taxable(cells: Cells, parent: Cells | None) -> Given[bool]:
    telling = cells if parent is None or cells.has("tax_status") else parent
    return telling.choice("tax_status", TAXABLE, "unknown_tax_status")


def _image(cells: Cells) -> Given[str]:
    text = cells.raw("images")
    if text is None:
        return UNCHANGED
    return next(iter(pictures(cells)), "")


def pictures(cells: Cells) -> list[str]:
    """The addresses of a row's pictures, each once; one that cannot be fetched is reported and left out."""
    found = []
    for url in lists.split(cells.raw("images") or ""):
        try:
            found.append(values.picture(url))
        except values.BadValue as bad:
            cells.warn("images", bad.code, bad.params)
    return found


def _warn_of_downloads(cells: Cells) -> None:
    if "downloadable" in words(cells) and cells.has("download"):
        cells.warn("download", "downloads_left_out")
