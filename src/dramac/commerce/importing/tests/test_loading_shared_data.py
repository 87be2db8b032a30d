"""Every product file of the data for developers is brought into a shop; run with -s to see the table."""

from __future__ import annotations

import io
import json
import sys
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.importing import actions, queries
from dramac.commerce.importing.models import ImportRun
from dramac.commerce.importing.testing import brought
from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.testing import assert_ledger_agrees
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[6] / "shared" / "data"
SHOPIFY = sorted((DATA / "shopify-products").glob("*.csv"))
TAXES = "sample_tax_rates.csv"
WOOCOMMERCE = sorted(path for path in (DATA / "woocommerce").glob("*.csv") if path.name != TAXES)


@pytest.fixture(autouse=True)
def _data() -> None:
    if not DATA.is_dir():
        warnings.warn(f"NOT TESTED: the data for developers is not at {DATA}", stacklevel=1)
        pytest.skip(f"no data for developers at {DATA}")


def loaded(path: Path) -> tuple[Site, ImportRun]:
    """The file brought into a new shop, and a line of the table said."""
    site = a_site(currency="USD")
    run = brought(site, io.BytesIO(path.read_bytes()))
    codes = Counter(queries.problems(site, run.pk).values_list("severity", "code"))
    why = ", ".join(f"{code} {number}" for (severity, code), number in codes.items() if severity == "refused")
    figures = f"{run.products_created:>5} products {run.variants_created:>5} variants {run.refused:>4} refused"
    sys.stdout.write(f"\n{path.parent.name + '/' + path.name:<48}{figures} {run.warnings:>5} warnings  {why}")
    return site, run


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((path.parent / "expected.json").read_text())["files"].get(path.name, {})
    return found


@pytest.mark.parametrize("path", SHOPIFY, ids=lambda path: path.name)
def test_a_shopify_file_loads_whole_and_again_changes_nothing(path: Path) -> None:
    site, run = loaded(path)
    figures = expected(path)
    assert (run.state, run.refused) == ("done", 0)
    assert Product.objects.of(site).count() == run.products_created == figures["products"]
    assert Variant.objects.of(site).count() == run.variants_created == figures["variants"]
    assert_ledger_agrees(site)
    again = brought(site, io.BytesIO(path.read_bytes()))
    assert (again.products_created, again.products_updated, again.variants_created, again.variants_updated) == (
        0,
        0,
        0,
        0,
    )


@pytest.mark.parametrize("path", WOOCOMMERCE, ids=lambda path: path.name)
def test_a_woocommerce_file_loads_and_again_makes_nothing(path: Path) -> None:
    site, run = loaded(path)
    assert run.state == "done"
    assert Product.objects.of(site).count() == run.products_created
    assert Variant.objects.of(site).count() == run.variants_created
    assert_ledger_agrees(site)
    again = brought(site, io.BytesIO(path.read_bytes()))
    assert (again.products_created, again.variants_created) == (0, 0)
    assert StockLevel.objects.of(site).count() <= run.variants_created


def test_a_woocommerce_file_of_tax_rates_is_refused_in_words() -> None:
    with pytest.raises(actions.CannotImport, match="We do not know this file's columns"):
        loaded(DATA / "woocommerce" / TAXES)
