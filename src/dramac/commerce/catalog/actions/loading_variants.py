"""The variants of one product of a file, matched with those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from dramac.commerce.catalog.actions.loading_images import added
from dramac.commerce.catalog.actions.wholes import ImageRow, VariantRow, Whole
from dramac.commerce.catalog.rules import options, prices, products, waiting
from dramac.commerce.catalog.rules.loads import Clear, ImageLoad, LoadProblem, ProductLoad, VariantLoad
from dramac.kit.ids import new_id
from dramac.kit.money import LARGEST_AMOUNT, Minor
from dramac.kit.text import fold, one_line

PLAIN = ("weight_g", "requires_shipping", "is_taxable", "tracks_stock", "sells_when_out", "is_preorder")
PROMISES = ("oversell_limit", "promised_on", "promised_days")
Key = tuple[str, ...]


class _Refusal(Exception):
    """A variant cannot be taken; the others of its product can."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Variants:
    """What becomes of a product's variants; `rows` are all of them by key, `ids` those of the file in its order."""

    def __init__(
        self, load: ProductLoad, before: Whole | None, *, names: list[str], images: list[ImageRow], product_id: UUID
    ) -> None:
        old = before.variants or () if before else ()
        self._load, self._names, self._product_id = load, names, product_id
        self._before = {row.id: row for row in old}
        self.rows: dict[UUID, VariantRow] = dict(self._before)
        self.images = images
        self.ids: list[UUID | None] = []
        self.problems: list[LoadProblem] = []
        self._spelling = self._known_spelling(before)
        self._by_values: dict[Key, UUID] = {}
        self._archived: dict[Key, UUID] = {}
        self._by_sku: dict[str, list[UUID]] = {}
        for row in old:
            (self._archived if row.is_archived else self._by_values)[options.key(row.combination)] = row.id
            if row.sku and not row.is_archived:
                self._by_sku.setdefault(row.sku, []).append(row.id)
        self._live = len(self._by_values)
        self._last = max((row.position for row in old), default=-1)
        self._claimed: set[UUID] = set()

    @property
    def live(self) -> list[VariantRow]:
        """The variants that are not archived, in their order."""
        return sorted((row for row in self.rows.values() if not row.is_archived), key=lambda row: row.position)

    @property
    def created(self) -> int:
        """How many are new."""
        return len(self.rows.keys() - self._before.keys())

    @property
    def updated(self) -> int:
        """How many are other than before."""
        return sum(1 for key, row in self._before.items() if self.rows[key] != row)

    def take_all(self) -> None:
        """Take every variant of the file that can be taken. One without values that is left over when options come is
        archived: nobody could choose it."""
        for number, load in enumerate(self._load.variants):
            try:
                self.ids.append(self._take(load, number))
            except _Refusal as refusal:
                self.ids.append(None)
                self.problems.append(LoadProblem(refusal.code, number, refusal.params))
        if self._names:
            for row in self.live:
                if not all(row.combination[: len(self._names)]):
                    self.rows[row.id] = row._replace(is_archived=True)

    def _take(self, load: VariantLoad, number: int) -> UUID:
        values = self._values(load)
        key = self._match(load, values)
        if key in self._claimed:
            raise _Refusal("same_combination", values=" / ".join(values or ()))
        old = self.rows[key] if key else self._blank(load)
        changes = self._columns(load, old, number)
        if values is not None:
            changes |= dict(zip(("option1", "option2", "option3"), options.combination(values), strict=True))
        self._note(old, old._replace(is_archived=False, **changes))
        return old.id

    def _note(self, old: VariantRow, row: VariantRow) -> None:
        """Remember a variant as it is now, and that nobody has the values that it had."""
        before = options.key(old.combination)
        if self._by_values.get(before) == row.id:
            del self._by_values[before]
        if row.id not in self.rows:
            self._live += 1
            self._last += 1
        self.rows[row.id] = row
        self._claimed.add(row.id)
        self._by_values[options.key(row.combination)] = row.id

    def _values(self, load: VariantLoad) -> list[str] | None:
        """The variant's option values, spelled as the product spells them; None where the file gives none."""
        if load.values is None:
            return None
        values = [one_line(value) for value in load.values]
        if len(values) != len(self._names) or not all(values):
            raise _Refusal("values_missing", options=" / ".join(self._names))
        if any(len(value) > options.LONGEST_NAME for value in values):
            raise _Refusal("too_long", field="option_value", limit=options.LONGEST_NAME)
        return [self._spelling[place].setdefault(fold(value), value) for place, value in enumerate(values)]

    def _known_spelling(self, before: Whole | None) -> list[dict[str, str]]:
        known: list[dict[str, str]] = [{} for _name in self._names]
        for spelling, option in zip(known, before.options or () if before else (), strict=False):
            spelling.update((fold(value), value) for value in option.values)
        return known

    def _match(self, load: VariantLoad, values: Sequence[str] | None) -> UUID | None:
        """The variant meant: by its values, else by its SKU, else the only one; None for a new one."""
        if values is not None:
            wanted = options.key(options.combination(values))
            if found := self._by_values.get(wanted):
                return found
        with_sku = [key for key in self._by_sku.get(one_line(load.sku or ""), ()) if key not in self._claimed]
        if len(with_sku) == 1:
            return with_sku[0]
        if values is not None:
            return self._archived.pop(wanted, None)
        if self._names:
            raise _Refusal("no_such_variant", sku=load.sku or "")
        return self._by_values.get(("", "", "")) or self._archived.pop(("", "", ""), None)

    def _blank(self, load: VariantLoad) -> VariantRow:
        if load.price is None:
            raise _Refusal("price_missing")
        if self._live >= options.MAX_VARIANTS:
            raise _Refusal("too_many_variants", limit=options.MAX_VARIANTS)
        return VariantRow(new_id(), self._product_id, self._last + 1, load.price)

    def _columns(self, load: VariantLoad, old: VariantRow, number: int) -> dict[str, Any]:
        """The columns that the file gives, checked."""
        found: dict[str, Any] = {name: value for name in PLAIN if (value := getattr(load, name)) is not None}
        for name in ("sku", "barcode"):
            if (text := getattr(load, name)) is not None:
                found[name] = one_line(text)
                if len(found[name]) > products.LONGEST[name]:
                    raise _Refusal("too_long", field=name, limit=products.LONGEST[name])
        if not 0 <= found.get("weight_g", 0) <= products.HEAVIEST_G:
            raise _Refusal("weight", limit=products.HEAVIEST_G)
        if load.image_url:
            found["image_id"] = self._image(load.image_url)
        return found | _promise(load, old, found) | self._amounts(load, old, number)

    def _amounts(self, load: VariantLoad, old: VariantRow, number: int) -> dict[str, Minor | None]:
        price = old.price if load.price is None else load.price
        compare, cost = _given(load.compare_at_price, old.compare_at_price), _given(load.cost, old.cost)
        for name, amount in (("price", price), ("compare_at_price", compare), ("cost", cost)):
            if amount is not None and not 0 <= amount <= LARGEST_AMOUNT:
                raise _Refusal("below_zero" if amount < 0 else "too_large", field=name)
        sane = prices.sane_compare_at(price, compare)
        if sane != compare and load.compare_at_price is not None:
            self.problems.append(LoadProblem("compare_at_not_above", number, is_refusal=False))
        return {"price": price, "compare_at_price": sane, "cost": cost}

    def _image(self, url: str) -> UUID:
        for row in self.images:
            if row.is_from(url):
                return row.id
        self.images.append(added(self.images, ImageLoad(url=url), self._product_id))
        return self.images[-1].id


