"""The first page of stock: how it is doing, what needs attention, a quick change, and what moved last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts import queries as alerts
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import WrongRows, sentence
from dramac.commerce.inventory.dashboard.finding import called, meant
from dramac.commerce.inventory.dashboard.reasons import PlacedForm, allowed, units_field
from dramac.commerce.inventory.dashboard.words import happened
from dramac.commerce.inventory.models import BatchLevel
from dramac.commerce.inventory.rules.differences import Way, Wish, WishFault
from dramac.dashboard.forms import TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

LATEST = 8
SHORT = 6


class QuickForm(PlacedForm):
    """What, how many and why, in one line."""

    what = TextField(
        label=_("SKU, barcode or product"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    units = units_field(_("Units"), help_text=_("With a minus sign to take away."))
    field_order = ("what", "units", "code", "location", "note")
    choices: Sequence[Variant] = ()

    def variant(self, chosen: str) -> Variant | None:
        """The one that is meant; with several or none, the field says so and they are offered."""
        found = meant(self.site, self.cleaned_data["what"])
        if one := next((row for row in found if str(row.pk) == chosen), None):
            return one
        if len(found) == 1:
            return found[0]
        self.choices = found
        words = _("Which of these do you mean?") if found else _("Nothing has this SKU, barcode or name.")
        self.add_error("what", str(words))
        return None


@page(needs=permissions.VIEW, methods=("GET",))
def overview(request: SiteRequest) -> HttpResponse:
    """How stock is doing."""
    return _shown(request, QuickForm(None, site=request.site, initial=_start(request)))


@page(needs=permissions.ADJUST, methods=("POST",))
def adjustment(request: SiteRequest) -> HttpResponse:
    """Change the stock of one variant at once."""
    form = QuickForm(sent(request), site=request.site, initial=_start(request))
    if form.is_valid() and (variant := form.variant(request.POST.get("variant", ""))):
        try:
            return _act(request, form, variant)
        except WrongRows as refusal:
            [(_place, wrong)] = refusal.wrong
            form.is_below = wrong.fault is WishFault.BELOW_COMMITTED
            form.add_error("units", sentence(wrong))
        except Refused as refusal:
            refuse(form, refusal)
    return _shown(request, form)


def _act(request: SiteRequest, form: QuickForm, variant: Variant) -> HttpResponse:
    wish = Wish(variant.pk, form.cleaned_data["location"], form.cleaned_data["units"], Way.ADD)
    made = actions.adjust_many(
        site=request.site, wishes=[wish], why=allowed(request, form.why()), by=request.actor, now=request.now
    )
    to = here(request, "inventory:index")
    if not made.levels:
        return done(request, now_("Nothing had to change."), to=to, tone="info")
    words = {"variant": called(variant), "before": made.levels[0].on_hand_before, "after": made.levels[0].on_hand}
    told = now_("%(variant)s: %(before)s → %(after)s on hand.") % words
    return done(request, told, to=to, undo=here(request, "inventory:group-reversal", group_id=made.id))


def _start(request: SiteRequest) -> dict[str, Any]:
    return {"location": str(actions.default_location(request.site)), "what": request.GET.get("what", "")[:120]}


def _shown(request: SiteRequest, form: QuickForm) -> HttpResponse:
    site = request.site
    on_sale = alerts.with_limits(site, catalog.variants_for_index(site).filter(product__status="active"))
    raised = list(alerts.get_stock_alerts(site)[:SHORT])
    short = queries.with_levels(site, on_sale).filter(queries.runs_low("low_at") | queries.sold_out())
    return show(
        request,
        "commerce/inventory/dashboard/overview.html",
        form=form,
        figures=queries.figures(site, on_sale),
        short=list(short.order_by("available", "pk")[:SHORT]),
        raised=raised,
        several=len({one.location_id for one in raised} | {actions.default_location(site)}) > 1,
        ageing=_ageing(request),
        latest=happened(request, queries.history(site, limit=LATEST).movements),
        may_adjust=request.membership.may(permissions.ADJUST),
        called=called,
    )


def _ageing(request: SiteRequest) -> list[BatchLevel]:
    """What expires soonest, of shops that keep batches. One statement, none for others."""
    kept = queries.batching(request.site)
    if not kept.is_on:
        return []
    until = request.now.astimezone(request.site.zone).date() + timedelta(days=kept.warn_days)
    return list(queries.expiring(request.site, until).order_by("batch__expires_on", "pk")[:SHORT])
