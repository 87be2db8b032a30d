"""Every product file of the data for developers reads as its expected figures say; run with -s to see the table."""

from __future__ import annotations

import json
import sys
import warnings
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dramac.commerce.importing import formats
from dramac.commerce.importing.reading import CannotRead, open_table
from dramac.commerce.importing.records import UNCHANGED
from dramac.commerce.importing.sentences import explain
from dramac.commerce.importing.tests.files import Outcome, outcome

DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
FOLDERS = ("shopify-products", "woocommerce", "medusa-products", "prestashop", "spree")


@pytest.fixture(autouse=True)
def _data() -> None:
    if not DATA.is_dir():
        warnings.warn(f"NOT TESTED: the data for developers is not at {DATA}", stacklevel=1)
        pytest.skip(f"no data for developers at {DATA}")


def expected(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / folder / "expected.json").read_text())["files"]
    return found


def read(folder: str, name: str, currency: str = "EUR") -> Outcome:
    with (DATA / folder / name).open("rb") as source:
        return outcome(source, currency=currency)


def pictures(found: Outcome) -> int:
    return sum(len(product.images) for product in found.products if product.images is not UNCHANGED)


def stock(found: Outcome) -> int:
    """The sum of the quantities as the file has them, below zero included."""
    taken = sum(variant.quantity for variant in found.variants if variant.quantity is not UNCHANGED)
    return taken + sum(int(problem.value) for problem in found.problems if problem.code == "oversold")


def prices(found: Outcome) -> Decimal:
    return sum((variant.price for variant in found.variants if variant.price is not UNCHANGED), Decimal(0))


def skus(found: Outcome) -> int:
    return len({variant.sku for variant in found.variants if variant.sku is not UNCHANGED and variant.sku})


SHOPIFY = (
    "new-layout-2024.csv",
    "partners-apparel.csv",
    "partners-jewelery.csv",
    "template-2021-status.csv",
    "template-2023-markets.csv",
    "theme-apparel.csv",
    "theme-bicycles.csv",
)


@pytest.mark.parametrize("name", SHOPIFY)
def test_a_shopify_file_reads_as_its_figures_say(name: str) -> None:
    found, figures = read("shopify-products", name), expected("shopify-products")[name]
    assert found.format == "shopify"
    assert {
        "products": len(found.products),
        "variants": len(found.variants),
        "distinct_product_images": pictures(found),
        "inventory_total": stock(found),
        "sum_of_variant_prices": prices(found),
        "skus_distinct": skus(found),
    } == {name: Decimal(value) if "sum" in name else value for name, value in figures.items() if name != "data_rows"}
    assert [problem for problem in found.problems if problem.severity == "refused"] == []


@pytest.mark.parametrize(
    ("name", "refused"),
    [("sample_products.csv", [(24, "grouped_product")]), ("importer-sample.csv", [(8, "grouped_product")])],
)
def test_a_woocommerce_file_reads_as_its_figures_say(name: str, refused: list[tuple[int, str]]) -> None:
    found, figures = read("woocommerce", name), expected("woocommerce")[name]
    kinds = figures["by_type"]
    assert found.format == "woocommerce"
    assert len(found.variants) == sum(count for kind, count in kinds.items() if kind not in ("variable", "grouped"))
    assert len(found.products) == sum(count for kind, count in kinds.items() if kind not in ("variation", "grouped"))
    assert [(problem.line, problem.code) for problem in found.problems if problem.severity == "refused"] == refused
    regular = [variant.compare_at_price or variant.price for variant in found.variants]
    assert sum((amount for amount in regular if isinstance(amount, Decimal)), Decimal(0)) == Decimal(
        figures["sum_regular"]
    )
    of_variations = sum(1 for variant in found.variants if variant.image_url is not UNCHANGED and variant.image_url)
    of_groups = {"sample_products.csv": 4, "importer-sample.csv": 2}[name]
    assert pictures(found) + of_variations + of_groups == figures["images"]


def test_a_woocommerce_update_changes_only_what_it_names() -> None:
    found = read("woocommerce", "importer-update-product.csv")
    assert [(product.title, product.identified_by, product.status) for product in found.products] == [
        ("WordPress Pennant", "sku", UNCHANGED)
    ]
    assert [(variant.sku, variant.price, variant.quantity) for variant in found.variants] == [
        ("wp-pennant", Decimal(20), UNCHANGED)
    ]
    assert found.codes == [(3, "refused", "not_a_number"), (4, "refused", "not_a_number")]


@pytest.mark.parametrize(
    ("folder", "name", "currency", "figures"),
    [
        ("medusa-products", "exported-products-comma.csv", "EUR", (2, 3, Decimal(155))),
        ("medusa-products", "exported-products-semicolon.csv", "DKK", (2, 3, Decimal(110))),
        ("medusa-products", "filtered-products.csv", "USD", (1, 1, Decimal(100))),
        ("medusa-products", "prices-with-region.csv", "USD", (1, 1, Decimal(100))),
        ("medusa-products", "product-with-categories.csv", "USD", (1, 2, Decimal(300))),
        ("medusa-products", "v1-template.csv", "USD", (3, 5, Decimal("4.50"))),
        ("prestashop", "products_import.csv", "EUR", (7, 7, Decimal(3200))),
        ("spree", "products.csv", "USD", (37, 87, Decimal("17069.17"))),
        ("spree", "products.csv", "EUR", (37, 87, Decimal("15919.17"))),
    ],
)
def test_files_of_other_systems_read_as_they_are(
    folder: str, name: str, currency: str, figures: tuple[int, int, Decimal]
) -> None:
    found = read(folder, name, currency)
    assert (len(found.products), len(found.variants), prices(found)) == figures
    assert [problem for problem in found.problems if problem.severity == "refused"] == []


def test_every_file_is_read_or_refused_in_words() -> None:
    say = sys.stdout.write
    say(f"\n{'file':<47}{'format':<12}{'products':>9}{'variants':>9}{'images':>7}{'refused':>8}{'warned':>7}  why\n")
    for folder in FOLDERS:
        for path in sorted((DATA / folder).glob("*.csv")):
            say(f"{folder + '/' + path.name:<46} {line(folder, path.name)}\n")


def line(folder: str, name: str) -> str:
    """What came of a file, as one line of the table."""
    with (DATA / folder / name).open("rb") as source:
        try:
            formats.recognise(open_table(source).headers)
        except CannotRead as refused:
            return f"{'-':<12}{'':>40}  {explain(refused)[:60]}…"
    found = read(folder, name, "USD")
    severities = Counter(problem.severity for problem in found.problems)
    why = Counter(problem.code for problem in found.problems)
    figures = f"{found.format:<12}{len(found.products):>9}{len(found.variants):>9}{pictures(found):>7}"
    reasons = ", ".join(f"{code} {count}" for code, count in why.items())
    return f"{figures}{severities['refused']:>8}{severities['warning']:>7}  {reasons}"
