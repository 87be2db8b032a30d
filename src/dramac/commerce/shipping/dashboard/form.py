"""The form of a shipping method, from and to what the action takes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.shipping.actions import MethodDetails
from dramac.commerce.shipping.models import ShippingMethod
from dramac.commerce.shipping.rules import ShippingKind, WeightBand
from dramac.dashboard.forms import MoneyField, SiteForm, TextField, WeightField
from dramac.dashboard.settings.records import Section
from dramac.kit.money import AmountRefused, Money, format_money, parse
from dramac.ui.formats import locale

KINDS = [
    (ShippingKind.FLAT.value, _("One price")),
    (ShippingKind.FREE_OVER.value, _("Free over an amount")),
    (ShippingKind.BY_WEIGHT.value, _("By weight")),
    (ShippingKind.PICK_UP.value, _("Pick-up")),
]
SECTIONS = (
    Section(_("Method"), _("Shoppers choose by its name and price."), ("name", "description", "kind")),
    Section(
        _("Price"), _("Meant with or without tax as your prices are."), ("amount", "free_over", "bands", "tax_class")
    ),
    Section(
        _("Where and what"),
        _("Leave empty what makes no difference."),
        ("countries", "min_subtotal", "max_subtotal", "max_weight_g"),
    ),
    Section(_("Promise"), _("Working days until it arrives."), ("min_days", "max_days", "is_active")),
)


class MethodForm(SiteForm):
    """A way to get goods to shoppers."""

    name = TextField(label=_("Name"), max_length=120)
    description = TextField(label=_("Description"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("How the price is found"), choices=KINDS)
    amount = MoneyField(label=_("Price"), required=False)
    free_over = MoneyField(label=_("Free from a subtotal of"), required=False)
    bands = TextField(
        label=_("Prices by weight"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("A line for each: up to how many kilograms, and the price. “2: 4.90”; “*: 12.90” for all above."),
    )
    tax_class = TextField(label=_("Tax class"), max_length=40)
    countries = TextField(
        label=_("Countries"),
        max_length=1000,
        required=False,
        help_text=_("Codes such as IE, FR, DE; empty for everywhere."),
    )
    min_subtotal = MoneyField(label=_("Only from a subtotal of"), required=False)
    max_subtotal = MoneyField(label=_("Only up to a subtotal of"), required=False)
    max_weight_g = WeightField(label=_("Only up to a weight of"), required=False)
    min_days = forms.IntegerField(label=_("From days"), min_value=0, max_value=365, required=False)
    max_days = forms.IntegerField(label=_("To days"), min_value=0, max_value=365, required=False)
    is_active = forms.BooleanField(label=_("Offered to shoppers"), required=False)

    def clean_bands(self) -> tuple[WeightBand, ...]:
        """The lines as bands, in the order of their weights."""
        return tuple(self._band(line) for line in self.cleaned_data["bands"].splitlines() if line.strip())

    def clean_countries(self) -> tuple[str, ...]:
        """The codes, in capitals."""
        words = self.cleaned_data["countries"].replace(",", " ").replace(";", " ").split()
        return tuple(dict.fromkeys(word.upper() for word in words))

    def _band(self, line: str) -> WeightBand:
        weight, colon, price = line.partition(":")
        problem = forms.ValidationError(_("Write each line like “2: 4.90”."))
        if not colon:
            raise problem
        try:
            amount = parse(price.strip(), self.site.currency, locale()).minor
            grams = None if weight.strip() == "*" else round(float(weight.strip().replace(",", ".")) * 1000)
        except (AmountRefused, ValueError, OverflowError) as error:
            raise problem from error
        return WeightBand(up_to_g=grams, amount=amount)

    def details(self, found: ShippingMethod | None) -> MethodDetails:
        """What the form says, as the action takes it; what it does not ask for stays as it was found."""
        given = dict(self.cleaned_data)
        if found:
            given |= {"regions": tuple(found.regions), "min_weight_g": found.min_weight_g}
        return MethodDetails(**{**given, "kind": ShippingKind(given["kind"]), "amount": given["amount"] or 0})


def start_of(method: ShippingMethod, currency: str) -> dict[str, Any]:
    """What the form shows of a method."""
    lines = []
    for band in method.bands:
        grams = band.get("up_to_g")
        price = format_money(Money(band["amount"], currency), locale())
        weight = "*" if grams is None else format_decimal(Decimal(grams) / 1000, "0.###", locale())
        lines.append(f"{weight}: {price}")
    start = {name: getattr(method, name) for name in MethodForm.base_fields}
    return {**start, "countries": ", ".join(method.countries), "bands": "\n".join(lines)}
