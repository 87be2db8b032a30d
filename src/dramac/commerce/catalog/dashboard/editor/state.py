"""One product in its editor: what the form holds, read from the product or from what was sent, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from dramac.commerce.catalog.actions import CannotChangePictures, CannotSave, ProductDraft, VariantDraft
from dramac.commerce.catalog.dashboard.editor import form as fields
from dramac.commerce.catalog.dashboard.editor import options, pictures, variants
from dramac.commerce.catalog.dashboard.editor.form import ProductForm
from dramac.commerce.catalog.dashboard.editor.grid import TooManyCombinations, regrid
from dramac.commerce.catalog.dashboard.editor.options import OptionField
from dramac.commerce.catalog.dashboard.editor.pictures import PictureField
from dramac.commerce.catalog.dashboard.editor.variants import Variants
from dramac.commerce.catalog.queries import EditablePicture, EditableProduct
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.actions import CannotAdjust
from dramac.commerce.inventory.queries import Location
from dramac.commerce.inventory.rules import Level
from dramac.kit.guarded_http import Blocked
from dramac.kit.pictures import PictureRefused
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site

NAMES = {"description_html": "description", "reason": "stock_reason"}
"""Fields of the form that their slices call otherwise."""

CELLS = {"promised_on": "promised", "promised_days": "promised"}
"""Cells of a variant that hold more than one of its columns."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What every location has of the product's variants. `home` is the location whose numbers the editor changes."""

    locations: list[Location]
    levels: dict[UUID, list[Level]]

    @property
    def home(self) -> Location | None:
        """The default location; None before anything was ever stocked."""
        return next((one for one in self.locations if one.is_default), None)

    @property
    def on_hand(self) -> dict[UUID, int]:
        """Units on hand of each variant at the default location."""
        return {key: level.on_hand for key, levels in self.levels.items() for level in levels if level.is_default}

    def name_of(self, location_id: UUID) -> str:
        """What a location is called; empty for one that is closed."""
        return next((one.name for one in self.locations if one.pk == location_id), "")

    def available(self, variant_id: UUID | None) -> int | None:
        """Units of a variant that can be sold, over all active locations; None for one that is not there yet."""
        if variant_id is None:
            return None
        return sum(level.available for level in self.levels.get(variant_id, ()) if level.is_active)


@dataclass(slots=True)
class Editing:
    """The whole form of a product. `product` is None while it is new."""

    site: Site
    product: EditableProduct | None
    stock: Stock
    form: ProductForm
    options: list[OptionField]
    variants: Variants
    pictures: list[PictureField]
    problems: list[tuple[str, str]] = field(default_factory=list)
    picture_problem: str = ""
    url_problem: str = ""

    @property
    def mixed(self) -> list[str]:
        """The flags in which the product's variants differ."""
        return fields.mixed_in([row.flags for row in self.variants.rows])

    def regrid(self, *, complete: bool = False) -> None:
        """Make the variants what the options ask for."""
        used = [one.option for one in self.options if one.is_used]
        try:
            self.variants.rows = regrid(self.variants.rows, used, complete=complete)
        except TooManyCombinations:
            self.wrong("", _("These options make more variants than a product may have. Remove some values."))
        else:
            self.options = options.settled(self.options)

    def wrong(self, place: str, message: str) -> None:
        """Note what is wrong; `place` is the id of the field to go to, empty for the form as a whole."""
        self.problems.append((place, message))

    def refuse(self, refusal: Refused) -> None:
        """Put what the domain said beside the fields at fault."""
        if isinstance(refusal, PictureRefused | CannotChangePictures):
            self.picture_problem = str(refusal)
            return
        if isinstance(refusal, Blocked):
            self.url_problem = str(refusal)
            return
        if isinstance(refusal, CannotAdjust) and refusal.field != "reason":
            self._put_units(refusal)
            return
        found = (
            [(name, text) for name, texts in refusal.sentences.items() for text in texts]
            if isinstance(refusal, CannotSave)
            else [(refusal.field or "", str(refusal))]
        )
        for name, message in found:
            self._put(name, message)

    def _put(self, name: str, message: str) -> None:
        kind, _point, rest = name.partition(".")
        number, _point, column = rest.partition(".")
        if kind == "variants" and number.isdigit():
            self._put_variant(self.variants.offered[int(number)], column, message)
        elif kind == "options" and number.isdigit():
            used = [one for one in self.options if one.is_used or one.name]
            one = used[int(number)]
            one.errors.append(message)
            self.wrong(f"field-option-{one.number}-name", message)
        elif (known := NAMES.get(name, name)) in self.form.fields:
            self.form.add_error(known, message)
        else:
            self.wrong("", message)

    def _put_variant(self, place: int, column: str, message: str) -> None:
        cell = CELLS.get(column, column)
        self.variants.errors[place, cell if cell in variants.COLUMNS else "price"] = message

    def _put_units(self, refusal: CannotAdjust) -> None:
        rows = self.variants.rows
        place = next((number for number, row in enumerate(rows) if row.id == refusal.variant_id), 0)
        self.variants.errors[place, "units"] = str(refusal)

    def summary(self) -> list[tuple[str, str]]:
        """Everything that is wrong, each with the field to go to."""
        found = list(self.problems)
        for place, problem in (("field-pictures", self.picture_problem), ("field-picture_url", self.url_problem)):
            found += [(place, problem)] if problem else []
        for name, messages in self.form.errors.items() if self.form.is_bound else ():
            label = self.form.fields[name].label if name in self.form.fields else ""
            found += [(f"id_{name}" if label else "", f"{label}: {text}" if label else str(text)) for text in messages]
        for (number, column), text in self.variants.errors.items():
            title = self.variants.rows[number].title
            found.append((f"field-variant-{number}-{column}", f"{title}: {text}" if title else text))
        return found


