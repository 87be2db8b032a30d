"""Files brought into a shop: again, only tried, with wrong rows, and broken ones."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.importing import actions, queries
from dramac.commerce.importing.models import ImportProblem, ImportRun
from dramac.commerce.importing.records import UNCHANGED, CannotRead
from dramac.commerce.importing.sentences import explain
from dramac.commerce.importing.testing import NOW, STAFF, a_product_file, an_import, brought
from dramac.commerce.importing.tests.files import a_file
from dramac.commerce.importing.tests.written import as_csv, as_workbook
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.testing import assert_ledger_agrees
from dramac.kit import media
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db

MUG = ("mug", "Mug", "active", "MUG", "12.50", "TRUE", "5")
BOWL = ("bowl", "Bowl", "active", "BOWL", "18.00", "TRUE", "3")


def counts(run: ImportRun) -> tuple[int, ...]:
    """Products and variants created and updated, rows refused, warnings."""
    products = (run.products_created, run.products_updated)
    return (*products, run.variants_created, run.variants_updated, run.refused, run.warnings)


def on_hand(site: Site) -> dict[str, int]:
    """Units on hand by SKU."""
    skus = {variant.pk: variant.sku for variant in Variant.objects.of(site)}
    return {skus[key]: sum(level.on_hand for level in held) for key, held in stock.levels(site, skus).items()}


def test_a_file_is_brought_in_and_its_stock_counted_through_the_ledger() -> None:
    site = a_site()
    run = brought(site, a_product_file(MUG, BOWL))
    assert (run.state, run.format, run.rows_done, run.rows_total) == ("done", "own", 2, 2)
    assert counts(run) == (2, 0, 2, 0, 0, 0)
    assert on_hand(site) == {"MUG": 5, "BOWL": 3}
    assert sorted(Movement.objects.of(site).values_list("quantity", flat=True)) == [3, 5]
    assert_ledger_agrees(site)


def test_the_same_file_again_changes_nothing() -> None:
    site = a_site()
    brought(site, a_product_file(MUG, BOWL))
    before = (Product.objects.count(), Variant.objects.count(), Movement.objects.count())
    run = brought(site, a_product_file(MUG, BOWL))
    assert counts(run) == (0, 0, 0, 0, 0, 0)
    assert (Product.objects.count(), Variant.objects.count(), Movement.objects.count()) == before


def test_a_changed_file_updates_and_moves_only_the_difference() -> None:
    site = a_site()
    brought(site, a_product_file(MUG, BOWL))
    run = brought(site, a_product_file(("mug", "Big mug", "active", "MUG", "14.00", "TRUE", "9"), BOWL))
    assert counts(run) == (0, 1, 0, 1, 0, 0)
    assert Product.objects.of(site).get(slug="mug").title == "Big mug"
    assert Variant.objects.of(site).get(sku="MUG").price == 1400
    assert on_hand(site) == {"MUG": 9, "BOWL": 3}
    assert sorted(Movement.objects.of(site).values_list("quantity", flat=True)) == [3, 4, 5]
    assert_ledger_agrees(site)


def test_a_dry_run_says_what_would_happen_and_keeps_nothing() -> None:
    site = a_site()
    run = brought(
        site, a_product_file(MUG, BOWL, ("plate", "Plate", "active", "P", "-1", "TRUE", "1")), is_dry_run=True
    )
    assert (run.state, run.is_dry_run, run.products_created, run.refused) == ("done", True, 2, 1)
    assert ImportProblem.objects.of(site).count() == run.refused + run.warnings
    assert not Product.objects.of(site).exists()
    assert not Movement.objects.of(site).exists()


def test_a_wrong_row_is_reported_with_its_line_and_costs_nothing_else() -> None:
    site = a_site()
    run = brought(site, a_product_file(MUG, ("plate", "Plate", "active", "PLATE", "free", "TRUE", "1"), BOWL))
    assert set(on_hand(site)) >= {"MUG", "BOWL"}
    assert run.refused == 1
    refused = queries.problems(site, run.pk).filter(severity="refused")
    assert [(row.line, row.column, row.code, row.value) for row in refused] == [(3, "Price", "not_a_number", "free")]
    assert not Variant.objects.of(site).filter(sku="PLATE").exists()


def test_a_broken_file_ends_as_failed_with_its_reason() -> None:
    site = a_site()
    run = an_import(site)
    media.write(run.file, b"%PDF-1.7 no table at all")
    actions.start(site=site, run_id=run.pk, is_dry_run=False, by=STAFF, now=NOW)
    ended = actions.bring(site=site, run_id=run.pk, by=STAFF, now=NOW)
    assert (ended.state, ended.problem["code"]) == ("failed", "pdf")
    assert explain(CannotRead(**ended.problem)).startswith("This file is a PDF")
    assert not Product.objects.of(site).exists()


def test_a_file_that_is_gone_ends_as_failed_with_its_reason() -> None:
    site = a_site()
    run = an_import(site)
    media.remove(run.file)
    ended = actions.bring(site=site, run_id=run.pk, by=STAFF, now=NOW)
    assert (ended.state, ended.problem) == ("failed", {"code": "file_gone", "params": {}})
    assert explain(CannotRead(**ended.problem)) == "The file of this import is no longer here. Choose it again."


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04broken", b"a,b\n", b"name;colour\nx;red\n"])
def test_a_file_that_is_no_list_of_products_is_not_kept(content: bytes) -> None:
    site = a_site()
    with pytest.raises(actions.CannotImport) as refused:
        an_import(site, io.BytesIO(content))
    assert refused.value.field == "file"
    assert not ImportRun.objects.of(site).exists()


def test_what_is_exported_imports_into_another_shop_as_the_same() -> None:
    site = a_site()
    brought(site, furnished())
    for write in (as_csv, as_workbook):
        there = a_site()
        run = brought(there, write(site))
        assert (run.state, run.refused) == ("done", 0)
        assert list(queries.records(there)) == list(queries.records(site))
    first = next(iter(queries.records(site)))
    assert first.images is not UNCHANGED
    assert [image.url for image in first.images] == ["https://example.com/a.jpg", "https://example.com/b.jpg"]


def furnished() -> io.BytesIO:
    """Products with options, pictures, categories, and words that a spreadsheet would run."""
    shirt = {"Handle": "shirt", "Title": "=Shirt", "Status": "active", "Option 1 name": "Size", "Tags": "linen, summer"}
    whole = {
        "Description": "<p>Soft &amp; light.</p>",
        "Categories": "Clothes > Shirts",
        "Vendor": "Marl",
        "Weight (g)": "150",
    }
    small = {"Option 1 value": "S", "SKU": "S-1", "Price": "39.00", "Compare-at price": "49.00", "Cost": "11.11"}
    large = {"Option 1 value": "L", "SKU": "S-2", "Price": "41.00", "Track stock": "TRUE", "Quantity": "7"}
    first, second = ({"Image": f"https://example.com/{name}.jpg", "Image description": name} for name in "ab")
    tea = {"Handle": "tea", "Title": "Tea", "Status": "draft", "SKU": "TEA", "Price": "8.40", "Needs shipping": "FALSE"}
    return a_file({**shirt, **whole, **small, **first}, {"Handle": "shirt", **large, **second}, tea)


def statements(site: Site, products: int) -> int:
    """How many statements it takes to bring in so many new products."""
    rows = [(f"p-{n}", f"Product {n}", "active", f"SKU-{n}", "9.99", "TRUE", "4") for n in range(products)]
    with CaptureQueriesContext(connection) as found:
        run = brought(site, a_product_file(*rows))
    assert run.products_created == products
    return len(found)


def test_a_thousand_variants_take_few_statements() -> None:
    few = statements(a_site(), 10)
    many = statements(a_site(), 1000)
    assert many < 2 * few + 60
    assert many < 250
