"""Being told when something sold out is back: asking for the one e-mail, and not wanting it any more."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.waitlist import actions, queries
from dramac.commerce.waitlist.actions import Asking, CannotAsk
from dramac.kit.throttle import TooMany
from dramac.storefront import amounts, signing, visitors
from dramac.storefront.frame import Head, show
from dramac.storefront.pages.product import Wish, show_product
from dramac.tenancy.requests import SiteRequest

LONGEST = 300


@require_POST
def requests(request: SiteRequest) -> HttpResponse:
    """Leave one's address at a variant that is sold out; what is wrong with it is said on the product's page."""
    variant_id = amounts.key(request.POST.get("variant", ""))
    variant = catalog.variants_for_sale(request.site, [variant_id]).get(variant_id) if variant_id else None
    if variant is None or not variant.is_on_sale:
        raise Http404
    page = f"{reverse('shop:product', kwargs={'slug': variant.product_slug})}?variant={variant.id}"
    email = request.POST.get("email", "")[:LONGEST].strip()
    customer = visitors.customer_of(request)
    asking = Asking(email, customer.pk if customer else None, get_language() or "", visitors.address_of(request))
    try:
        actions.ask(site=request.site, variant_id=variant.id, asking=asking, now=request.now)
    except (CannotAsk, TooMany) as refusal:
        if refusal.code in ("in_stock", "not_offered"):
            return HttpResponseRedirect(page, status=303)
        return _again(request, variant.product_slug, variant.id, Wish(email, str(refusal)), refusal)
    return HttpResponseRedirect(f"{page}&waiting=1#restock", status=303)


def _again(request: SiteRequest, slug: str, variant_id: UUID, wish: Wish, refusal: CannotAsk | TooMany) -> HttpResponse:
    found = catalog.product_detail(request.site, slug)
    if found is None:
        raise Http404
    response = show_product(request, found, asked=str(variant_id), wish=wish)
    if isinstance(refusal, TooMany):
        response.status_code = 429
        response["Retry-After"] = str(refusal.retry_after)
    return response


@require_safe
def wish(request: SiteRequest, token: str) -> HttpResponse:
    """What the link of the e-mail opens. It shows and changes nothing by itself: mail programs open links, too."""
    found = queries.by_token(request.site, token)
    if found is None:
        raise Http404
    head = Head(title=_("Your request"), is_indexed=False)
    context = {"wish": found, "token": token, "ended": "ended" in request.GET}
    response = show(request, "storefront/pages/restock.html", context, head=head)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
def cancellation(request: SiteRequest, token: str) -> HttpResponse:
    """Want no e-mail about anything that this address waits for in this shop."""
    found = queries.by_token(request.site, token)
    if found is None:
        raise Http404
    actions.cancel_all(site=request.site, request=found, now=request.now)
    return HttpResponseRedirect(reverse("shop:restock-request", kwargs={"token": token}) + "?ended=1", status=303)


@signing.signed_in_only
@require_POST
def own_cancellation(request: SiteRequest, request_id: UUID) -> HttpResponse:
    """End one of the customer's own wishes; another's is not there."""
    customer = visitors.customer_of(request)
    found = queries.by_id(request.site, request_id)
    if found is None or found.customer_id != customer.pk:
        raise Http404
    actions.cancel(site=request.site, request_ids=[request_id], now=request.now)
    return HttpResponseRedirect(reverse("shop:account"), status=303)
