"""How a shop keeps its stock."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.rules import StockSettings
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section

MOST = 1_000_000


class StockForm(SettingsForm):
    """When stock is low."""

    kind = StockSettings
    title = _("Inventory")
    address = "inventory:settings"
    sections = (
        Section(
            _("Running low"),
            _("Shown on the first page, in the list of stock, and by the API."),
            ("low_at",),
        ),
    )

    low_at = forms.IntegerField(
        label=_("Units at which a variant is low"),
        min_value=0,
        max_value=MOST,
        help_text=_("Counted over all locations, of what can be sold. With 0 only what is sold out is shown."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "short"}),
    )


stock = settings_page(StockForm)
