"""What every page of the dashboard shows around its content: navigation, sites, person, messages. Asked for only when drawn."""

from __future__ import annotations

from functools import cached_property

from django.urls import reverse

from dramac.dashboard import navigation, toasts
from dramac.dashboard.navigation import Place
from dramac.tenancy import addresses, queries
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest


class Frame:
    """The surroundings of one page for one person. Everything is computed on first use, so fragments cost nothing."""

    def __init__(self, request: SiteRequest) -> None:
        self.request = request
        self.site = request.site
        self.membership = request.membership
        self.person = request.membership.user

    @cached_property
    def groups(self) -> list[tuple[str, list[Place]]]:
        """The sidebar: what this person may open, as (group, places)."""
        return navigation.places(self.membership, self.request.path)

    @cached_property
    def places(self) -> list[Place]:
        """All of the sidebar's places in one row, those below others included."""
        return [place for _group, places in self.groups for top in places for place in (top, *top.below)]

    @property
    def tabs(self) -> list[Place]:
        """The bar at the bottom of a phone."""
        return [place for place in self.places if place.entry.tab]

    @property
    def shortcuts(self) -> list[Place]:
        """Places that keys lead to."""
        return [place for place in self.places if place.shortcut]

    @cached_property
    def sites(self) -> list[Site]:
        """Every site this person works on, for the switcher. One statement."""
        return queries.sites_of(self.person)

    @cached_property
    def toasts(self) -> list[toasts.Toast]:
        """Messages that wait; a part of a page that htmx fetches leaves them for the next whole page."""
        return [] if self.request.htmx else toasts.take(self.request)

    @property
    def theme(self) -> str:
        """Light, dark, or empty for what the system has: a choice of this device, not of the person."""
        theme = self.request.COOKIES.get("theme", "")
        return theme if theme in ("light", "dark") else ""

    @cached_property
    def shop_url(self) -> str:
        """The address of the site's storefront."""
        return addresses.shop_url(self.site)

    def at(self, page: str, **parts: object) -> str:
        """The address of a dashboard page of this site."""
        return reverse(page, kwargs={"site_slug": self.site.slug, **parts})
