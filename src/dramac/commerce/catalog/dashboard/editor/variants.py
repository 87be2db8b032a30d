"""The fields of variants: what a form sent about each, read into drafts with everything that is wrong beside its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.commerce.catalog.actions import VariantDraft
from dramac.commerce.catalog.dashboard.editor.grid import Flags, Row
from dramac.commerce.catalog.rules.options import MAX_VARIANTS
from dramac.commerce.catalog.rules.waiting import MOST_BEYOND, MOST_DAYS
from dramac.dashboard.forms import MoneyField, TextField, WeightField
from dramac.kit.money import Minor
from dramac.tenancy.models import Site

COLUMNS = (
    "price",
    "compare_at_price",
    "cost",
    "sku",
    "barcode",
    "weight_g",
    "units",
    "image_id",
    "oversell_limit",
    "promised",
)
AMOUNTS = ("price", "compare_at_price", "cost")
LONGEST_TYPED = 300
Promised = tuple[date | None, int | None]
NO_PROMISE: Promised = (None, None)
PROMISE_HINT: Any = gettext_lazy("Enter a day such as 2026-12-03, or a number of days after the order such as 10.")


class _Known(msgspec.Struct, frozen=True):
    """What a row remembers from when it was drawn, in one hidden field."""

    values: tuple[str, ...] = ()
    id: UUID | None = None
    flags: tuple[bool, bool, bool, bool, bool] = (True, True, True, False, False)
    units: int | None = None


@dataclass(slots=True)
class Variants:
    """The rows of a form and what is wrong with them: errors by (place of the row, column)."""

    site: Site
    rows: list[Row]
    errors: dict[tuple[int, str], str] = field(default_factory=dict)

    @property
    def is_single(self) -> bool:
        """Whether the product has one variant, without options."""
        return len(self.rows) == 1 and not self.rows[0].values

    @property
    def offered(self) -> list[int]:
        """The places of the rows that are sold."""
        return [place for place, row in enumerate(self.rows) if row.is_offered]

    def known(self, place: int) -> str:
        """What a row has to remember, as text for its hidden field."""
        row = self.rows[place]
        flags = row.flags
        kept = (flags.requires_shipping, flags.is_taxable, flags.tracks_stock, flags.sells_when_out, flags.is_preorder)
        return msgspec.json.encode(_Known(row.values, row.id, kept, row.units)).decode()

    def drafts(self) -> tuple[VariantDraft, ...]:
        """The variants that are sold, as far as they could be read; what could not stands in `errors`."""
        reader = _Reader(self.site)
        found = []
        for place in self.offered:
            read = {name: self._read(reader, place, name) for name in COLUMNS if name != "units"}
            found.append(_draft(self.rows[place], read))
        return tuple(found)

    def changed_units(self) -> dict[int, int]:
        """By how many units each row's stock should change, where another number was typed than was drawn."""
        found = {}
        for place in self.offered:
            typed = self.rows[place].typed.get("units", "").strip()
            before = self.rows[place].units or 0
            if not typed:
                continue
            if not (typed.isascii() and typed.isdigit() and len(typed) <= 7):
                self.errors[place, "units"] = _("Enter a whole number of units, zero or more.")
            elif int(typed) != before:
                found[place] = int(typed) - before
        return found

    def _read(self, reader: _Reader, place: int, name: str) -> Any:
        try:
            return reader.read(name, self.rows[place].typed.get(name, ""))
        except ValidationError as wrong:
            self.errors[place, name] = " ".join(wrong.messages)
            return None


class _Reader:
    """Reads what was typed, as the dashboard's forms do."""

    def __init__(self, site: Site) -> None:
        locale = translation.get_language() or site.locale
        self._fields: Mapping[str, MoneyField | WeightField | TextField] = {
            **{name: MoneyField(required=name == "price") for name in AMOUNTS},
            "weight_g": WeightField(required=False),
            "sku": TextField(max_length=255, required=False),
            "barcode": TextField(max_length=64, required=False),
        }
        for one in self._fields.values():
            if isinstance(one, MoneyField | WeightField):
                one.belong(site, locale)

    def read(self, name: str, text: str) -> Any:
        """The value of a column. Raises ValidationError."""
        if name == "image_id":
            return _uuid(text)
        if name == "oversell_limit":
            return _whole(text, MOST_BEYOND, _("Enter a whole number of units, or nothing for no limit."))
        if name == "promised":
            return _promise(text)
        return self._fields[name].clean(text)

    def typed(self, name: str, value: Minor | int | None) -> str:
        """A number as it would be typed."""
        return "" if value is None else str(self._fields[name].prepare_value(value))


