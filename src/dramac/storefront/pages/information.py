"""Pages of the shop's own words: delivery, returns, contact, privacy, terms, and what the merchant adds."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dramac.storefront import texts
from dramac.storefront.frame import Head, show
from dramac.tenancy.requests import SiteRequest


@require_safe
def information(request: SiteRequest, page: str) -> HttpResponse:
    """A page of words. One statement."""
    found = texts.page(request.site, page)
    if found is None:
        raise Http404
    others = texts.links(request.site)
    head = Head(title=found.title, description=found.description, path=reverse("shop:page", kwargs={"page": page}))
    return show(request, "storefront/pages/information.html", {"page": found, "others": others}, head=head)
