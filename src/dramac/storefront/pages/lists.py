"""Pages that list products: everything, a category, a search; and the suggestions below the search field."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import CategoryDetail, CategoryNode, ListingQuery
from dramac.commerce.catalog.rules.descriptions import safe_html, text_of
from dramac.kit.reversing import reverse
from dramac.kit.text import one_line
from dramac.storefront import keeping, listing, products
from dramac.storefront.frame import Head, absolute, part, show
from dramac.storefront.listing import Found
from dramac.tenancy.requests import SiteRequest

SUGGESTIONS = 5
LONGEST_SEARCH = 200
CONSOLATION = 8


View = Callable[..., HttpResponse]


def tidily(view: View) -> View:
    """Let a list stand at its shortest address: others lead there, and a script that swaps the list is told it."""

    @wraps(view)
    def tidied(request: SiteRequest, **parts: str) -> HttpResponse:
        query = listing.tidy(request.GET)
        if query is None:
            return view(request, **parts)
        if not request.htmx:
            return HttpResponseRedirect(request.path + query)
        response = view(request, **parts)
        response["HX-Push-Url"] = request.path + query
        return response

    return tidied


@require_safe
@tidily
def everything(request: SiteRequest) -> HttpResponse:
    """All products. Four statements."""
    found = listing.found(request.site, listing.asked(request.site, request.GET))
    facts = found.page, found.facets, _novelty(request, found), catalog.category_tree(request.site)
    return keeping.drawn(request, facts, lambda: _everything(request, found, facts[-1]))


def _everything(request: SiteRequest, found: Found, tree: tuple[CategoryNode, ...]) -> HttpResponse:
    shown = listing.listing(request.site, request.GET, found)
    head = Head(title=_("Everything"), path=_path(reverse("shop:products"), found.query))
    children = [_child(node) for node in tree]
    return _show(request, {"tree": tree, "heading": _("Everything"), "children": children, "listing": shown}, head)


@require_safe
@tidily
def category(request: SiteRequest, path: str) -> HttpResponse:
    """A category with those below it. Six statements. An address it once had leads to the one it has now."""
    site = request.site
    found = catalog.category_by_path(site, path.strip("/"))
    if found is None:
        moved = catalog.moved_to(site, "category", path.strip("/"))
        if moved is None:
            raise Http404
        return HttpResponsePermanentRedirect(reverse("shop:category", kwargs={"path": moved}))
    listed = listing.found(site, listing.asked(site, request.GET, category=found.path))
    facts = found, listed.page, listed.facets, _novelty(request, listed), catalog.category_tree(site)
    return keeping.drawn(request, facts, lambda: _category(request, found, listed, facts[-1]))


def _category(
    request: SiteRequest, found: CategoryDetail, listed: Found, tree: tuple[CategoryNode, ...]
) -> HttpResponse:
    node = _node(tree, found)
    context = {
        "tree": tree,
        "heading": found.name,
        "intro": safe_html(found.description_html),
        "crumbs": _crumbs(found),
        "children": [_child(child) for child in node.children] if node else [],
        "listing": listing.listing(request.site, request.GET, listed),
    }
    return _show(request, context, _category_head(request, found, listed.query))


@require_safe
@tidily
def search(request: SiteRequest) -> HttpResponse:
    """What was searched for, slips of the keyboard forgiven; what is new where nothing is found. At most ten statements."""
    site = request.site
    text = one_line(request.GET.get("q", "")[:LONGEST_SEARCH])
    head = Head(title=_("Search"), is_indexed=False)
    if not text:
        return _show(request, {"heading": _("Search"), "query": "", **_consolation(request)}, head)
    found = listing.listing(site, request.GET, listing.found(site, listing.asked(site, request.GET, text=text)))
    heading = _("Results for “%(words)s”") % {"words": text}
    context: dict[str, Any] = {"heading": heading, "query": text, "listing": found}
    if not found.cards:
        context |= _consolation(request)
    return _show(request, context, Head(title=heading, is_indexed=False))


@require_safe
def suggestions(request: SiteRequest) -> HttpResponse:
    """A few products that what is being typed may mean, with pictures. One statement, four at most."""
    text = one_line(request.GET.get("q", "")[:LONGEST_SEARCH])
    found = catalog.search(request.site, text, limit=SUGGESTIONS) if len(text) > 1 else None
    cards = products.shown(request.site, found.cards, request.now) if found else []
    return part(request, "storefront/parts/suggestions.html", {"cards": cards, "query": text})


def _show(request: SiteRequest, context: dict[str, Any], head: Head) -> HttpResponse:
    empty: dict[str, Any] = {
        "intro": "",
        "crumbs": [],
        "children": [],
        "query": None,
        "listing": None,
        "consolation": [],
    }
    shown = {**empty, **context}
    cards = shown["listing"].cards if shown["listing"] else ()
    shown["cards"] = products.shown(request.site, cards, request.now)
    return show(request, "storefront/pages/list.html", shown, head=head)


def _novelty(request: SiteRequest, found: Found) -> tuple[bool, ...]:
    return products.novelty(found.page.cards, request.now)


def _consolation(request: SiteRequest) -> dict[str, Any]:
    cards = catalog.product_page(request.site, ListingQuery(size=CONSOLATION)).cards
    return {"consolation": products.shown(request.site, cards, request.now)}


def _category_head(request: SiteRequest, found: CategoryDetail, query: ListingQuery) -> Head:
    trail = [
        {
            "@type": "ListItem",
            "position": place,
            "name": step.name,
            "item": absolute(request, reverse("shop:category", kwargs={"path": step.path})),
        }
        for place, step in enumerate(found.trail, 1)
    ]
    return Head(
        title=found.seo_title or found.name,
        description=found.seo_description or text_of(found.description_html)[:160],
        path=_path(reverse("shop:category", kwargs={"path": found.path}), query),
        structured=[{"@type": "BreadcrumbList", "itemListElement": trail}],
    )


def _path(address: str, query: ListingQuery) -> str:
    """Pages of a list are kept by search engines, its filters and orders are not."""
    return f"{address}?page={query.page}" if query.page > 1 else address


def _crumbs(found: CategoryDetail) -> list[tuple[str, str]]:
    above = found.trail[:-1]
    return [(_("Home"), reverse("shop:home"))] + [
        (step.name, reverse("shop:category", kwargs={"path": step.path})) for step in above
    ]


def _node(nodes: tuple[CategoryNode, ...], wanted: CategoryDetail) -> CategoryNode | None:
    for node in nodes:
        if node.id == wanted.id:
            return node
        if wanted.path.startswith(f"{node.path}/"):
            return _node(node.children, wanted)
    return None


def _child(node: CategoryNode) -> tuple[str, str]:
    return node.name, reverse("shop:category", kwargs={"path": node.path})
