"""Owns what rows say about a product: simple, variable with its variations, or of a kind that we have not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dramac.commerce.importing import assembly, lists, values
from dramac.commerce.importing.assembly import LeaveOut
from dramac.commerce.importing.cells import Cells, Sight
from dramac.commerce.importing.formats.woocommerce.attributes import Attributes
from dramac.commerce.importing.formats.woocommerce.families import (
    EXTERNAL,
    GROUPED,
    KINDS,
    VARIABLE,
    VARIATION,
    kind_of,
)
from dramac.commerce.importing.formats.woocommerce.variants import Weighing, pictures, variant_of
from dramac.commerce.importing.records import UNCHANGED, Given, ImageRecord, ProductRecord, Status, VariantRecord

ACTIVE = frozenset({"1", "true", "yes", "publish"})
DRAFT = frozenset({"0", "-1", "false", "no", "draft", "private", "pending"})
NO_OPTIONS: tuple[str, ...] = ()


class Products:
    """Builds the products of one file. Keeps one number for each address it has given out, so that each is given once."""

    def __init__(self, sight: Sight, weighing: Weighing) -> None:
        self._weighing = weighing
        self._attributes = Attributes(sight.at)
        self._handles: dict[int, int] = {}

    def build(self, rows: Sequence[Cells]) -> ProductRecord:
        """One product from its rows. Raises LeaveOut."""
        variations = sorted((cells for cells in rows if kind_of(cells) == VARIATION), key=_position)
        parent = next((cells for cells in rows if kind_of(cells) != VARIATION), None)
        if parent is None:
            raise LeaveOut("parent", "no_parent", {"parent": (rows[0].raw("parent") or "")[:80]})
        kind = kind_of(parent)
        if kind == GROUPED:
            raise LeaveOut("type", "grouped_product", {"products": (parent.raw("grouped") or "")[:200]})
        if kind == VARIABLE:
            names = self._attributes.options(parent, variations)
            variants = assembly.variants_of(variations, lambda cells: self._variation(cells, parent, names))
            return self._product(parent, names if variants else UNCHANGED, variants)
        variants = assembly.variants_of([parent], self._simple)
        return self._product(parent, NO_OPTIONS if parent.knows("type") else UNCHANGED, variants)

    def _simple(self, cells: Cells) -> VariantRecord:
        """The one variant of a simple product; in a file without types the row may be a variation just as well."""
        variant = variant_of(cells, self._weighing)
        return replace(variant, option_values=NO_OPTIONS) if cells.knows("type") else variant

    def _variation(self, cells: Cells, parent: Cells, names: Sequence[str]) -> VariantRecord:
        if (cells.raw("published") or "").casefold() in DRAFT:
            cells.report("published", "variation_off")
        variant = variant_of(cells, self._weighing, parent)
        return replace(variant, option_values=self._attributes.values(cells, names))

    def _product(
        self, cells: Cells, option_names: Given[tuple[str, ...]], variants: tuple[VariantRecord, ...]
    ) -> ProductRecord:
        title = assembly.title_of([cells])
        handle = self._handle(cells)
        has_sku = any(variant.sku for variant in variants if variant.sku is not UNCHANGED)
        if not handle and not has_sku and not cells.is_refused:
            raise LeaveOut("title", "missing_title")
        return ProductRecord(
            handle=handle,
            identified_by="sku" if has_sku else "handle",
            title=title,
            description_html=_description(cells),
            vendor=_brand(cells),
            tags=assembly.tags_of([cells]),
            categories=_categories(cells),
            status=_status(cells),
            tax_class=_tax_class(cells),
            seo_title=cells.text("seo_title"),
            seo_description=cells.text("seo_description"),
            option_names=option_names,
            variants=variants,
            images=_images(cells),
            line=cells.line,
        )

    def _handle(self, cells: Cells) -> str:
        """The address WordPress would give: the title's, with a number after it when it was given before."""
        handle = values.handle(cells.raw("slug") or cells.raw("title") or "")
        if not handle:
            return ""
        times = self._handles[hash(handle)] = self._handles.get(hash(handle), 0) + 1
        return handle if times == 1 else f"{handle}-{times}"


def _position(cells: Cells) -> int:
    text = cells.raw("position") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _description(cells: Cells) -> Given[str]:
    """The short description, which WooCommerce shows above, and the description below it."""
    long, short = cells.html("description_html"), cells.html("short_description")
    if long is UNCHANGED or short is UNCHANGED or not short or short == long:
        return long
    return f"{short}\n\n{long}" if long else short


def _brand(cells: Cells) -> Given[str]:
    text = cells.raw("vendor")
    if text is None:
        return UNCHANGED
    path = next(iter(lists.split_paths(text)), ("",))
    return cells.text("vendor") if len(path[-1]) > 255 else path[-1]


def _categories(cells: Cells) -> Given[tuple[tuple[str, ...], ...]]:
    text = cells.raw("categories")
    if text is None:
        return UNCHANGED
    return assembly.categories(cells, "categories", lists.split_paths(text))


def _tax_class(cells: Cells) -> Given[str]:
    text = cells.text("tax_class")
    return text if text is UNCHANGED else text or "standard"


def _images(cells: Cells) -> Given[tuple[ImageRecord, ...]]:
    if cells.raw("images") is None:
        return UNCHANGED
    return tuple(ImageRecord(url, "", number) for number, url in enumerate(pictures(cells), start=1))


def _status(cells: Cells) -> Given[Status]:
    """Active where it is published and of a kind that we can sell as it was sold; else a draft, with the reason."""
    text = (cells.raw("published") or "").casefold()
    if text in DRAFT:
        return "draft"
    if text and text not in ACTIVE:
        cells.warn("published", "unknown_status")
    if kind_of(cells) == EXTERNAL:
        cells.warn("type", "external_product", {"url": (cells.raw("external_url") or "")[:200]})
        return "draft"
    if kind_of(cells) not in KINDS:
        cells.warn("type", "unknown_kind", {"kind": kind_of(cells)[:60]})
        return "draft"
    if (cells.raw("visibility") or "").casefold() == "hidden":
        cells.warn("visibility", "hidden_product")
        return "draft"
    return "active" if text in ACTIVE else UNCHANGED
