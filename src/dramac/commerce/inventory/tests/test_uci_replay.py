"""A wholesaler's real invoices replayed as sales and returns: levels, sell-through and classes are those of the file.

The figures to compare with are worked out of the CSV in plain Python, with nothing of the product. By default some days of
the goods with the most lines are replayed; with DRAMAC_THOROUGH set, the whole file.
"""

from __future__ import annotations

import csv
import gzip
import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.rules import Demand, Reference
from dramac.commerce.inventory.testing import STAFF, a_location, assert_ledger_agrees
from dramac.kit.ids import new_id
from dramac.kit.statements import learn_sizes
from dramac.kit.testing import reference_file
from dramac.tenancy.testing import a_site

LONDON = ZoneInfo("Europe/London")
WHOLE = bool(os.environ.get("DRAMAC_THOROUGH"))
pytestmark = pytest.mark.django_db(transaction=WHOLE)
DAYS, GOODS = 2, 12
SPARE, DELIVERED = 5, 7


class Sold(NamedTuple):
    """A line of an invoice: units above zero are sold, below zero they come back."""

    invoice: str
    sku: str
    units: int
    at: datetime
    price: Decimal


def lines() -> list[Sold]:
    """The sales and cancellations of goods: codes of goods begin with a digit, what is free or written off is neither."""
    found = []
    with gzip.open(reference_file("online-retail-uci/online_retail.csv.gz"), "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            at = datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=LONDON)
            units, price, number = int(row["Quantity"]), Decimal(row["UnitPrice"]), row["InvoiceNo"]
            is_sale = number[0] not in "CA" and units > 0 and price > 0
            if row["StockCode"][:1].isdigit() and (is_sale or (number[0] == "C" and units < 0)):
                found.append(Sold(number, row["StockCode"], units, at, price))
            if not WHOLE and len({one.at.date() for one in found}) > DAYS:
                break
    if WHOLE:
        return found
    days = sorted({one.at.date() for one in found})[:DAYS]
    found = [one for one in found if one.at.date() in days]
    most = {sku for sku, _count in Counter(one.sku for one in found).most_common(GOODS)}
    return [one for one in found if one.sku in most]


def by_invoice(found: list[Sold]) -> Iterator[list[Sold]]:
    groups: dict[str, list[Sold]] = defaultdict(list)
    for one in found:
        groups[one.invoice].append(one)
    return iter(sorted(groups.values(), key=lambda group: group[0].at))


def test_the_invoices_of_a_wholesaler_give_the_levels_ratios_and_classes_of_the_file() -> None:
    found = lines()
    first, last = found[0].at.date(), max(one.at.date() for one in found)
    sold = Counter[str]()
    for one in found:
        sold[one.sku] += max(one.units, 0)
    site, start = a_site(time_zone="Europe/London", currency="GBP"), found[0].at - timedelta(days=2)
    place = a_location(site)
    variants = {sku: a_variant(site, f"Thing {sku}", sku=sku, price=100, cost=40) for sku in sorted(sold)}
    _deliver(site, place, {variants[sku].pk: units + SPARE for sku, units in sold.items()}, start)
    _deliver(site, place, {variant.pk: DELIVERED for variant in variants.values()}, found[0].at)
    learn_sizes()
    for group in by_invoice(found):
        _replay(site, place, variants, group)
    assert_ledger_agrees(site)
    _levels_agree(site, variants, found, sold)
    _ratios_agree(site, variants, sold, first, last)
    _classes_agree(site, variants, found, first, last)


def _deliver(site: Any, place: Any, units: dict[Any, int], at: datetime) -> None:
    changes = [actions.Adjustment(key, count, place.pk) for key, count in units.items() if count]
    actions.adjust(site=site, changes=changes, why=actions.Why("restock", "Delivered"), by=STAFF, now=at)


def _replay(site: Any, place: Any, variants: dict[str, Any], group: list[Sold]) -> None:
    """An invoice is promised and leaves; a cancellation comes back on the shelf."""
    units = Counter[Any]()
    for one in group:
        units[variants[one.sku].pk] += one.units
    at = group[0].at.astimezone(UTC)
    if group[0].invoice.startswith("C"):
        back = [actions.Adjustment(key, -count, place.pk) for key, count in units.items()]
        actions.adjust(site=site, changes=back, why=actions.Why("return", "Cancelled"), by=STAFF, now=at)
        return
    reference = Reference("order", str(new_id()))
    products = {variant.pk: variant.product_id for variant in variants.values()}
    demands = [Demand(key, products[key], count) for key, count in units.items()]
    actions.take(site=site, demands=demands, reference=reference, by=STAFF, now=at)
    actions.ship(site=site, units=dict(units), reference=reference, by=STAFF, now=at)


def _levels_agree(site: Any, variants: dict[str, Any], found: list[Sold], sold: Counter[str]) -> None:
    left = {sku: units + SPARE + DELIVERED for sku, units in sold.items()}
    for one in found:
        left[one.sku] -= one.units
    told = queries.availability(site, [variant.pk for variant in variants.values()])
    assert {sku: told[variant.pk] for sku, variant in variants.items()} == left


def _ratios_agree(site: Any, variants: dict[str, Any], sold: Counter[str], first: date, last: date) -> None:
    when = reports.window(site, first, last)
    told = {row.variant_id: row for row in reports.selling(site, when, when.until)}
    for sku, variant in variants.items():
        row = told[variant.pk]
        whole = Decimal(sold[sku] + SPARE + DELIVERED)
        share = (Decimal(sold[sku]) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP) if whole else None
        assert (row.sold, row.sell_through) == (sold[sku], share)


def _classes_agree(site: Any, variants: dict[str, Any], found: list[Sold], first: date, last: date) -> None:
    revenue: dict[str, Decimal] = defaultdict(Decimal)
    for one in found:
        revenue[one.sku] += one.units * one.price
    ranked = sorted((sku for sku in revenue if revenue[sku] > 0), key=lambda sku: (-revenue[sku], variants[sku].pk))
    total, summed, expected = sum(revenue[sku] for sku in ranked), Decimal(0), dict.fromkeys(revenue, "C")
    for sku in ranked:
        summed += revenue[sku]
        if summed / total <= Decimal("0.95"):
            expected[sku] = "A" if summed / total <= Decimal("0.8") else "B"
    spans = reports.steadiness_spans(reports.window(site, first, last))
    weeks: dict[Any, list[tuple[int, int]]] = {}
    for sku, variant in variants.items():
        mine = [one for one in found if one.sku == sku]
        weeks[variant.pk] = [_week(mine, since, until) for since, until in spans]
    rows = reports.ranking(site, weeks, spans[-1][1])
    assert {row.variant_id: row.grade for row in rows} == {variants[sku].pk: name for sku, name in expected.items()}


def _week(mine: list[Sold], since: datetime, until: datetime) -> tuple[int, int]:
    """Units and revenue in thousandths of a pound, as the file's prices have up to three decimals."""
    inside = [one for one in mine if since <= one.at < until]
    return sum(one.units for one in inside), int(sum((one.units * one.price * 1000 for one in inside), Decimal(0)))
