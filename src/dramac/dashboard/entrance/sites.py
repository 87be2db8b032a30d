"""Choosing a shop, for people who work on several."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dramac.dashboard.entrance.languages import in_readers_language
from dramac.dashboard.pages import go, to_sign_in
from dramac.tenancy import queries
from dramac.tenancy.models import User


@never_cache
@require_safe
@in_readers_language
def chooser(request: HttpRequest) -> HttpResponse:
    """The shops this person works on; straight to the only one."""
    if not isinstance(request.user, User):
        return to_sign_in(request)
    sites = queries.sites_of(request.user)
    home = [reverse("dashboard:home", kwargs={"site_slug": site.slug}) for site in sites]
    if len(sites) == 1:
        return go(request, home[0])
    shops = [{"label": site.name, "href": href} for site, href in zip(sites, home, strict=True)]
    return render(request, "dashboard/entrance/sites.html", {"shops": shops, "person": request.user})
