"""Why stock is changed, as every form that changes it asks: a reason from a list, a note, and whether to go below promises."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import permissions, queries
from dramac.commerce.inventory.actions import CannotAdjust, Why
from dramac.commerce.inventory.dashboard.words import CODES
from dramac.commerce.inventory.rules import MOST_UNITS
from dramac.dashboard.forms import SiteForm, TextField
from dramac.tenancy.requests import SiteRequest

TYPE_OF = {"damaged": "damage", "expired": "expired", "received": "restock", "return_restock": "return"}
"""The type of movement for a reason; of all others it is a correction."""

CHOICES = [(code, CODES[code]) for code in CODES if code not in ("quality", "safety")]


def why_of(code: str, note: str, *, beyond_committed: bool = False) -> Why:
    """A reason as the ledger keeps it."""
    return Why(TYPE_OF.get(code, "adjustment"), note, code=code, beyond_committed=beyond_committed)


def allowed(request: SiteRequest, why: Why) -> Why:
    """The same, if the person may take off what is promised where it says so. Raises CannotAdjust."""
    if why.beyond_committed and not request.membership.may(permissions.BEYOND_COMMITTED):
        words = _("Your role may not take off what is promised to orders. Ask somebody who manages the shop.")
        raise CannotAdjust(words, field="anyway", code="not_allowed")
    return why


def units_field(label: Any, **more: Any) -> forms.IntegerField:
    """A field for units that phones show a keyboard for that has digits and a minus sign."""
    widget = forms.TextInput(
        attrs={"inputmode": "text", "pattern": "[-+−]?[0-9]*", "autocomplete": "off", "size": "short"}
    )
    return UnitsField(label=label, min_value=-MOST_UNITS, max_value=MOST_UNITS, widget=widget, **more)


class UnitsField(forms.IntegerField):
    """Whole units; a typographic minus sign is one, too."""

    def to_python(self, value: Any) -> Any:
        """The number."""
        return super().to_python(
            value.replace("\N{MINUS SIGN}", "-").replace("+", "") if isinstance(value, str) else value
        )


class ReasonForm(SiteForm):
    """Why, and the choice to record it anyway, which is asked for once a change was refused for what is promised."""

    code = forms.ChoiceField(label=_("Reason"), choices=CHOICES, initial="correction")
    note = TextField(label=_("Note"), max_length=300, required=False)
    anyway = forms.BooleanField(
        label=_("Record it anyway"),
        help_text=_("Some of these units are promised to orders or set aside. Do this when they are really gone."),
        required=False,
    )

    is_below = False

    @property
    def asks_anyway(self) -> bool:
        """Whether the choice to record it anyway has to be shown: it was needed, or was made."""
        return bool(self.is_below or self["anyway"].value())

    def clean(self) -> dict[str, Any]:
        """Any other reason has to be told."""
        data = super().clean() or self.cleaned_data
        if data.get("code") == "other" and not data.get("note"):
            self.add_error("note", _("Say why, so that others understand the change."))
        return data

    def why(self) -> Why:
        """The same as the ledger keeps it."""
        data = self.cleaned_data
        return why_of(data["code"], data["note"], beyond_committed=data["anyway"])


class PlacedForm(ReasonForm):
    """The same with a location, the default one first."""

    location = forms.TypedChoiceField(label=_("Location"), coerce=UUID)
    field_order: Any = ("location",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["location"]
        assert isinstance(places, forms.ChoiceField)
        places.choices = [(str(one.pk), one.name) for one in queries.locations(self.site, only_active=True)]
        known = list(places.choices)
        if len(known) == 1 and not self.is_bound:
            self.initial.setdefault("location", known[0][0])

    @property
    def has_places(self) -> bool:
        """Whether there is more than one location to choose from."""
        places = self.fields["location"]
        assert isinstance(places, forms.ChoiceField)
        offered: Any = places.choices
        return len(list(offered)) > 1
