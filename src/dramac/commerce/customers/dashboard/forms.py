"""What is asked about a customer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.forms import AddressField, SiteForm, TagsField, TextField


class CustomerForm(SiteForm):
    """Who somebody is, and whether they want to be written to."""

    name = TextField(label=_("Name"), required=False)
    email = AddressField(label=_("E-mail address"))
    phone = TextField(label=_("Phone"), max_length=40, required=False)
    accepts_marketing = forms.BooleanField(
        label=_("Accepts marketing"),
        required=False,
        help_text=_("Tick this only if they have said so."),
    )


class NoteForm(SiteForm):
    """What staff remember about a customer."""

    note = TextField(label=_("Note"), max_length=5000, rows=3, required=False, help_text=_("Only staff see it."))


class TagsForm(SiteForm):
    """Words that staff find a customer by."""

    tags = TagsField(label=_("Tags"), required=False, help_text=_("Separate them with commas."))


class ErasureForm(SiteForm):
    """The customer's e-mail address, typed once more, so that nobody is erased by a slip."""

    typed = TextField(max_length=254, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"}))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["typed"].label = _("Type “%(words)s” to confirm") % {"words": email}

    def clean_typed(self) -> str:
        """The address as typed. Raises ValidationError when it is another."""
        typed = str(self.cleaned_data["typed"]).strip()
        if typed.casefold() != self.email.casefold():
            raise ValidationError(_("This is not the customer's e-mail address."), "not_confirmed")
        return typed
