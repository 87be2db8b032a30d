"""Whether shoppers may wait, and how they are told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.waitlist.rules import WaitlistSettings
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section

NUMBER = {"inputmode": "numeric", "autocomplete": "off", "size": "short"}


class WaitlistForm(SettingsForm):
    """How a shop tells shoppers that something is back."""

    kind = WaitlistSettings
    title = _("Back in stock")
    address = "waitlist:settings"
    sections = (
        Section(
            _("Shoppers who wait"),
            _("One e-mail for each wish, and no other use of the address."),
            ("is_offered", "per_unit", "pause_minutes"),
        ),
    )

    is_offered = forms.BooleanField(
        label=_("Let shoppers leave their address at what is sold out"),
        required=False,
        help_text=_("Who waits already is told in any case."),
    )
    per_unit = forms.IntegerField(
        label=_("People told for each unit that came back"),
        min_value=1,
        max_value=1000,
        help_text=_(
            "The longest waiting first. With a few units and many who wait, nobody is sent after what is gone."
        ),
        widget=forms.TextInput(attrs=NUMBER),
    )
    pause_minutes = forms.IntegerField(
        label=_("Minutes until the next are told"),
        min_value=1,
        max_value=10_080,
        help_text=_("If there is still some left then."),
        widget=forms.TextInput(attrs=NUMBER),
    )


waitlist = settings_page(WaitlistForm)
