"""Shipping methods: the list, and a form for each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.shipping import actions, permissions, queries
from dramac.commerce.shipping.dashboard.form import KINDS, SECTIONS, MethodForm, start_of
from dramac.commerce.shipping.models import ShippingMethod
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.dashboard.settings.records import FORM, LIST, Row
from dramac.kit.money import Money
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest
from dramac.ui.formats import money


@page(needs=permissions.VIEW, methods=("GET",))
def methods(request: SiteRequest) -> HttpResponse:
    """The ways to get goods to shoppers, in the order in which they are offered."""
    rows = [_row(request, method) for method in queries.methods(request.site)]
    add = (_("Add method"), here(request, "shipping:new")) if request.membership.may(permissions.EDIT) else None
    return show(
        request,
        LIST,
        heading=_("Shipping"),
        lead=_("How goods get to shoppers, and what that costs."),
        add=add,
        rows=rows,
        icon_name="truck",
        empty=(_("No shipping methods yet"), _("Add one: without it nothing that must be sent can be bought.")),
    )


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Add a method."""
    return _edited(request, None, {"kind": "flat", "tax_class": "standard", "is_active": True})


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def method(request: SiteRequest, method_id: UUID) -> HttpResponse:
    """Show a method, and change it."""
    found = queries.method(request.site, method_id)
    if found is None:
        raise Http404
    return _edited(request, found, start_of(found, request.site.currency))


@page(needs=permissions.EDIT, methods=("POST",))
def removal(request: SiteRequest, method_id: UUID) -> HttpResponse:
    """Offer a method no more."""
    if queries.method(request.site, method_id) is None:
        raise Http404
    actions.remove_method(site=request.site, method_id=method_id, by=request.actor, now=request.now)
    return done(request, _("The method was removed."), to=here(request, "shipping:methods"))


def _row(request: SiteRequest, found: ShippingMethod) -> Row:
    kind = str(dict(KINDS).get(found.kind, found.kind))
    price = "" if found.bands else money(Money(found.amount, request.site.currency))
    detail = " · ".join(word for word in (kind, price, ", ".join(found.countries)) if word)
    return Row(found.name, here(request, "shipping:method", method_id=found.pk), detail, found.is_active)


def _edited(request: SiteRequest, found: ShippingMethod | None, start: dict[str, Any]) -> HttpResponse:
    form = MethodForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        same = {"site": request.site, "details": form.details(found), "by": request.actor, "now": request.now}
        try:
            _save(found, same)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved."), to=here(request, "shipping:methods"))
    editable = request.membership.may(permissions.EDIT)
    return show(
        request,
        FORM,
        heading=found.name if found else _("New shipping method"),
        back=(_("Shipping"), here(request, "shipping:methods")),
        form=form,
        sections=SECTIONS,
        removal=here(request, "shipping:removal", method_id=found.pk) if found and editable else None,
        editable=editable,
    )


def _save(found: ShippingMethod | None, same: dict[str, Any]) -> None:
    if found is None:
        actions.add_method(**same)
    else:
        actions.edit_method(method_id=found.pk, **same)
