"""The home page: what the shop is, where to go, what is new."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import CategoryNode, ListingQuery
from dramac.kit.pictures import PictureSources
from dramac.storefront import products, texts
from dramac.storefront.frame import Head, absolute, show
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

NEW_ARRIVALS = 8
TILES = (8, 4, 3, 2)
"""How many categories are shown: so many that their rows are full."""


@require_safe
def home(request: SiteRequest) -> HttpResponse:
    """The home page. Three statements; one more for a featured product, two more for a visitor with a cart."""
    site = request.site
    tree = catalog.category_tree(site)
    arrivals = catalog.product_page(site, ListingQuery(size=NEW_ARRIVALS)).cards
    hero = texts.passage(site, "home")
    context = {
        "tree": tree,
        "hero": hero,
        "hero_image": hero.image or next((catalog.picture(card.picture) for card in arrivals if card.picture), None),
        "tiles": _tiles(site, tree[: next((count for count in TILES if count <= len(tree)), len(tree))]),
        "featured": _featured(request),
        "arrivals": products.shown(site, arrivals, request.now),
        "story": texts.passage(site, "story"),
        "words": texts.passage(site, "featured"),
        "promises": texts.promises(site),
    }
    address = reverse("shop:home")
    head = Head(
        description=hero.text or site.tagline,
        path=address,
        image=context["hero_image"] if isinstance(context["hero_image"], PictureSources) else None,
        structured=[
            {
                "@type": "WebSite",
                "name": site.name,
                "url": absolute(request, address),
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": absolute(request, reverse("shop:search")) + "?q={search_term_string}",
                    "query-input": "required name=search_term_string",
                },
            },
            {"@type": "Organization", "name": site.name, "url": absolute(request, address)},
        ],
    )
    return show(request, "storefront/pages/home.html", context, head=head)


def _featured(request: SiteRequest) -> products.ShownCard | None:
    """The product that the merchant wants to be seen. One statement, none where there is none."""
    chosen = texts.featured(request.site)
    cards = catalog.cards(request.site, [chosen]) if chosen else []
    return next(iter(products.shown(request.site, cards, request.now)), None)


def _tiles(site: Site, nodes: tuple[CategoryNode, ...]) -> list[dict[str, object]]:
    covers = catalog.category_covers(site, [node.id for node in nodes])
    return [
        {
            "label": node.name,
            "href": reverse("shop:category", kwargs={"path": node.path}),
            "image": catalog.picture(covers.get(node.id)),
        }
        for node in nodes
    ]
