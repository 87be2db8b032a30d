"""Owns building products from their rows, whatever the format: each row a variant, a picture or both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from dramac.commerce.importing import lists, values
from dramac.commerce.importing.cells import Cells, Sight, first_with
from dramac.commerce.importing.gathering import gathered
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import (
    LONGEST,
    MAX_VARIANTS,
    UNCHANGED,
    Given,
    ImageRecord,
    Params,
    ProductRecord,
    RowProblem,
    VariantRecord,
)

Item: TypeAlias = ProductRecord | RowProblem
Path: TypeAlias = tuple[str, ...]


class LeaveOut(Exception):
    """A whole product cannot be taken: its field at fault and why."""

    def __init__(self, field: str, code: str, params: Params | None = None) -> None:
        super().__init__(code)
        self.field = field
        self.code = code
        self.params: Params = params or {}


def products(
    table: Table, sight: Sight, key_of: Callable[[Cells], str], build: Callable[[Sequence[Cells]], ProductRecord]
) -> Iterator[Item]:
    """Every product of a file as `build` makes it of the rows that `key_of` brings together, and all that was wrong.

    What is wrong with a product comes right before it. `build` raises LeaveOut for a product that cannot be taken.
    """
    yield from _skus_once(_built(table, sight, key_of, build), sight.header("sku"))


def _built(
    table: Table, sight: Sight, key_of: Callable[[Cells], str], build: Callable[[Sequence[Cells]], ProductRecord]
) -> Iterator[Item]:
    for rows in gathered(table, sight, key_of):
        if isinstance(rows, RowProblem):
            yield rows
            continue
        try:
            product = build(rows)
        except LeaveOut as why:
            rows[0].report(why.field, why.code, {**why.params, "rows": len(rows)})
            yield rows[0].problems[-1]
            continue
        for cells in rows:
            yield from cells.problems
        if product.variants or not any(cells.is_refused for cells in rows):
            yield product
        elif len(rows) > 1:
            yield RowProblem(product.line, "", "no_variant_left", {"handle": product.handle}, "warning")


def _skus_once(items: Iterable[Item], column: str) -> Iterator[Item]:
    """The same items, with a warning where a SKU comes a second time in the file (about 150 bytes kept for each SKU)."""
    lines: dict[int, int] = {}
    for item in items:
        for variant in item.variants if isinstance(item, ProductRecord) else ():
            if not variant.sku or variant.sku is UNCHANGED:
                continue
            first = lines.setdefault(hash(variant.sku), variant.line)
            if first != variant.line:
                yield RowProblem(variant.line, column, "sku_twice", {"line": first}, "warning", variant.sku)
        yield item


def title_of(rows: Sequence[Cells]) -> Given[str]:
    """The product's title. Raises LeaveOut when the file has titles and this product's is missing or too long."""
    text = first_with(rows, "title").raw("title")
    if text is None:
        return UNCHANGED
    if not text:
        raise LeaveOut("title", "missing_title")
    if len(text) > LONGEST["title"]:
        raise LeaveOut("title", "title_too_long", {"limit": LONGEST["title"], "length": len(text)})
    return text


def told(rows: Sequence[Cells], field: str) -> Given[str]:
    """A text about the product, from the first row that fills it."""
    return first_with(rows, field).text(field)


def tags(cells: Cells, field: str, found: Sequence[str]) -> tuple[str, ...]:
    """Those of the tags that are not too long; the others are reported."""
    return tuple(tag for tag in found if _fits(cells, field, tag, "tag"))


def tags_of(rows: Sequence[Cells], field: str = "tags") -> Given[tuple[str, ...]]:
    """The product's tags, from one cell that lists them."""
    cells = first_with(rows, field)
    text = cells.raw(field)
    return UNCHANGED if text is None else tags(cells, field, lists.split(text))


def categories(cells: Cells, field: str, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Those of the paths of which no name is too long; the others are reported."""
    return tuple(path for path in paths if path and all(_fits(cells, field, name, "category") for name in path))


def _fits(cells: Cells, field: str, text: str, kind: str) -> bool:
    if len(text) <= LONGEST[kind]:
        return True
    cells.warn(field, "too_long", {"limit": LONGEST[kind], "length": len(text)})
    return False


def images_of(rows: Sequence[Cells]) -> Given[tuple[ImageRecord, ...]]:
    """The product's pictures, each address once, by position where it is given and else as they stand."""
    if not rows[0].knows("image_url"):
        return UNCHANGED
    found: dict[str, tuple[float, str]] = {}
    for cells in rows:
        url = cells.picture("image_url")
        if url is UNCHANGED or not url:
            continue
        alt = cells.text("image_alt", "alt")
        position, text = _position(cells), "" if alt is UNCHANGED else alt
        earlier = found.get(url, (position, ""))
        found[url] = (min(position, earlier[0]), earlier[1] or text)
    ordered = sorted(found.items(), key=lambda item: item[1][0])
    return tuple(ImageRecord(url, alt, number) for number, (url, (_, alt)) in enumerate(ordered, start=1))


def _position(cells: Cells) -> float:
    text = cells.raw("image_position")
    if not text:
        return float("inf")
    try:
        return values.quantity(text)
    except values.BadValue:
        cells.warn("image_position", "bad_position")
        return float("inf")


def variants_of(rows: Sequence[Cells], build: Callable[[Cells], VariantRecord]) -> tuple[VariantRecord, ...]:
    """The variants of a product, without those that are wrong or come twice; each of these is reported on its row."""
    taken: list[VariantRecord] = []
    lines: dict[str | tuple[str, ...], int] = {}
    for cells in rows:
        variant = build(cells)
        key = _identity(variant)
        if key in lines:
            name = key if isinstance(key, str) else " / ".join(key)
            cells.report("", "duplicate_variant", {"line": lines[key], "variant": name})
        elif len(taken) >= MAX_VARIANTS:
            cells.report("", "too_many_variants", {"limit": MAX_VARIANTS})
        if not cells.is_refused:
            lines[key] = cells.line
            taken.append(variant)
    return tuple(taken)


def _identity(variant: VariantRecord) -> str | tuple[str, ...]:
    if variant.option_values is not UNCHANGED:
        return variant.option_values
    return "" if variant.sku is UNCHANGED else variant.sku
