"""What is asked of whoever sends goods: how many, from where and of which batch if there is a choice, and how they travel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.orders.dashboard.units import UnitsForm
from dramac.dashboard.forms import SiteForm, TextField
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest
from dramac.ui import formats

if TYPE_CHECKING:
    from dramac.commerce.inventory.models import BatchLevel

CARRIER = TextField(label=_("Carrier"), max_length=80, required=False)
NUMBER = TextField(label=_("Tracking number"), max_length=120, required=False)
URL = TextField(
    label=_("Tracking link"), max_length=1000, required=False, help_text=_("Shoppers find it in their e-mail.")
)


Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Origins:
    """From where goods can leave: the locations by name, and the batches of each variant as choices."""

    places: Mapping[UUID, str]
    batches: Mapping[UUID, Choices] = field(default_factory=dict)


class FulfilmentForm(UnitsForm):
    """What leaves, from where and of which batch if there is a choice, and how it is followed."""

    location = forms.ChoiceField(label=_("Leaves from"), required=False)
    carrier = CARRIER
    tracking_number = NUMBER
    tracking_url = URL
    notify = forms.BooleanField(label=_("Write to the customer"), required=False, initial=True)

    def __init__(self, *args: Any, origins: Origins, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(key), name) for key, name in origins.places.items()]
        cast("forms.ChoiceField", self.fields["location"]).choices = [("", _("Where each thing is")), *places]
        if len(places) < 2:
            del self.fields["location"]
        known = dict(origins.batches)
        for line, _most in self.left:
            if line.variant_id and (choices := known.pop(line.variant_id, None)):
                self.fields[_batch_of(line.pk)] = forms.ChoiceField(
                    label=_("Batch of %(goods)s") % {"goods": line.title},
                    required=False,
                    choices=[("", _("What expires first")), *choices],
                )

    def batch_field(self, line_id: UUID) -> Any:
        """The field for the batch of a line's goods; None where there is none to choose."""
        name = _batch_of(line_id)
        return self[name] if name in self.fields else None

    @property
    def location_id(self) -> UUID | None:
        """The location that was chosen; None for wherever each thing is."""
        chosen = self.cleaned_data.get("location")
        return UUID(chosen) if chosen else None

    def batches(self) -> dict[UUID, UUID]:
        """The batches that were chosen, by line."""
        given = {line.pk: self.cleaned_data.get(_batch_of(line.pk)) for line, _most in self.left}
        return {line_id: UUID(chosen) for line_id, chosen in given.items() if chosen}


class TrackingForm(SiteForm):
    """How a parcel is followed."""

    carrier = CARRIER
    tracking_number = NUMBER
    tracking_url = URL


def origins_of(request: SiteRequest, variant_ids: Iterable[UUID]) -> Origins:
    """From where goods of these variants can leave. One statement, two where the shop keeps batches."""
    site = request.site
    places = {place.pk: place.name for place in stock.locations(site, only_active=True)}
    if not stock.batching(site).is_on:
        return Origins(places)
    rows = stock.sendable(site, request.now).filter(variant_id__in=list(variant_ids))
    shelves: dict[UUID, dict[UUID, list[BatchLevel]]] = {}
    for row in rows.order_by("batch__expires_on", "batch__number", "location__name"):
        shelves.setdefault(row.variant_id, {}).setdefault(row.batch_id, []).append(row)
    batches = {
        variant: [(str(key), _batch_words(held, places)) for key, held in of.items()] for variant, of in shelves.items()
    }
    return Origins(places, batches)


def promised(site: Site, order_id: UUID, origins: Origins) -> dict[UUID, str]:
    """Where the units of each variant were promised, in words. One statement, none where there is one location."""
    if len(origins.places) < 2:
        return {}
    held = stock.held(site, Reference("order", str(order_id)))
    return {variant: _places_words(at, origins.places) for variant, at in held.items()}


def _places_words(units: Mapping[UUID, int], places: Mapping[UUID, str]) -> str:
    """Locations by name, with the units of each where there are several."""
    known = [(places[place], count) for place, count in units.items() if place in places]
    return known[0][0] if len(known) == 1 else ", ".join(f"{name} ({count})" for name, count in known)


def _batch_words(held: list[BatchLevel], places: Mapping[UUID, str]) -> str:
    """A batch by its number, its last day, and how many units there are."""
    batch = held[0].batch
    words = [batch.number]
    if batch.expires_on:
        words.append(now_("expires %(date)s") % {"date": formats.date(batch.expires_on)})
    if len(places) > 1:
        words += [f"{vars(row)['free']} × {row.location.name}" for row in held]
    else:
        words.append(now_("%(count)s there") % {"count": sum(vars(row)["free"] for row in held)})
    return " · ".join(words)


def _batch_of(line_id: UUID) -> str:
    return f"batch_{line_id.hex}"
