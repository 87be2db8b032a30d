"""The limits of one product and its variants at all locations, as one table of fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts import actions, permissions, queries
from dramac.commerce.alerts.actions import LimitDetails
from dramac.commerce.alerts.models import StockAlert
from dramac.commerce.alerts.rules import MOST_UNITS, Limit, limit_faults
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.dashboard.forms import SiteForm
from dramac.dashboard.pages import done, here, page, sent, show
from dramac.tenancy.requests import SiteRequest

UNITS = {
    "low_stock_threshold": _("Low from"),
    "critical_stock_threshold": _("Critical from"),
    "reorder_point": _("Reorder point"),
    "reorder_quantity": _("Reorder quantity"),
    "safety_stock": _("Safety stock"),
}
WHOLE = "all"
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: the whole product (`variant` None) or a variant, what was set for it, and what holds without."""

    name: str
    label: str
    variant_id: UUID | None
    kept: StockAlert | None
    nearest: Limit

    def field(self, unit: str) -> str:
        """The name of one of its fields."""
        return f"{self.name}-{unit}"

    def placeholder(self, unit: str) -> int | str:
        """What holds while the field is empty."""
        return {"low_stock_threshold": self.nearest.low, "critical_stock_threshold": self.nearest.critical}.get(
            unit, ""
        )


class ProductForm(SiteForm):
    """Five numbers a row; a row without any leaves it to the nearest limit."""

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        kwargs["initial"] = {
            line.field(unit): getattr(line.kept, unit) for line in lines if line.kept for unit in UNITS
        }
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            for unit, label in UNITS.items():
                field = forms.IntegerField(label=label, min_value=0, max_value=MOST_UNITS, required=False)
                self.fields[line.field(unit)] = field

    def clean(self) -> dict[str, Any]:
        """Critical is not above low, counting what an empty field takes from the nearest limit."""
        data = super().clean() or self.cleaned_data
        for line in self.lines:
            if wanted := self._wanted(line):
                values = {unit: getattr(wanted, unit) for unit in UNITS}
                for unit, fault in limit_faults(values, *list(UNITS)[:2]).items():
                    if line.field(unit) not in self.errors:
                        self.add_error(line.field(unit), str(actions.SENTENCES[fault]))
        return data

    def changes(self) -> Iterator[tuple[Line, LimitDetails | None]]:
        """The rows that differ from what was set, with what they are to be; None for limits to remove."""
        for line in self.lines:
            wanted = self._wanted(line)
            before = LimitDetails.of(line.kept) if line.kept else None
            if wanted != before:
                yield line, wanted

    def _wanted(self, line: Line) -> LimitDetails | None:
        given = {unit: self.cleaned_data.get(line.field(unit)) for unit in UNITS}
        if all(value is None for value in given.values()):
            return None
        near = {"low_stock_threshold": line.nearest.low, "critical_stock_threshold": line.nearest.critical}
        known = LimitDetails.of(line.kept) if line.kept else LimitDetails()
        values: dict[str, Any] = {unit: near.get(unit) if value is None else value for unit, value in given.items()}
        return replace(known, **values)


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def product(request: SiteRequest, product_id: UUID) -> HttpResponse:
    """Show the limits of a product and its variants, and change them together."""
    variants = catalog.variants_for_index(request.site).filter(product_id=product_id)
    rows = list(variants.order_by("position", "pk")[: MOST_SHOWN + 1])
    if not rows:
        raise Http404
    lines = _lines(request, product_id, rows[:MOST_SHOWN])
    form = ProductForm(sent(request), site=request.site, lines=lines)
    if request.method == "POST" and form.is_valid():
        _save(request, product_id, form)
        to = here(request, "alerts:product", product_id=product_id)
        return done(request, _("Saved. The stock is looked at anew."), to=to)
    return show(
        request,
        "commerce/alerts/dashboard/product.html",
        product=rows[0].product,
        form=form,
        units=UNITS,
        is_cut=len(rows) > MOST_SHOWN,
        elsewhere=queries.limits(request.site).filter(product_id=product_id).exclude(location=None),
        may_edit=request.membership.may(permissions.EDIT),
    )


def _lines(request: SiteRequest, product_id: UUID, rows: Sequence[Variant]) -> list[Line]:
    kept: Mapping[tuple[UUID | None, UUID | None], StockAlert] = queries.limits_of_product(request.site, product_id)
    shop, whole = queries.shop_limit(request.site), kept.get((None, None))
    near = Limit(whole.low_stock_threshold, whole.critical_stock_threshold) if whole else shop
    lines = [Line(WHOLE, str(_("The whole product")), None, whole, shop)]
    if len(rows) > 1 or any(variant for variant, _place in kept):
        lines += [
            Line(row.pk.hex, row.title or row.sku or row.product.title, row.pk, kept.get((row.pk, None)), near)
            for row in rows
        ]
    return lines


@transaction.atomic
def _save(request: SiteRequest, product_id: UUID, form: ProductForm) -> None:
    told: dict[str, Any] = {"site": request.site, "by": request.actor, "now": request.now}
    for line, details in form.changes():
        if details is not None:
            actions.configure_alert(of=(product_id, line.variant_id, None), details=details, **told)
        elif line.kept:
            actions.remove_limit(limit_id=line.kept.pk, **told)
