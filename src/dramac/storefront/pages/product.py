"""A product's page: pictures, price, choice, availability and delivery before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Card, CategoryNode, DetailVariant, ListingQuery, Picture, ProductDetail
from dramac.commerce.catalog.rules.descriptions import safe_html, text_of
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.shipping import queries as shipping
from dramac.commerce.shipping.rules import ShippingRate
from dramac.commerce.waitlist import queries as waitlist
from dramac.kit.money import Money, to_decimal
from dramac.storefront import choosing, delivery, keeping, products, texts, visitors, visits
from dramac.storefront.errors import gone
from dramac.storefront.frame import Head, absolute, origin, show
from dramac.tenancy.requests import SiteRequest

RELATED = 4


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form says by which one asks to be told when something is back, or that the wish is kept."""

    email: str = ""
    problem: str = ""
    is_kept: bool = False


class Facts(NamedTuple):
    """Everything that the page of a product shows of what was read; `units` as pairs of variant and units for sale,
    `beyond` the first of the others that the visitor has not looked at, `email` that of who is signed in, `today` the
    day in the shop where something is promised for one."""

    product: ProductDetail
    units: tuple[tuple[UUID, int], ...]
    others: tuple[Card, ...]
    beyond: UUID | None
    seen: tuple[Card, ...]
    novelty: tuple[bool, ...]
    is_wished: bool
    rates: tuple[ShippingRate, ...]
    tree: tuple[CategoryNode, ...]
    email: str
    today: date | None


class Typed(NamedTuple):
    """What was sent with the form, with the sentence that says what is wrong with it."""

    problem: str = ""
    quantity: str = "1"
    variant: str = ""
    wish: Wish | None = None


@require_safe
def product(request: SiteRequest, slug: str) -> HttpResponse:
    """A product on sale. Seven statements, two more for a visitor with a cart; an address it once had leads here,
    and what was sold here once is said to be gone."""
    found = catalog.product_detail(request.site, slug)
    if found is None:
        return _elsewhere(request, slug)
    facts = _facts(request, found)
    response = keeping.drawn(request, facts, lambda: _show(request, facts, Typed()))
    visits.keep_seen(request, response, [found.id, *(key for key in visits.seen(request) if key != found.id)])
    return response


def _elsewhere(request: SiteRequest, slug: str) -> HttpResponse:
    """What is said at an address where nothing is sold: where it went, or that it is gone for good (410)."""
    if moved := catalog.moved_to(request.site, "product", slug):
        return HttpResponsePermanentRedirect(reverse("shop:product", kwargs={"slug": moved}))
    if archived := catalog.product_gone(request.site, slug):
        return gone(request, archived)
    raise Http404


def show_product(
    request: SiteRequest,
    found: ProductDetail,
    *,
    problem: str = "",
    typed: str = "1",
    asked: str = "",
    wish: Wish | None = None,
) -> HttpResponse:
    """The page of a product; with a problem, what was typed stands there with the sentence beside it, and status 422."""
    return _show(request, _facts(request, found), Typed(problem, typed, asked, wish))


def _facts(request: SiteRequest, found: ProductDetail) -> Facts:
    """Everything that is read for the page of a product."""
    site = request.site
    units = inventory.availability(site, [variant.id for variant in found.variants])
    others, looked_at = tuple(_related(request, found)), visits.seen(request)
    seen = tuple(_seen(request, found.id, looked_at))
    customer = visitors.customer_of(request)
    return Facts(
        found,
        tuple(units.items()),
        others,
        next((card.id for card in others if card.id not in looked_at), None),
        seen,
        products.novelty((*others, *seen), request.now),
        found.id in visits.wished(request),
        shipping.rates(site),
        catalog.category_tree(site),
        customer.email if customer else "",
        _today(request, found),
    )


def _today(request: SiteRequest, found: ProductDetail) -> date | None:
    """The day in the shop, where the page tells days that count from it or may be past."""
    return request.now.astimezone(request.site.zone).date() if found.tells_a_day else None


def _show(request: SiteRequest, facts: Facts, sent: Typed) -> HttpResponse:
    site, found, units = request.site, facts.product, dict(facts.units)
    page = reverse("shop:product", kwargs={"slug": found.slug})
    chosen = choosing.chosen_variant(found, sent.variant or request.GET.get("variant", ""), units)
    available = choosing.availability(chosen, units, facts.today) if chosen else choosing.Availability(0)
    related = products.shown(site, facts.others, request.now)
    context = {
        "tree": facts.tree,
        "product": found,
        "chosen": chosen,
        "options": choosing.options(found, chosen, units, page),
        "available": available,
        "price": _money(request, chosen.price if chosen else found.price_from),
        "compare_at": _compare_at(request, chosen),
        "images": [catalog.picture(picture) for picture in _pictures(found, chosen)],
        "description": safe_html(found.description_html),
        "crumbs": _crumbs(found),
        "promise": delivery.promise(
            site, facts.rates, weight_g=chosen.weight_g if chosen else 0, price=chosen.price if chosen else 0
        ),
        "policies": [said for name in ("shipping", "returns") if (said := texts.page(site, name))],
        "related": related[:RELATED],
        "beyond": next(
            (card for other, card in zip(facts.others, related, strict=True) if other.id == facts.beyond), None
        ),
        "is_wished": facts.is_wished,
        "seen": products.shown(site, facts.seen, request.now),
        "quantity": sent.quantity,
        "problem": sent.problem,
        "wish": sent.wish or _wish(request, facts, available),
    }
    status = 422 if sent.problem or (sent.wish and sent.wish.problem) else 200
    return show(request, "storefront/pages/product.html", context, head=_head(request, found, units), status=status)


