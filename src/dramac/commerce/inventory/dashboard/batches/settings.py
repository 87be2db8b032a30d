"""Whether a shop keeps batches, and what becomes of goods whose days are over."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.rules.batches import WHEN_EXPIRED, BatchSettings
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section

WORDS = {
    "aside": _("Set it aside for quality control, to be looked at"),
    "write_off": _("Write it off"),
}
MOST_DAYS = 3650
NUMBER = {"inputmode": "numeric", "autocomplete": "off", "size": "short"}


class BatchForm(SettingsForm):
    """Batches: on or off, and their days."""

    kind = BatchSettings
    title = _("Batches and expiry")
    address = "inventory:batch-settings"
    sections = (
        Section(
            _("Batches"),
            _("For food, cosmetics and whatever else has a number and a date on it. Goods that come in without a batch are "
              "kept as before."),
            ("is_on",),
        ),
        Section(
            _("Goods whose days are over"),
            _("The last day on which goods are sold is the one before they expire, by the clock of your shop."),
            ("when_expired", "least_days"),
        ),
        Section(_("Warnings"), _("Whoever gets e-mails of stock alerts is told of what expires soon."), ("warn_days",)),
    )  # fmt: skip

    is_on = forms.BooleanField(label=_("Keep batches with expiry dates"), required=False)
    when_expired = forms.ChoiceField(
        label=_("What expires"), choices=[(key, WORDS[key]) for key in WHEN_EXPIRED], widget=forms.RadioSelect
    )
    least_days = forms.IntegerField(
        label=_("Days that goods must have left to be sold"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=_("With 0 they are sold until the day before they expire."),
        widget=forms.TextInput(attrs=NUMBER),
    )
    warn_days = forms.IntegerField(
        label=_("Days before the end on which you are warned"),
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput(attrs=NUMBER),
    )


batch_settings = settings_page(BatchForm)
