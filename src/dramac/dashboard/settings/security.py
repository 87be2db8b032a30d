"""How staff sign in to work on the shop."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section
from dramac.tenancy.rules import SecuritySettings


class SecurityForm(SettingsForm):
    """What the shop asks of its staff at the door."""

    kind = SecuritySettings
    title = _("Security")
    address = "dashboard:security"
    sections = (
        Section(
            _("Signing in"),
            _("A password can be guessed or stolen. A second factor is a code that only the person's own phone shows."),
            ("second_factor",),
        ),
    )

    second_factor = forms.BooleanField(
        label=_("Staff must use a second factor"),
        required=False,
        help_text=_("Who has none is asked to set it up at their next click, you included."),
    )


security = settings_page(SecurityForm)