def of_drafts(site: Site, drafts: Sequence[VariantDraft], on_hand: Mapping[UUID, int]) -> Variants:
    """The rows of a product's variants; one empty row for a product that has none yet."""
    reader = _Reader(site)
    rows = []
    for draft in drafts:
        units = on_hand.get(draft.id, 0) if draft.id else 0
        typed = {name: reader.typed(name, getattr(draft, name)) for name in AMOUNTS}
        typed |= {"sku": draft.sku, "barcode": draft.barcode, "units": str(units)}
        typed["weight_g"] = reader.typed("weight_g", draft.weight_g) if draft.weight_g else ""
        typed["image_id"] = str(draft.image_id or "")
        typed["oversell_limit"] = "" if draft.oversell_limit is None else str(draft.oversell_limit)
        typed["promised"] = _typed_promise(draft)
        flags = Flags(
            draft.requires_shipping, draft.is_taxable, draft.tracks_stock, draft.sells_when_out, draft.is_preorder
        )
        rows.append(Row(draft.values, draft.id, typed, True, flags, units))
    return Variants(site, rows or [Row()])


def of_sent(site: Site, data: QueryDict) -> Variants:
    """The rows as they were sent; a row whose hidden field is broken is taken for a new one without values."""
    rows = []
    for place in range(MAX_VARIANTS + 1):
        name = f"variant-{place}"
        if f"{name}-is" not in data:
            break
        known = _known(data.get(f"{name}-is", ""))
        typed = {one: data.get(f"{name}-{one}", "")[:LONGEST_TYPED] for one in COLUMNS}
        is_offered = f"{name}-offered" in data or not known.values
        rows.append(Row(known.values, known.id, typed, is_offered, Flags(*known.flags), known.units))
    return Variants(site, rows or [Row()])


_KNOWN = msgspec.json.Decoder(_Known)


def _known(text: str) -> _Known:
    try:
        return _KNOWN.decode(text)
    except msgspec.DecodeError:
        return _Known()


def _draft(row: Row, read: Mapping[str, Any]) -> VariantDraft:
    return VariantDraft(
        id=row.id,
        values=row.values,
        price=read["price"] or 0,
        compare_at_price=read["compare_at_price"],
        cost=read["cost"],
        sku=read["sku"] or "",
        barcode=read["barcode"] or "",
        weight_g=read["weight_g"] or 0,
        image_id=read["image_id"],
        requires_shipping=row.flags.requires_shipping,
        is_taxable=row.flags.is_taxable,
        tracks_stock=row.flags.tracks_stock,
        sells_when_out=row.flags.sells_when_out,
        is_preorder=row.flags.is_preorder,
        oversell_limit=read["oversell_limit"],
        promised_on=(read["promised"] or NO_PROMISE)[0],
        promised_days=(read["promised"] or NO_PROMISE)[1],
    )


def _whole(text: str, most: int, refusal: str) -> int | None:
    """A whole number as it was typed; None for nothing. Raises ValidationError."""
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 7 and int(typed) <= most):
        raise ValidationError(refusal)
    return int(typed)


def _promise(text: str) -> Promised:
    """A day or a number of days after the order, as it was typed. Raises ValidationError."""
    typed = text.strip()
    if not typed.isdigit() and typed:
        field = forms.DateField(error_messages={"invalid": PROMISE_HINT})
        return field.clean(typed), None
    return None, _whole(typed, MOST_DAYS, PROMISE_HINT)


def _typed_promise(draft: VariantDraft) -> str:
    if draft.promised_days is not None:
        return str(draft.promised_days)
    return draft.promised_on.isoformat() if draft.promised_on else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def applied(variants: Variants, data: QueryDict) -> Variants:
    """The rows with what was typed above the grid put into every one of them; what was left empty stays as it is."""
    typed = {one: text for one in COLUMNS if (text := data.get(f"all-{one}", "")[:LONGEST_TYPED].strip())}
    rows = [
        Row(row.values, row.id, {**row.typed, **typed}, row.is_offered, row.flags, row.units) for row in variants.rows
    ]
    return Variants(variants.site, rows)
