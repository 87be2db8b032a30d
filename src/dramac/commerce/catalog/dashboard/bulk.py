"""What can be done to many products at once, as the list of products offers it; the catalogue does it and takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog.actions import BulkReport, Selection
from dramac.commerce.catalog.dashboard import choosing
from dramac.commerce.catalog.models import Product
from dramac.commerce.catalog.rules import prices
from dramac.commerce.catalog.rules.prices import Compare, Ending, PriceChange, Step
from dramac.dashboard.forms import MoneyField, PercentField, SiteForm, TagsField, TextField
from dramac.dashboard.index import Outcome
from dramac.kit.money import Money, exponent
from dramac.tenancy.requests import SiteRequest
from dramac.ui.formats import money

SHOWN = 5
"""Products of which a change of prices is shown before it is made."""


def publish(request: SiteRequest, rows: QuerySet[Product], data: dict[str, Any]) -> Outcome:
    """Let shoppers see the chosen products."""
    report = catalog.bulk_publish(request.site, _chosen(rows), by=request.actor, now=request.now)
    return _outcome(report, ngettext("%(n)s product published.", "%(n)s products published.", report.changed))


def unpublish(request: SiteRequest, rows: QuerySet[Product], data: dict[str, Any]) -> Outcome:
    """Make the chosen products drafts."""
    report = catalog.bulk_unpublish(request.site, _chosen(rows), by=request.actor, now=request.now)
    return _outcome(report, ngettext("%(n)s product is a draft now.", "%(n)s products are drafts now.", report.changed))


def archive(request: SiteRequest, rows: QuerySet[Product], data: dict[str, Any]) -> Outcome:
    """Put the chosen products away."""
    report = catalog.bulk_archive(request.site, _chosen(rows), by=request.actor, now=request.now)
    return _outcome(report, ngettext("%(n)s product archived.", "%(n)s products archived.", report.changed))


class PriceForm(SiteForm):
    """By how much, or to what, prices change."""

    step = forms.ChoiceField(
        label=_("Change"),
        choices=(
            ("percent_down", _("Lower by a percentage")),
            ("percent_up", _("Raise by a percentage")),
            ("amount_down", _("Lower by an amount")),
            ("amount_up", _("Raise by an amount")),
            ("set", _("Set to an amount")),
        ),
    )
    percent = PercentField(label=_("Percentage"), most=10_000, required=False)
    amount = MoneyField(label=_("Amount"), required=False)
    ending = TextField(
        label=_("Let prices end in"), max_length=10, required=False, help_text=_("For example .99 or .90.")
    )
    compare = forms.ChoiceField(
        label=_("Compare-at price"),
        choices=(
            (Compare.LEAVE.value, _("Leave as it is")),
            (Compare.OLD_PRICE.value, _("Set to the price before the change")),
            (Compare.CLEAR.value, _("Remove")),
        ),
    )

    def clean_ending(self) -> Ending | None:
        """How prices should end, in minor units."""
        try:
            return prices.read_ending(self.cleaned_data["ending"], exponent(self.site.currency))
        except ValueError:
            raise forms.ValidationError(_("Write an ending such as .99, or leave it empty.")) from None

    def clean(self) -> dict[str, Any]:
        """The one number that the kind of change needs must be there."""
        data = super().clean() or self.cleaned_data
        needed = "percent" if str(data.get("step", "")).startswith("percent") else "amount"
        if needed not in self.errors and data.get(needed) is None:
            words = _("Enter a percentage.") if needed == "percent" else _("Enter an amount.")
            self.add_error(needed, forms.ValidationError(words, code="required"))
        return data


def change_prices(request: SiteRequest, rows: QuerySet[Product], data: dict[str, Any]) -> Outcome:
    """Change the prices of all variants of the chosen products."""
    change = _change(data)
    report = catalog.bulk_change_prices(request.site, _chosen(rows), change, by=request.actor, now=request.now)
    told = ngettext("Prices of %(n)s product changed.", "Prices of %(n)s products changed.", report.changed)
    return _outcome(report, told)


def preview_prices(request: SiteRequest, rows: QuerySet[Product], data: dict[str, Any]) -> Sequence[tuple[str, str]]:
    """What some of the chosen products would cost: title, and the lowest price before and after."""
    change = _change(data)
    return [(row.title, _after(row, change, request.site.currency)) for row in rows.order_by("search_title")[:SHOWN]]


def _after(row: Product, change: PriceChange, currency: str) -> str:
    try:
        after = prices.changed(prices.Price(row.price_from, row.compare_at_from), change)
    except prices.PriceRefused as refused:
        refusals = {"below_zero": _("would fall below zero"), "too_large": _("would grow too large")}
        return str(refusals[refused.code])
    before, now = (money(Money(amount, currency)) for amount in (row.price_from, after.price))
    return f"{before} → {now}"


def _change(data: dict[str, Any]) -> PriceChange:
    kind, _underscore, way = str(data["step"]).partition("_")
    sign = -1 if way == "down" else 1
    return PriceChange(
        Step(kind),
        percent=sign * Decimal(data["percent"] or 0) if kind == "percent" else Decimal(0),
        amount=sign * (data["amount"] or 0) if kind != "percent" else 0,
        ending=data["ending"],
        compare=Compare(data["compare"]),
    )


class TagForm(SiteForm):
    """Tags to put on and to take off."""

    add = TagsField(label=_("Add tags"), longest=255, required=False, help_text=_("Separate several by commas."))
    remove = TagsField(label=_("Remove tags"), longest=255, required=False)

    def clean(self) -> dict[str, Any]:
        """There must be something to do."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("add") or data.get("remove")):
            self.add_error("add", _("Enter a tag to add or to remove."))
        return data


