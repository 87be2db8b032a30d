"""From how many units the shop calls stock low, and who is told of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts import actions, permissions, queries
from dramac.commerce.alerts.dashboard.words import MAILINGS
from dramac.commerce.alerts.rules import MOST_HYSTERESIS, MOST_UNITS, AlertSettings
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.dashboard.settings.records import Section
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

SHORT = {"inputmode": "numeric", "autocomplete": "off", "size": "short"}
SECTIONS = (
    Section(
        _("The shop's own limits"),
        _("For everything that has none nearer: a variant, a product or a location may have others."),
        ("low_stock_threshold", "critical_stock_threshold", "hysteresis"),
    ),
    Section(_("In the dashboard"), _("Open alerts are counted beside the inventory."), ("is_active", "on_dashboard")),
    Section(
        _("By e-mail"),
        _("Each alert is told once. What came back before its e-mail was sent is left out."),
        ("email", "digest_hour", "recipients"),
    ),
)


def _hours() -> list[tuple[int, str]]:
    return [(hour, f"{hour:02d}:00") for hour in range(24)]


class AlertsForm(SiteForm):
    """Limits and wishes of the whole shop."""

    low_stock_threshold = forms.IntegerField(
        label=_("Low from"), min_value=0, max_value=MOST_UNITS, widget=forms.TextInput(attrs=SHORT),
        help_text=_("Units of a variant at a location that can be sold."),
    )  # fmt: skip
    critical_stock_threshold = forms.IntegerField(
        label=_("Critical from"), min_value=0, max_value=MOST_UNITS, widget=forms.TextInput(attrs=SHORT)
    )
    hysteresis = forms.IntegerField(
        label=_("Closed when so many above the limit"),
        min_value=0,
        max_value=MOST_HYSTERESIS,
        help_text=_(
            "So that a number that goes up and down by one does not ring each time. An alert closes above its limit and these."
        ),
        widget=forms.TextInput(attrs=SHORT),
    )
    is_active = forms.BooleanField(label=_("Watch the stock and raise alerts"), required=False)
    on_dashboard = forms.BooleanField(label=_("Show alerts on the first page and count them"), required=False)
    email = forms.ChoiceField(label=_("E-mails"), choices=list(MAILINGS.items()), widget=forms.RadioSelect)
    digest_hour = forms.TypedChoiceField(
        label=_("Hour of the daily e-mail"), coerce=int, choices=_hours, help_text=_("In the shop's time zone.")
    )
    recipients = TextField(
        label=_("Recipients"),
        max_length=6000,
        rows=3,
        required=False,
        help_text=_("One e-mail address a line. Empty for the shop's contact address."),
    )

    def told(self) -> AlertSettings:
        """The wishes."""
        data = self.cleaned_data
        names = ("is_active", "on_dashboard", "email", "digest_hour", "hysteresis")
        addresses = tuple(part for part in re.split(r"[\s,;]+", data["recipients"]) if part)
        return AlertSettings(**{name: data[name] for name in names}, recipients=addresses)


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def settings(request: SiteRequest) -> HttpResponse:
    """Show limits and wishes of the whole shop, and change them."""
    form = AlertsForm(sent(request), site=request.site, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        limits = {
            "low": form.cleaned_data["low_stock_threshold"],
            "critical": form.cleaned_data["critical_stock_threshold"],
        }
        try:
            actions.update_alert_settings(
                site=request.site, told=form.told(), **limits, by=request.actor, now=request.now
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved. The stock is looked at anew."), to=here(request, "alerts:settings"))
    return show(
        request,
        "commerce/alerts/dashboard/settings.html",
        heading=_("Stock alerts"),
        back=None,
        form=form,
        sections=SECTIONS,
        removal=None,
        editable=request.membership.may(permissions.EDIT),
    )


def _initial(request: SiteRequest) -> dict[str, Any]:
    limit, told = queries.shop_limit(request.site), queries.alert_settings(request.site)
    names = ("is_active", "on_dashboard", "email", "digest_hour", "hysteresis")
    return {
        **{name: getattr(told, name) for name in names},
        "low_stock_threshold": limit.low,
        "critical_stock_threshold": limit.critical,
        "recipients": "\n".join(told.recipients),
    }
