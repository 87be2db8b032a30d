"""What is exported comes back the same."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from dramac.commerce.importing import formats
from dramac.commerce.importing.formats import Circumstances, own
from dramac.commerce.importing.reading import open_table
from dramac.commerce.importing.records import ImageRecord, ProductRecord, RowProblem, VariantRecord
from dramac.commerce.importing.tests.strategies import products
from dramac.commerce.importing.writing import csv_pieces, write_csv, write_xlsx

CATALOGUES = st.lists(products(), min_size=1, max_size=3, unique_by=lambda product: product.handle)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def read_back(source: BinaryIO) -> list[ProductRecord | RowProblem]:
    table = open_table(source)
    assert formats.recognise(table.headers) is own.FORMAT
    found = own.read(table, Circumstances(date(2026, 1, 1), "EUR"))
    return [item for item in found if not (isinstance(item, RowProblem) and item.code == "sku_twice")]


def csv_of(catalogue: Sequence[ProductRecord]) -> BinaryIO:
    stream = io.BytesIO()
    write_csv(catalogue, stream)
    stream.seek(0)
    return stream


def workbook_of(catalogue: Sequence[ProductRecord]) -> BinaryIO:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "products.xlsx")
        write_xlsx(catalogue, path)
        return io.BytesIO(path.read_bytes())


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(CATALOGUES)
def test_a_csv_reads_back_as_the_same_products(catalogue: list[ProductRecord]) -> None:
    assert read_back(csv_of(catalogue)) == catalogue


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(CATALOGUES)
def test_a_workbook_reads_back_as_the_same_products(catalogue: list[ProductRecord]) -> None:
    assert read_back(workbook_of(catalogue)) == catalogue


def a_product(**changes: Any) -> ProductRecord:
    variant = VariantRecord(
        sku="", barcode="", option_values=(), price=Decimal("4.50"), compare_at_price=None, cost=None, weight_g=0,
        requires_shipping=True, taxable=True, tracked=True, quantity=3, oversell="deny", image_url="",
    )  # fmt: skip
    plain = ProductRecord(
        handle="lamp", title="Lamp", description_html="", vendor="", product_type="", tags=(), categories=(),
        status="active", tax_class="standard", seo_title="", seo_description="", option_names=(), variants=(variant,),
        images=(),
    )  # fmt: skip
    return replace(plain, **changes)


@pytest.mark.parametrize("words", ["=x, ", "'=x", "é👩‍👩‍👧", "<p>a\n</p>", "…"])
def test_a_description_longer_than_a_workbooks_cell_reads_back_the_same(words: str) -> None:
    catalogue = [a_product(description_html=words * 20_000), a_product(handle="other", description_html="…")]
    assert read_back(workbook_of(catalogue)) == catalogue
    assert read_back(csv_of(catalogue)) == catalogue


def test_many_tags_and_categories_read_back_the_same() -> None:
    tags = tuple(f"tag, number {number} \\" for number in range(2_000))
    paths = tuple((f"a > {number}", "b, c") for number in range(2_000))
    catalogue = [a_product(tags=tags, categories=paths)]
    assert read_back(workbook_of(catalogue)) == catalogue
    assert read_back(csv_of(catalogue)) == catalogue


def test_no_cell_of_an_export_begins_as_a_formula() -> None:
    nasty = a_product(
        title="=cmd|' /C calc'!A0", vendor="+49", tags=("-1", "@x"), seo_title="\tx", seo_description="\rx"
    )
    text = csv_of([nasty]).read().decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert [cell for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
    assert row[1] == "'=cmd|' /C calc'!A0"


def test_figures_are_numbers_in_a_workbook_unless_that_would_lose_digits() -> None:
    variant = replace(a_product().variants[0], price=Decimal("19.90"), cost=Decimal("999999999999.1234"))
    rows = (
        CalamineWorkbook.from_filelike(workbook_of([a_product(variants=(variant,))])).get_sheet_by_index(0).to_python()
    )
    columns = [str(name) for name in rows[0]]
    assert rows[1][columns.index("Price")] == 19.9
    assert rows[1][columns.index("Cost")] == "999999999999.1234"


def test_a_product_with_more_pictures_than_variants_takes_rows_of_their_own() -> None:
    pictures = tuple(ImageRecord(f"https://pictures.example/{number}.jpg", "", number) for number in range(1, 4))
    assert len(csv_of([a_product(images=pictures)]).read().splitlines()) == 4


def test_a_csv_is_handed_over_in_pieces() -> None:
    pieces = list(
        csv_pieces(a_product(handle=f"lamp-{number}", description_html="words " * 50) for number in range(900))
    )
    assert len(pieces) > 3
    assert max(map(len, pieces)) < 100_000
    assert len(read_back(io.BytesIO(b"".join(pieces)))) == 900