def tag(request: SiteRequest, rows: QuerySet[Product], data: dict[str, Any]) -> Outcome:
    """Put tags on the chosen products and take others off."""
    words = {"add": data["add"], "remove": data["remove"]}
    report = catalog.bulk_tag(request.site, _chosen(rows), by=request.actor, now=request.now, **words)
    return _outcome(
        report, ngettext("Tags of %(n)s product changed.", "Tags of %(n)s products changed.", report.changed)
    )


class CategoryForm(SiteForm):
    """A category to put products into, and one to take them out of."""

    add = forms.TypedChoiceField(label=_("Add to category"), coerce=UUID, empty_value=None, required=False)
    remove = forms.TypedChoiceField(label=_("Remove from category"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = choosing.category_pairs(self.site)
        for name in ("add", "remove"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("None")), *known]

    def clean(self) -> dict[str, Any]:
        """There must be something to do."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not (data.get("add") or data.get("remove")):
            self.add_error("add", _("Choose a category."))
        return data


def categorise(request: SiteRequest, rows: QuerySet[Product], data: dict[str, Any]) -> Outcome:
    """Put the chosen products into a category, or take them out of one."""
    moves = {name: [data[name]] if data[name] else [] for name in ("add", "remove")}
    report = catalog.bulk_categorise(request.site, _chosen(rows), by=request.actor, now=request.now, **moves)
    told = ngettext("Categories of %(n)s product changed.", "Categories of %(n)s products changed.", report.changed)
    return _outcome(report, told)


def restore(request: SiteRequest, before: dict[str, Any]) -> Outcome:
    """Take a bulk change back where nobody has changed the products since. Raises CannotUndo."""
    report = catalog.undo(request.site, UUID(str(before["undo_id"])), by=request.actor, now=request.now)
    told = ngettext("%(n)s product is as it was.", "%(n)s products are as they were.", report.changed)
    message = told % {"n": report.changed}
    if report.failures:
        left = ngettext("%(n)s was changed again since and stays.", "%(n)s were changed again since and stay.",
                        len(report.failures))  # fmt: skip
        message = f"{message} {left % {'n': len(report.failures)}}"
    return Outcome(report.changed, message)


def _chosen(rows: QuerySet[Product]) -> Selection:
    return Selection(ids=tuple(rows.order_by().values_list("pk", flat=True)))


def _outcome(report: BulkReport, told: str) -> Outcome:
    refused = tuple((failure.title, failure.message) for failure in report.failures)
    undo = {"undo_id": str(report.undo_id)} if report.undo_id else None
    return Outcome(report.changed, told % {"n": report.changed}, refused, undo)
