"""How a shop sells from its stock: what is kept for whom, and from where orders are sent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.rules.reserving import LONGEST_MINUTES, SellingSettings
from dramac.commerce.inventory.rules.shipping_from import RULES
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section

WORDS = {
    "default": _("The default location, else the fullest that has all"),
    "nearest": _("The one in the country of delivery, else the default one"),
    "fullest": _("The one that has most"),
    "fewest": _("As few parcels as possible"),
}


class SellingForm(SettingsForm):
    """What happens to stock while somebody checks out, and which location sends."""

    kind = SellingSettings
    title = _("Selling from stock")
    address = "inventory:selling"
    sections = (
        Section(
            _("At the checkout"),
            _("So that nobody loses what is in their cart while they type their address."),
            ("reserve_minutes",),
        ),
        Section(_("Where orders are sent from"), _("Only matters with more than one location."), ("ship_from",)),
    )

    reserve_minutes = forms.IntegerField(
        label=_("Minutes for which goods are kept for someone who is checking out"),
        min_value=0,
        max_value=LONGEST_MINUTES,
        help_text=_("Counted anew at each step. With 0 nothing is kept: whoever orders first gets it."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "short"}),
    )
    ship_from = forms.ChoiceField(
        label=_("Which location sends"), choices=[(rule, WORDS[rule]) for rule in RULES], widget=forms.RadioSelect
    )


selling = settings_page(SellingForm)