def _wish(request: SiteRequest, facts: Facts, available: choosing.Availability) -> Wish | None:
    """The form for what is sold out, where the shop offers it."""
    if available.can_be_bought or not waitlist.is_offered(request.site):
        return None
    return Wish(facts.email, is_kept="waiting" in request.GET)


def _related(request: SiteRequest, found: ProductDetail) -> list[Card]:
    """What goes with the product: of its own categories, filled up from those above. One statement, a second for a small category."""
    cards = catalog.related_products(request.site, found.id, limit=2 * RELATED)
    if len(cards) >= RELATED or not found.trail:
        return cards
    wider = catalog.product_page(request.site, ListingQuery(category=found.trail[0].path, size=2 * RELATED)).cards
    known = {found.id, *(card.id for card in cards)}
    return [*cards, *(card for card in wider if card.id not in known)]


def _seen(request: SiteRequest, current: UUID, looked_at: list[UUID]) -> list[Card]:
    keys = [key for key in looked_at if key != current][:RELATED]
    return catalog.cards(request.site, keys) if keys else []


def _pictures(found: ProductDetail, chosen: DetailVariant | None) -> list[Picture]:
    """The pictures in their order, the chosen variant's own first."""
    own = chosen.image_id if chosen else None
    return sorted(found.pictures, key=lambda picture: picture.id != own)


def _crumbs(found: ProductDetail) -> list[tuple[str, str]]:
    steps = [(step.name, reverse("shop:category", kwargs={"path": step.path})) for step in found.trail]
    return [(_("Home"), reverse("shop:home")), *steps]


def _money(request: SiteRequest, minor: int) -> Money:
    return Money(minor, request.site.currency)


def _compare_at(request: SiteRequest, chosen: DetailVariant | None) -> Money | None:
    if chosen is None or chosen.compare_at is None or chosen.compare_at <= chosen.price:
        return None
    return _money(request, chosen.compare_at)


def _head(request: SiteRequest, found: ProductDetail, units: dict[UUID, int]) -> Head:
    path = reverse("shop:product", kwargs={"slug": found.slug})
    description = found.seo_description or text_of(found.description_html)[:160]
    image = catalog.picture(found.pictures[0]) if found.pictures else None
    return Head(
        title=found.seo_title or found.title,
        description=description,
        path=path,
        image=image,
        structured=[_structured(request, found, units), _trail(request, found)],
    )


def _structured(request: SiteRequest, found: ProductDetail, units: dict[UUID, int]) -> dict[str, Any]:
    """The product as schema.org describes one; the first fifty variants are offers."""
    url = absolute(request, reverse("shop:product", kwargs={"slug": found.slug}))
    images = [catalog.picture(picture) for picture in found.pictures[:5]]
    told: dict[str, Any] = {
        "@type": "Product",
        "name": found.title,
        "description": text_of(found.description_html)[:500],
        "url": url,
        "image": [origin(request) + image.src for image in images if image],
        "offers": [_offer(request, variant, units, url) for variant in found.variants[:50]],
    }
    if found.vendor:
        told["brand"] = {"@type": "Brand", "name": found.vendor}
    if found.variants and found.variants[0].sku:
        told["sku"] = found.variants[0].sku
    return told


def _offer(request: SiteRequest, variant: DetailVariant, units: dict[UUID, int], url: str) -> dict[str, Any]:
    state = choosing.availability(variant, units).schema
    return {
        "@type": "Offer",
        "url": f"{url}?variant={variant.id}",
        "price": str(to_decimal(_money(request, variant.price))),
        "priceCurrency": request.site.currency,
        "availability": f"https://schema.org/{state}",
        **({"sku": variant.sku} if variant.sku else {}),
    }


def _trail(request: SiteRequest, found: ProductDetail) -> dict[str, Any]:
    steps = [(step.name, reverse("shop:category", kwargs={"path": step.path})) for step in found.trail]
    listed = [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(request, path)}
        for place, (name, path) in enumerate(steps, 1)
    ]
    listed.append({"@type": "ListItem", "position": len(listed) + 1, "name": found.title})
    return {"@type": "BreadcrumbList", "itemListElement": listed}
