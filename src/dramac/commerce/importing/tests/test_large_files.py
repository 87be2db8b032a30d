"""Large files are read in memory that does not grow with them, sorted or not."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dramac.commerce.importing import formats, gathering
from dramac.commerce.importing.formats import Circumstances
from dramac.commerce.importing.reading import Row, open_table
from dramac.commerce.importing.records import ProductRecord, RowProblem
from dramac.commerce.importing.tests.files import TODAY, a_csv, outcome
from dramac.commerce.importing.writing import csv_pieces

MB = 1_000_000
HEAD = "Handle,Title,Option 1 name,Option 1 value,SKU,Price\n"


def rows(products: int, variants: int) -> Iterator[str]:
    for product in range(products):
        for variant in range(variants):
            told = f"Product {product},Size" if variant == 0 else ","
            yield f"product-{product},{told},{variant},SKU-{product}-{variant},19.99\n"


def a_large_file(products: int, variants: int) -> BinaryIO:
    return io.BytesIO((HEAD + "".join(rows(products, variants))).encode())


def read_through(source: BinaryIO) -> tuple[int, int]:
    """How many products and variants a file holds, each let go of at once."""
    table = open_table(source)
    products = variants = 0
    for item in formats.recognise(table.headers).read(table, Circumstances(TODAY, "EUR")):
        assert isinstance(item, ProductRecord), item
        products += 1
        variants += len(item.variants)
    return products, variants


def peak(source: BinaryIO) -> int:
    """The most memory in bytes that reading a file through held at a time, the file itself left out."""
    tracemalloc.start()
    try:
        read_through(source)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_rows_of_a_hundred_thousand_row_file_pass_through_two_megabytes() -> None:
    source = a_large_file(2_000, 50)
    tracemalloc.start()
    try:
        assert sum(1 for row in open_table(source).rows() if isinstance(row, Row)) == 100_000
        assert tracemalloc.get_traced_memory()[1] < 2 * MB
    finally:
        tracemalloc.stop()


def test_a_variant_more_costs_no_more_than_its_place_in_the_index() -> None:
    small, large = peak(a_large_file(100, 50)), peak(a_large_file(400, 50))
    assert small < 3 * MB
    assert (large - small) / 15_000 < 250


def test_a_hundred_thousand_variants_are_read_in_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(a_large_file(2_000, 50).read())
    program = (
        "import resource, sys\n"
        "from dramac.commerce.importing.tests.test_large_files import read_through\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "with open(sys.argv[1], 'rb') as source:\n"
        "    print(*read_through(source))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    figures, grown = done.stdout.splitlines()
    assert figures == "2000 100000"
    assert int(grown) * 1024 < 50 * MB


def test_a_shuffled_file_reads_as_the_same_products_in_little_memory() -> None:
    lines = list(rows(400, 10))
    random.Random(7).shuffle(lines)
    shuffled = io.BytesIO((HEAD + "".join(lines)).encode())
    found, sorted_found = outcome(shuffled), outcome(a_large_file(400, 10))
    assert found.problems == []
    by_handle = {product.handle: product for product in found.products}
    assert len(by_handle) == 400
    for product in sorted_found.products:
        twin = by_handle[product.handle]
        assert (twin.title, twin.option_names) == (product.title, product.option_names)
        assert {variant.option_values: variant for variant in twin.variants} == {
            variant.option_values: variant for variant in product.variants
        }
    assert peak(shuffled) < 8 * MB


def test_products_whose_rows_stand_together_come_first_and_the_others_in_the_order_they_began() -> None:
    handles = ("b", "a", "b", "c", "a", "d")
    source = a_csv(("Handle", "SKU", "Price"), *((handle, f"{handle}{at}", "1") for at, handle in enumerate(handles)))
    assert [product.handle for product in outcome(source).products] == ["c", "d", "b", "a"]


def test_a_product_with_endless_rows_is_cut_and_said() -> None:
    found = outcome(a_large_file(1, gathering.MOST_ROWS + 500))
    assert [len(product.variants) for product in found.products] == [2_000]
    first, *others = found.problems
    assert (first.code, first.params) == ("too_many_rows", {"limit": 4_000, "count": 500})
    assert {problem.code for problem in others} == {"too_many_variants"}
    assert len(others) == 2_000


def test_an_export_of_many_products_is_made_in_little_memory() -> None:
    table = open_table(a_large_file(500, 20))
    items = formats.named("own").read(table, Circumstances(TODAY, "EUR"))
    tracemalloc.start()
    try:
        size = sum(len(piece) for piece in csv_pieces(item for item in items if not isinstance(item, RowProblem)))
        assert size > 500_000
        assert tracemalloc.get_traced_memory()[1] < 4 * MB
    finally:
        tracemalloc.stop()
