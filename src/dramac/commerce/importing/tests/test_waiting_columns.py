"""Caps, promises, pre-orders, codes and costs: what a file says of them arrives, leaves and comes back the same."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dramac.commerce.catalog.models import Variant
from dramac.commerce.catalog.rules.waiting import MOST_BEYOND, MOST_DAYS
from dramac.commerce.catalog.testing import a_product, variants_of
from dramac.commerce.importing import queries
from dramac.commerce.importing.models import ImportRun
from dramac.commerce.importing.records import RowProblem
from dramac.commerce.importing.sentences import explain
from dramac.commerce.importing.testing import NOW, STAFF, brought
from dramac.commerce.importing.tests.files import a_file
from dramac.commerce.importing.tests.written import as_csv, as_workbook
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import a_location, assert_ledger_agrees, demand, stocked
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 31)
COLUMNS = (
    "sku", "barcode", "price", "cost", "tracks_stock", "sells_when_out", "is_preorder", "oversell_limit", "promised_on",
    "promised_days",
)  # fmt: skip
KINDS: tuple[dict[str, Any], ...] = (
    {"sku": "plain", "barcode": "0012345678905", "cost": 0},
    {"sku": "no-limit", "sells_when_out": True, "cost": 1},
    {"sku": "none-beyond", "sells_when_out": True, "oversell_limit": 0},
    {"sku": "most", "sells_when_out": True, "oversell_limit": MOST_BEYOND, "promised_days": MOST_DAYS},
    {"sku": "today", "sells_when_out": True, "oversell_limit": 5, "promised_days": 0, "barcode": "4006381333931"},
    {"sku": "a-day", "sells_when_out": True, "promised_on": DAY, "barcode": "=1+1"},
    {"sku": "past", "sells_when_out": True, "promised_on": date(2020, 2, 29)},
    {"sku": "early", "sells_when_out": True, "is_preorder": True, "oversell_limit": 3, "promised_on": DAY},
    {"sku": "turned-off", "is_preorder": True, "oversell_limit": 3, "promised_on": DAY},
    {"sku": "uncounted", "tracks_stock": False, "cost": 99_999_999},
)
"""Variants as shops have them, with the edges of what is allowed."""

Write = Callable[[Site], io.BytesIO]


def kept(site: Site) -> list[tuple[Any, ...]]:
    """What the shop keeps of each variant, and how many units there are of it."""
    rows = list(Variant.objects.of(site).order_by("sku"))
    found = stock.levels(site, [row.pk for row in rows])
    units = [sum(level.on_hand for level in found.get(row.pk, [])) for row in rows]
    return [(*(getattr(row, name) for name in COLUMNS), many) for row, many in zip(rows, units, strict=True)]


def told(site: Site, run: ImportRun) -> list[str]:
    """What the report of an import says, line by line."""
    rows = queries.problems(site, run.pk)
    return [explain(RowProblem(row.line, row.column, row.code, row.params)) for row in rows]


def a_shop() -> Site:
    site = a_site()
    for number, columns in enumerate(KINDS):
        [variant] = variants_of(a_product(site, f"Mug {number}", **columns))
        if variant.tracks_stock and number % 2:
            stocked(site, {variant.pk: 7 * number})
    return site


@pytest.mark.parametrize("write", [as_csv, as_workbook])
def test_whatever_is_sold_before_it_is_there_comes_back_the_same_in_an_empty_shop(write: Write) -> None:
    here, there = a_shop(), a_site()
    run = brought(there, write(here))
    assert (run.state, run.products_created, run.refused, run.warnings) == ("done", len(KINDS), 0, 0)
    assert kept(there) == kept(here)
    assert list(queries.records(there)) == list(queries.records(here))
    assert_ledger_agrees(there)


@pytest.mark.parametrize("write", [as_csv, as_workbook])
def test_an_export_brought_into_its_own_shop_changes_nothing(write: Write) -> None:
    site = a_shop()
    before = kept(site)
    run = brought(site, write(site))
    assert (run.products_created, run.products_updated, run.variants_updated, run.refused) == (0, 0, 0, 0)
    assert kept(site) == before


def test_what_is_promised_beyond_what_is_there_neither_leaves_nor_hinders_an_export() -> None:
    site, there = a_site(), a_site()
    [mug] = variants_of(a_product(site, "Mug", sku="mug", sells_when_out=True, oversell_limit=9))
    stocked(site, {mug.pk: 2})
    order = Reference("order", "1")
    inventory.take(site=site, demands=[demand(mug.pk, 6, sells_when_out=True)], reference=order, by=STAFF, now=NOW)
    assert brought(site, as_csv(site)).refused == 0
    assert [level.committed for level in stock.levels(site, [mug.pk])[mug.pk]] == [6]
    brought(there, as_csv(site))
    assert [row[-1] for row in kept(there)] == [2]


def test_units_at_several_places_are_added_up_and_come_back_to_their_own_shop_as_they_were() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    [mug] = variants_of(a_product(site, "Mug", sku="mug"))
    stocked(site, {mug.pk: 2}, location=shop)
    stocked(site, {mug.pk: 5}, location=barn)
    there = a_site()
    brought(there, as_csv(site))
    brought(site, as_csv(site))
    found = {level.location_id: level.on_hand for level in stock.levels(site, [mug.pk])[mug.pk]}
    assert found == {shop.pk: 2, barn.pk: 5}
    assert_ledger_agrees(site)


WRONG = {
    "Sell beyond stock, at most": ("-1", "1.5", "many", "1000001", "9" * 30),
    "Promised on": ("tomorrow", "2027-13-01", "31.31.2027", "0000-00-00"),
    "Promised in days": ("-3", "soon", "731", "9" * 30),
    "Pre-order": ("perhaps",),
}


@pytest.mark.parametrize("column", WRONG)
def test_what_makes_no_sense_in_a_column_is_told_and_never_kept(column: str) -> None:
    for typed in WRONG[column]:
        site = a_site()
        row = {"Handle": "mug", "Title": "Mug", "SKU": "MUG", "Price": "9", "Sell when out of stock": "TRUE"}
        run = brought(site, a_file({**row, column: typed}))
        assert run.state == "done", typed
        assert told(site, run), f"{column}: {typed} was taken without a word"
        for variant in Variant.objects.of(site):
            assert (variant.promised_on, variant.promised_days, variant.is_preorder) == (None, None, False), typed
            assert variant.oversell_limit is None, typed


def test_a_day_beside_days_and_days_for_a_pre_order_are_refused_with_a_sentence() -> None:
    site = a_site()
    row = {"Title": "Mug", "Price": "9", "Sell when out of stock": "TRUE", "Promised in days": "3"}
    both = {**row, "Handle": "both", "Promised on": "2027-03-31"}
    early = {**row, "Handle": "early", "Pre-order": "TRUE"}
    run = brought(site, a_file(both, early))
    assert (run.state, run.refused, Variant.objects.of(site).count()) == ("done", 2, 0)
    assert [sentence for sentence in told(site, run) if "promised" in sentence] == told(site, run)


def test_a_file_that_only_turns_a_variant_promised_in_days_into_a_pre_order_is_refused_as_the_editor_would() -> None:
    site = a_site()
    row = {"Handle": "mug", "Title": "Mug", "SKU": "MUG"}
    brought(site, a_file({**row, "Price": "9", "Sell when out of stock": "TRUE", "Promised in days": "3"}))
    run = brought(site, a_file({**row, "Pre-order": "TRUE"}))
    assert told(site, run) == [
        "A pre-order is promised for its release day, not for days after the order. The variant was left out."
    ]
    mug = Variant.objects.of(site).get()
    assert (mug.is_preorder, mug.promised_days) == (False, 3)
    assert told(site, brought(site, a_file({**row, "Price": "8"}))) == []
