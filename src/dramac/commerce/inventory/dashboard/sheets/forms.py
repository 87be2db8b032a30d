"""What is asked about a file: the file itself, then how it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import Why
from dramac.commerce.inventory.dashboard.reasons import PlacedForm
from dramac.commerce.inventory.dashboard.sheets.reading import Wanted
from dramac.commerce.inventory.rules import MANUAL, Reference
from dramac.commerce.inventory.rules.differences import Way
from dramac.dashboard.forms import SiteForm

ACCEPT = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LABELS = {
    "code": _("SKU or barcode"),
    "units": _("Number"),
    "location": _("Location"),
    "batch": _("Batch"),
    "expires": _("Expires"),
}
OF_BATCHES = ("batch", "expires")


class UploadForm(SiteForm):
    """The file."""

    file = forms.FileField(
        label=_("File with stock"),
        help_text=_("CSV or XLSX with a column for the SKU or barcode and one for the number."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Choose a file first.")},
    )


class SheetForm(PlacedForm):
    """Which column says what, how the numbers are meant, where and why."""

    way = forms.ChoiceField(
        label=_("The numbers are"),
        choices=((Way.SET.value, _("What is on hand")), (Way.ADD.value, _("To add, or with a minus to take away"))),
        widget=forms.RadioSelect,
        initial=Way.SET.value,
    )
    column_code = forms.TypedChoiceField(label=LABELS["code"], coerce=int)
    column_units = forms.TypedChoiceField(label=LABELS["units"], coerce=int)
    column_location = forms.TypedChoiceField(label=LABELS["location"], coerce=int, required=False, empty_value=None)
    column_batch = forms.TypedChoiceField(label=LABELS["batch"], coerce=int, required=False, empty_value=None)
    column_expires = forms.TypedChoiceField(label=LABELS["expires"], coerce=int, required=False, empty_value=None)
    field_order = (
        "column_code",
        "column_units",
        "column_location",
        *(f"column_{one}" for one in OF_BATCHES),
        "way",
        "location",
        "code",
        "note",
        "anyway",
    )

    def __init__(self, *args: Any, headers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(place), header or "–") for place, header in enumerate(headers)]
        self.has_batches = queries.batching(self.site).is_on
        none = {"location": _("One place for all"), "batch": "–", "expires": "–"}
        for what in LABELS:
            field = self.fields[f"column_{what}"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", none[what]), *named] if what in none else named
            if what in OF_BATCHES and not self.has_batches:
                del self.fields[f"column_{what}"]

    def clean(self) -> dict[str, Any]:
        """No column says two things."""
        data = super().clean()
        if data.get("column_code") is not None and data.get("column_code") == data.get("column_units"):
            self.add_error("column_units", _("Choose another column than for the SKU."))
        return data

    def wanted(self) -> Wanted:
        """How the file is to be read."""
        data = self.cleaned_data
        chosen = {what: data[f"column_{what}"] for what in LABELS if data.get(f"column_{what}") is not None}
        return Wanted(chosen, Way(data["way"]), data["location"])

    def why_for(self, sheet_id: UUID, name: str) -> Why:
        """Why, made for this file, so that it is posted but once."""
        why = self.why()
        return Why(
            why.type,
            why.reason if self.cleaned_data["note"] else name,
            Reference(MANUAL, str(sheet_id)),
            code=why.code,
            beyond_committed=why.beyond_committed,
        )
