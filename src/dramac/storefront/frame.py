"""What every page of a storefront shows around its content, and how a page is answered: status, caching, search engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.cache import patch_vary_headers

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import CategoryNode
from dramac.commerce.customers.rules import AccountSettings
from dramac.kit.pictures import PictureSources
from dramac.kit.reversing import reverse
from dramac.kit.settings import read
from dramac.storefront import icons, looks, texts, visitors, visits
from dramac.tenancy import addresses
from dramac.tenancy.requests import SiteRequest
from dramac.ui.theme import Tints

SHARED_FOR = 60
"""Seconds for which a shared cache may keep a page that shows nothing of its visitor."""

LINE, BETWEEN = 80, 4
"""How many letters of category names the header has room for in one line, and how many the space between two takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page tells search engines and those who share it. `path` is its one address below the storefront's root."""

    title: str = ""
    description: str = ""
    path: str | None = None
    image: PictureSources | None = None
    structured: Sequence[Mapping[str, Any]] = ()
    is_indexed: bool = True


class Frame:
    """The surroundings of one page for one visitor. Everything is asked for when it is first drawn."""

    def __init__(self, request: SiteRequest, known: Mapping[str, Any] | None = None) -> None:
        self.request = request
        self._known = known or {}
        self.site = request.site
        self.toasts: tuple[object, ...] = ()
        self.home, self.search = reverse("shop:home"), reverse("shop:search")
        self.cart, self.drawer = reverse("shop:cart"), reverse("shop:drawer")

    @cached_property
    def account(self) -> str:
        """The address of the shopper's account; empty where the shop has none."""
        return reverse("shop:account") if read(AccountSettings, self.site.settings).accounts else ""

    @cached_property
    def tree(self) -> tuple[CategoryNode, ...]:
        """The category tree. One statement, none where the page has read it."""
        known: tuple[CategoryNode, ...] | None = self._known.get("tree")
        return catalog.category_tree(self.site) if known is None else known

    @cached_property
    def categories(self) -> list[dict[str, Any]]:
        """The categories at the top of the tree, as the header lists them; `inline` as far as its one line reaches."""
        places = [self._place(node) for node in self.tree]
        taken = 0
        for place in places:
            taken += len(place["label"]) + BETWEEN
            place["inline"] = taken <= LINE
        return places

    @cached_property
    def cart_count(self) -> int:
        """Units in the cart; counted by the page where it has the cart anyway, else two statements for those who have one."""
        known: int | None = self._known.get("cart_count")
        return visitors.cart_count(self.request) if known is None else known

    @property
    def customer(self) -> Any:
        """Who is signed in, or None. One statement for those who might be."""
        return visitors.customer_of(self.request)

    @property
    def theme(self) -> str:
        """Light, dark, or empty for what the system has."""
        return theme_of(self.request)

    @cached_property
    def stylesheet(self) -> str:
        """The address of the site's own colours and type, named by what is in it."""
        return reverse("shop:theme", kwargs={"digest": looks.digest(self.site)}) if self.site.theme else ""

    @cached_property
    def logo(self) -> PictureSources | None:
        """A picture of the shop's name, if it has one."""
        return texts.image_of(self.site.theme.get("logo")) if isinstance(self.site.theme, dict) else None

    @property
    def tints(self) -> Tints:
        """The colours with which a browser surrounds the shop."""
        return looks.tints(self.site)

    def mark(self, kind: str) -> str:
        """The address of the shop's mark in one of its sizes."""
        return icons.address(self.site, kind)

    @property
    def notice(self) -> str:
        """One line above everything, or nothing."""
        return texts.notice(self.site)

    @cached_property
    def legal(self) -> list[tuple[str, str]]:
        """(title, address) of the pages of the shop's own words."""
        return [(title, reverse("shop:page", kwargs={"page": name})) for name, title in texts.links(self.site)]

    def _place(self, node: CategoryNode) -> dict[str, Any]:
        href = reverse("shop:category", kwargs={"path": node.path})
        children = [(child.name, reverse("shop:category", kwargs={"path": child.path})) for child in node.children]
        return {"label": node.name, "href": href, "current": self.request.path.startswith(href), "children": children}


def theme_of(request: SiteRequest) -> str:
    """The look that the visitor chose: light, dark, or empty for what the system has."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in ("light", "dark") else ""


def show(
    request: SiteRequest, template: str, context: Mapping[str, Any] | None = None, *, head: Head, status: int = 200
) -> HttpResponse:
    """Answer with a page of the storefront; what may keep it follows from whether a cookie decides what it shows."""
    told = {
        "title": head.title,
        "description": head.description or request.site.tagline,
        "canonical": "" if head.path is None else absolute(request, head.path),
        "social": origin(request) + head.image.src if head.image else "",
        "structured_data": [{"@context": "https://schema.org", **thing} for thing in head.structured],
        "indexed": head.is_indexed,
    }
    shown = dict(context or {})
    surroundings = {"frame": Frame(request, shown), "site": request.site, "now": request.now}
    response = render(request, template, {**surroundings, **told, **shown}, status=status)
    if not head.is_indexed:
        response["X-Robots-Tag"] = "noindex"
    return kept(request, response)


def part(request: SiteRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Answer with a part of a page, for a script that asked for no more; never kept."""
    shown = {"frame": Frame(request), "site": request.site, "now": request.now, **context}
    response = render(request, template, shown, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def kept(request: SiteRequest, response: HttpResponse) -> HttpResponse:
    """Say who may keep the answer: anyone for a minute where nothing of the visitor is in it, else only they, checking anew."""
    patch_vary_headers(response, ["Cookie"])
    carries_token = "CSRF_COOKIE" in request.META
    anonymous = visits.is_anonymous(request) and not carries_token and not response.cookies
    if anonymous and response.status_code == 200 and request.method in ("GET", "HEAD"):
        response["Cache-Control"] = f"public, max-age=0, s-maxage={SHARED_FOR}, must-revalidate"
    else:
        response["Cache-Control"] = "private, no-store" if request.method == "POST" else "private, no-cache"
    return response


def origin(request: SiteRequest) -> str:
    """Scheme and host of the site's storefront."""
    whole = addresses.shop_url(request.site)
    scheme, rest = whole.split("://", 1)
    return f"{scheme}://{rest.split('/', 1)[0]}"


def absolute(request: SiteRequest, path: str) -> str:
    """The full address of a path of this storefront, as `reverse` gives it: the site's own domain, wherever it was asked."""
    below = path.removeprefix(get_script_prefix()) if path.startswith(get_script_prefix()) else path.lstrip("/")
    return f"{addresses.shop_url(request.site)}/{below}"
