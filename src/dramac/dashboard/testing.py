"""Builders for the tests of screens: a browser that is signed in, and its way to pages by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from dramac.dashboard.index import keeping
from dramac.tenancy.models import Membership, Site, User
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_site


@dataclass(frozen=True, slots=True)
class Browser:
    """Someone at the dashboard of a site. Pages are named as in templates: `browser.get("orders:detail", number=1001)`."""

    client: Client
    site: Site
    member: Membership

    @property
    def person(self) -> User:
        """Who it is."""
        return self.member.user

    def address(self, name: str, **parts: Any) -> str:
        """The address of a page of this site."""
        return reverse(name, kwargs={"site_slug": self.site.slug, **parts})

    def get(self, name: str, query: str = "", **parts: Any) -> HttpResponse:
        """Open a page; `query` is the part of the address after the question mark."""
        address = self.address(name, **parts)
        return self._answer(self.client.get(f"{address}?{query}" if query else address))

    def post(self, name: str, data: Any = None, **parts: Any) -> HttpResponse:
        """Press a button, or send a form."""
        return self._answer(self.client.post(self.address(name, **parts), data or {}))

    def text(self, name: str, query: str = "", **parts: Any) -> str:
        """What a page says, as HTML."""
        return self.get(name, query, **parts).content.decode()

    @staticmethod
    def _answer(response: Any) -> HttpResponse:
        assert isinstance(response, HttpResponse)
        return response


def a_browser(site: Site | None = None, role: Role = Role.OWNER) -> Browser:
    """Someone of this role, signed in."""
    site = site or a_site()
    member = a_member(site, role)
    client = Client()
    client.force_login(member.user)
    return Browser(client, site, member)


def load_addresses() -> None:
    """Load the project's addresses, which hang its own navigation, cards and finders, before a test hangs others."""
    reverse("dashboard:sites")


DASHBOARD_PARTS = {
    "step_id": lambda site: keeping.keep_undo(a_member(site), "", "", {}).pk,
    "view_id": lambda site: keeping.save_view(a_member(site), "", "Mine", "").pk,
}
"""Builders for the parts of dashboard addresses."""