def blank() -> ProductDraft:
    """A product that is about to be made."""
    return ProductDraft(title="", variants=(), status="draft")


def stock_of(site: Site, draft: ProductDraft) -> Stock:
    """What every location has of the product. Two statements, one for a new product."""
    keys = [variant.id for variant in draft.variants if variant.id]
    return Stock(inventory.locations(site, only_active=True), inventory.levels(site, keys) if keys else {})


def of_product(site: Site, product: EditableProduct | None) -> Editing:
    """The form as the product is now."""
    draft = product.draft if product else blank()
    stock = stock_of(site, draft)
    rows = variants.of_drafts(site, draft.variants, stock.on_hand)
    mixed = fields.mixed_in([row.flags for row in rows.rows])
    start = fields.start(draft, product.version if product else None)
    form = ProductForm(site=site, mixed=mixed, initial=start)
    drawn = pictures.of_product(product.pictures if product else ())
    return Editing(site, product, stock, form, options.of_drafts(draft.options), rows, drawn)


def of_sent(
    site: Site,
    product: EditableProduct | None,
    data: QueryDict,
    *,
    judged: bool,
    chosen: Sequence[EditablePicture] = (),
) -> Editing:
    """The form as it was sent; `judged` when it is to be saved, else it is only drawn anew. `chosen` are the pictures that
    become the product's when it is saved."""
    draft = product.draft if product else blank()
    rows = variants.of_sent(site, data)
    mixed = fields.mixed_in([row.flags for row in rows.rows])
    told: dict[str, Any] = {"site": site, "mixed": mixed, "initial": {"tax_class": draft.tax_class}}
    form = ProductForm(data, **told) if judged else ProductForm(**told)
    if not judged:
        form.initial = fields.typed(form, data)
    drawn = pictures.of_sent(product.pictures if product else (), data, chosen)
    return Editing(site, product, stock_of(site, draft), form, options.of_sent(data), rows, drawn)


def drafts(editing: Editing) -> tuple[VariantDraft, ...]:
    """The variants that are sold, with the flags that the form says, showing no picture that is to go."""
    rows = editing.variants
    rows.rows = [replace(row, flags=editing.form.flags(row.flags)) for row in rows.rows]
    return tuple(pictures.without_gone(draft, editing.pictures) for draft in rows.drafts())
