"""How a shop finds out what it must order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.purchasing.rules import ReorderSettings
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section

LEVELS = [(level, f"{level} %") for level in ("80", "90", "95", "98", "99")]


def _days(label: Any, least: int, most: int, text: Any) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "size": "short"}
    widget = forms.TextInput(attrs=attrs)
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=text, widget=widget)


class ReorderForm(SettingsForm):
    """What the reorder list is worked out from."""

    kind = ReorderSettings
    title = _("Reordering")
    address = "purchasing:settings"
    sections = (
        Section(_("Demand"), _("What sold in these days says what sells a day."), ("window_days",)),
        Section(
            _("How much to order"),
            _("Ordered from the reorder point downwards: what sells until the delivery comes, and the safety stock."),
            ("lead_time_days", "cover_days", "service_level"),
        ),
    )

    window_days = _days(_("Days looked at"), 1, 365, _("Whole days before today."))
    lead_time_days = _days(_("Usual lead time in days"), 0, 365, _("Where neither the supplier nor the item says one."))
    cover_days = _days(_("An order lasts for days"), 1, 365, _("So much is suggested that it lasts as long as this."))
    service_level = forms.ChoiceField(
        label=_("Chance that stock lasts until the delivery"),
        choices=LEVELS,
        help_text=_(
            "The safety stock follows from it and from how unevenly something sells, unless it is set by hand."
        ),
    )


reordering = settings_page(ReorderForm)
