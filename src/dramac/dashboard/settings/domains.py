"""The host names at which the shop answers."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy import actions as tenancy
from dramac.tenancy import addresses, permissions, queries
from dramac.tenancy.models import Domain
from dramac.tenancy.requests import SiteRequest


class DomainForm(SiteForm):
    """A host name to answer at."""

    host = TextField(
        label=gettext_lazy("Host name"),
        max_length=260,
        help_text=gettext_lazy("Such as shop.example.com. Let its DNS point to this server first."),
    )


@page(needs=permissions.SETTINGS_VIEW, changes=permissions.SETTINGS_EDIT)
def domains(request: SiteRequest) -> HttpResponse:
    """The host names, and adding one."""
    form = DomainForm(sent(request), site=request.site)
    if request.method == "POST" and form.is_valid():
        try:
            tenancy.add_domain(site=request.site, host=form.cleaned_data["host"], by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("The shop answers there now."), to=here(request, "dashboard:domains"))
    return show(
        request,
        "dashboard/settings/domains.html",
        form=form,
        domains=queries.domains_of(request.site),
        address=addresses.shop_url(request.site),
        editable=request.membership.may(permissions.SETTINGS_EDIT),
    )


@page(needs=permissions.SETTINGS_EDIT, methods=("POST",))
def domain_preference(request: SiteRequest, domain_id: UUID) -> HttpResponse:
    """Let links use this host name."""
    domain = _found(request, domain_id)
    tenancy.prefer_domain(site=request.site, domain=domain, by=request.actor, now=request.now)
    return done(request, _("Links use %(host)s now.") % {"host": domain.host}, to=here(request, "dashboard:domains"))


@page(needs=permissions.SETTINGS_EDIT, methods=("POST",))
def domain_removal(request: SiteRequest, domain_id: UUID) -> HttpResponse:
    """Answer at this host name no more."""
    domain = _found(request, domain_id)
    tenancy.remove_domain(site=request.site, domain=domain, by=request.actor, now=request.now)
    message = _("The shop no longer answers at %(host)s.") % {"host": domain.host}
    return done(request, message, to=here(request, "dashboard:domains"))


def _found(request: SiteRequest, domain_id: UUID) -> Domain:
    domain = queries.domain(request.site, domain_id)
    if domain is None:
        raise Http404
    return domain
