"""The wish list: products that a visitor wants to find again. Their browser keeps it; nobody has to sign in."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dramac.commerce.catalog import queries as catalog
from dramac.storefront import amounts, visits
from dramac.storefront import products as shown_products
from dramac.storefront.frame import Head, show
from dramac.tenancy.requests import SiteRequest


@require_safe
def wishlist(request: SiteRequest) -> HttpResponse:
    """What the visitor put on their list, the latest first; what is no longer sold is left out. Two statements."""
    wanted = visits.wished(request)
    cards = catalog.cards(request.site, wanted) if wanted else []
    found = {card.id: card for card in cards}
    kept = [found[key] for key in wanted if key in found]
    shown = shown_products.shown(request.site, kept, request.now)
    context = {"wishes": [(card.id, each) for card, each in zip(kept, shown, strict=True)]}
    head = Head(title=_("Wish list"), is_indexed=False)
    return show(request, "storefront/pages/wishlist.html", context, head=head)


@require_POST
def products(request: SiteRequest) -> HttpResponse:
    """Put a product on the list or take it off (`wanted=0`), and go back to where that was said. One statement."""
    key = amounts.key(request.POST.get("product", ""))
    cards = catalog.cards(request.site, [key]) if key else []
    if not cards:
        raise Http404
    others = [each for each in visits.wished(request) if each != key]
    there = reverse("shop:wishlist")
    back = there if request.POST.get("back") == "list" else reverse("shop:product", kwargs={"slug": cards[0].slug})
    response = HttpResponseRedirect(back, status=303)
    visits.keep_wished(request, response, others if request.POST.get("wanted") == "0" else [cards[0].id, *others])
    return response
