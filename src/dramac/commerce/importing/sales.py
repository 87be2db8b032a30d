"""Owns sale prices of other systems: what a product costs today, and what it cost before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dramac.commerce.importing.cells import Cells
from dramac.commerce.importing.records import UNCHANGED, Given


@dataclass(frozen=True, slots=True)
class Price:
    """What is asked today, and the regular price beside it while it is lower (None when it is not)."""

    price: Given[Decimal]
    compare_at: Given[Decimal | None] = UNCHANGED


def price_of(cells: Cells, sale: Given[Decimal | None], today: date) -> Price:
    """The price of a row with a regular price (`price`), a sale price and the first and last day of the sale.

    The sale price is the price, and the regular one the compare-at price, while the sale runs; an end in the future is
    reported, as nothing here ends the sale. A sale price that is not lower is reported and left out.
    """
    regular = cells.required_amount("price")
    if sale is UNCHANGED:
        return Price(regular)
    if sale is None or not _runs(cells, today):
        return Price(regular, None)
    if regular is UNCHANGED:
        return Price(sale)
    if sale >= regular:
        cells.warn("sale_price", "sale_not_lower")
        return Price(regular, None)
    if last := _day(cells, "sale_ends"):
        cells.warn("sale_ends", "sale_ends", {"date": last.isoformat()})
    return Price(sale, regular)


def _runs(cells: Cells, today: date) -> bool:
    first, last = _day(cells, "sale_starts"), _day(cells, "sale_ends")
    return (first is None or first <= today) and (last is None or today <= last)


def _day(cells: Cells, field: str) -> date | None:
    text = cells.raw(field)
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        cells.warn(field, "bad_date")
        return None
