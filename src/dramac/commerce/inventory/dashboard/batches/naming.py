"""How forms ask for a batch: its number and its date, where the shop keeps batches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import BatchName
from dramac.dashboard.forms import SiteForm, TextField


class NamesBatch(SiteForm):
    """A form that asks for a batch where the shop keeps them."""

    batch = TextField(
        label=_("Batch number"),
        max_length=60,
        required=False,
        help_text=_("Of what comes in. What is taken off leaves the batch that expires soonest unless you name one."),
    )
    expires = forms.DateField(
        label=_("Expires on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_batches = queries.batching(self.site).is_on
        if not self.has_batches:
            del self.fields["batch"], self.fields["expires"]

    def clean(self) -> dict[str, Any]:
        """A date is the date of a batch."""
        data = super().clean() or self.cleaned_data
        if data.get("expires") and not data.get("batch"):
            self.add_error("batch", _("Give the batch a number of at most 60 letters and digits."))
        return data


def named(data: Mapping[str, Any], suffix: str = "") -> BatchName | None:
    """The batch that a form names, if it names one."""
    number = data.get(f"batch{suffix}") or ""
    return BatchName(number, data.get(f"expires{suffix}")) if number else None