def _promise(load: VariantLoad, old: VariantRow, found: dict[str, Any]) -> dict[str, Any]:
    """How it sells when out, as far as the file says so. A fixed day takes the place of days after the order, and back."""
    changed: dict[str, Any] = {}
    for name in PROMISES:
        if (value := getattr(load, name)) is not None:
            changed[name] = None if isinstance(value, Clear) else value
    if changed.get("promised_on") is not None and changed.get("promised_days") is None:
        changed["promised_days"] = None
    elif changed.get("promised_days") is not None and "promised_on" not in changed:
        changed["promised_on"] = None
    now = old._replace(**{**found, **changed})
    kind = waiting.kind_of(sells_when_out=now.sells_when_out, is_preorder=now.is_preorder)
    wrong = waiting.problem(kind=kind, oversell_limit=now.oversell_limit, on=now.promised_on, days=now.promised_days)
    if wrong and (changed or found.keys() & {"is_preorder", "sells_when_out"}):
        limit = waiting.MOST_BEYOND if wrong[1] == "limit" else waiting.MOST_DAYS
        raise _Refusal(f"waiting_{wrong[1]}", limit=limit)
    return changed


def _given(value: Minor | Clear | None, old: Minor | None) -> Minor | None:
    if value is None:
        return old
    return None if isinstance(value, Clear) else value
