"""Whom e-mails come from, and which are sent."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.forms import AddressField, TextField
from dramac.dashboard.settings.areas import SettingsForm, settings_page
from dramac.dashboard.settings.records import Section
from dramac.notifications.dashboard.kinds import KINDS
from dramac.notifications.rules import MailSettings


class MailForm(SettingsForm):
    """How the shop writes to people."""

    kind = MailSettings
    title = _("Notifications")
    address = "notifications:settings"
    sections = (
        Section(
            _("Sender"),
            _("Leave empty what should follow the shop's own name and contact address."),
            ("sender_name", "sender_address", "reply_to", "orders_to"),
        ),
        Section(_("E-mails"), _("Codes to sign in and invitations are always sent."), ("sent",)),
    )

    sender_name = TextField(label=_("Sender's name"), max_length=120, required=False)
    sender_address = AddressField(
        label=_("Sender's address"),
        required=False,
        help_text=_("Your mail server must be allowed to send for it (SPF, DKIM), else e-mails end as spam."),
    )
    reply_to = AddressField(label=_("Answers go to"), required=False)
    orders_to = AddressField(label=_("New orders are told to"), required=False)
    sent = forms.MultipleChoiceField(
        label=_("Which e-mails are sent"),
        choices=[(kind, label) for kind, (label, _text) in KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


notifications = settings_page(MailForm, template="notifications/dashboard/settings.html", kinds=KINDS)
