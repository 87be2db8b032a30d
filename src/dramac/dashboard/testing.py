"""Builders for the tests of screens: a browser that is signed in, and its way to pages by name."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dramac.dashboard.index import keeping
from dramac.dashboard.models import ExportFile
from dramac.kit import media
from dramac.kit.ids import new_id
from dramac.tenancy.models import Membership, Site, User
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_person, a_site


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

    def statements(self, name: str, query: str = "", **parts: Any) -> int:
        """How many statements a page needs once everything that is kept is warm."""
        self.get(name, query, **parts)
        with CaptureQueriesContext(connection) as seen:
            assert self.get(name, query, **parts).status_code == 200
        return len(seen)

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


def filled_in(page: str) -> dict[str, list[str]]:
    """What a browser would send with the fields of a page's forms as they stand, by the names of the fields."""
    reader = _Fields()
    reader.feed(page)
    return reader.found


class _Fields(HTMLParser):
    """Reads fields as a browser does: what is unticked, unnamed, a file or a button is not sent."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._select = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field, or remember where its words follow."""
        has = dict(attrs)
        name = has.get("name") or ""
        if tag == "input" and name and self._is_sent(has):
            self._add(name, has.get("value") or ("on" if has.get("type") == "checkbox" else ""))
        elif tag == "textarea" and name:
            self._text = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and (self._select not in self.found or "selected" in has):
            self.found[self._select] = [has.get("value") or ""]

    def handle_endtag(self, tag: str) -> None:
        """A field's words end."""
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        """The words of a text area; the line break that its tag is followed by is not one of them."""
        if self._text:
            self.found[self._text][-1] += data.removeprefix("\n")

    @staticmethod
    def _is_sent(has: dict[str, str | None]) -> bool:
        kind = has.get("type") or "text"
        return kind not in ("file", "submit", "button") and (kind not in ("checkbox", "radio") or "checked" in has)

    def _add(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def load_addresses() -> None:
    """Load the project's addresses, which hang its own navigation, cards and finders, before a test hangs others."""
    reverse("dashboard:sites")


def an_export(site: Site) -> UUID:
    """A list that the worker has written to a file."""
    key = new_id()
    name = f"{site.pk}/exports/{key}.csv"
    media.write(name, b"Title\r\n")
    state = ExportFile.State.READY
    return ExportFile.objects.create(pk=key, site=site, user=a_person(), name="list.csv", file=name, state=state).pk


DASHBOARD_PARTS = {
    "export_id": an_export,
    "step_id": lambda site: keeping.keep_undo(a_member(site), "", "", {}).pk,
    "view_id": lambda site: keeping.save_view(a_member(site), "", "Mine", "").pk,
}
"""Builders for the parts of dashboard addresses."""
