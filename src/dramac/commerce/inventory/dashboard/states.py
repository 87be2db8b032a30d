"""Setting units of one variant aside, as damaged, for quality control or as safety stock, and putting them back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import Why, WrongRows, sentence
from dramac.commerce.inventory.dashboard.bulk import AsideForm
from dramac.commerce.inventory.dashboard.finding import found
from dramac.commerce.inventory.dashboard.groups import made
from dramac.commerce.inventory.dashboard.reasons import allowed
from dramac.commerce.inventory.rules.differences import Aside, WishFault
from dramac.dashboard.pages import here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class StateForm(AsideForm):
    """Which way, as what, how many and where."""

    way = forms.ChoiceField(
        label=_("What do you want to do?"),
        choices=(("aside", _("Set aside: not for sale")), ("back", _("Put back on sale"))),
        widget=forms.RadioSelect,
        initial="aside",
    )
    field_order = ("way", "state", "units", "location", "note", "anyway")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].label = _("Units")


@page(needs=permissions.ADJUST)
def state(request: SiteRequest, variant_id: UUID) -> HttpResponse:
    """Take units of a variant out of what can be sold, or put them back."""
    variant = found(request, variant_id)
    place = request.GET.get("location") or str(actions.default_location(request.site))
    form = StateForm(sent(request), site=request.site, initial={"location": place, "way": "aside"})
    if request.method == "POST" and form.is_valid():
        try:
            return _act(request, form, variant_id)
        except WrongRows as refusal:
            [(_place, wrong)] = refusal.wrong
            form.is_below = wrong.fault is WishFault.BELOW_COMMITTED
            form.add_error("units", sentence(wrong))
        except Refused as refusal:
            refuse(form, refusal)
    levels = queries.levels(request.site, [variant_id]).get(variant_id, [])
    names = {one.pk: one.name for one in queries.locations(request.site)}
    context: dict[str, Any] = {"form": form, "variant": variant, "levels": levels, "names": names}
    return show(request, "commerce/inventory/dashboard/state.html", **context)


def _act(request: SiteRequest, form: StateForm, variant_id: UUID) -> HttpResponse:
    data = form.cleaned_data
    units = data["units"] if data["way"] == "aside" else -data["units"]
    why = allowed(request, Why("adjustment", data["note"], code=data["state"], beyond_committed=data["anyway"]))
    group = actions.set_aside(
        site=request.site,
        asides=[Aside(variant_id, data["location"], data["state"], units)],
        why=why,
        by=request.actor,
        now=request.now,
    )
    return made(request, group, to=here(request, "inventory:variant", variant_id=variant_id))
