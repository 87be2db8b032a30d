"""The buttons of the first steps."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dramac.commerce.catalog import permissions as catalog
from dramac.dashboard.pages import done, here, page
from dramac.project.beginning import samples as sample_products
from dramac.project.beginning.steps import PREFERENCE
from dramac.tenancy import actions as tenancy
from dramac.tenancy.requests import SiteRequest


@page(needs=catalog.EDIT, methods=("POST",))
def samples(request: SiteRequest) -> HttpResponse:
    """Bring the sample products, in the background."""
    sample_products.bring_later.enqueue(str(request.site.pk))
    message = _("The sample products appear in a few seconds.")
    return done(request, message, to=here(request, "dashboard:home"))


@page(needs=catalog.EDIT, methods=("POST",))
def samples_removal(request: SiteRequest) -> HttpResponse:
    """Remove the sample products."""
    removed, archived = sample_products.remove(request.site, by=request.actor, now=request.now)
    number = removed + archived
    message = ngettext("%(num)d sample product is gone.", "%(num)d sample products are gone.", number) % {"num": number}
    return done(request, message, to=here(request, "dashboard:home"))


@page(needs=catalog.EDIT, methods=("POST",))
def dismissal(request: SiteRequest) -> HttpResponse:
    """Show the list no more to this person on this shop."""
    person = request.membership.user
    kept = [*(person.preferences.get(PREFERENCE) or []), str(request.site.pk)]
    tenancy.prefer(person=person, **{PREFERENCE: kept})
    return done(request, _("Hidden. Everything is under Settings."), to=here(request, "dashboard:home"))
