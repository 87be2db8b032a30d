"""Every address of the dashboard keeps its doors: for nobody, for strangers, for roles that do not reach, for forged forms.

The addresses are read from the resolver, so a screen is covered as soon as it is mounted. What an address needs to name a
record comes from `DASHBOARD_PARTS` in the slices' `testing.py`: a mapping from the part's name, or from (page, part), to a
builder that makes such a record on a site and answers its key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dramac.dashboard.pages import Page
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role, may
from dramac.tenancy.testing import a_member, a_person, a_site

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[2] / "src"
Builder = Callable[[Site], Any]


@dataclass(frozen=True, slots=True)
class Door:
    """One address below a site: its page's name, the kinds of its parts, and the screen behind it."""

    name: str
    parts: Mapping[str, Any]
    route: str
    screen: Callable[..., Any]

    def __str__(self) -> str:
        return self.name


def doors(found: URLResolver | None = None, spaces: tuple[str, ...] = (), route: str = "") -> Iterator[Door]:
    """Every address that holds a site's short name."""
    for one in (found or get_resolver()).url_patterns:
        way = f"{route}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from doors(one, (*spaces, one.namespace) if one.namespace else spaces, way)
        elif isinstance(one, URLPattern) and "<slug:site_slug>" in way:
            parts = {name: kind for name, kind in _parts(way) if name != "site_slug"}
            yield Door(":".join((*spaces, one.name or way)), parts, way, one.callback)


def _parts(route: str) -> list[tuple[str, str]]:
    return [(name, kind or "str") for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route)]


def builders() -> dict[Any, Builder]:
    """What the slices' `testing.py` say about the parts of addresses."""
    known: dict[Any, Builder] = {}
    for path in sorted(SOURCE.glob("dramac/**/testing.py")):
        module = import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts))
        known.update(getattr(module, "DASHBOARD_PARTS", {}))
    return known


DOORS = list(doors())
BUILDERS = builders()
STRAY: Mapping[str, Any] = {"uuid": uuid4(), "int": 1, "slug": "something", "str": "something", "path": "something"}
every_door = pytest.mark.parametrize("door", DOORS, ids=str)


def builder_of(door: Door, part: str) -> Builder | None:
    """The builder for one part of this address, if a slice has given one."""
    return BUILDERS.get((door.name, part)) or BUILDERS.get(part)


def address(door: Door, site: Site, owner: Site | None = None) -> str:
    """The address on `site`, with records of `owner` where their builders are known, and made-up keys elsewhere."""
    values = {
        part: build(owner) if owner is not None and (build := builder_of(door, part)) else STRAY[kind]
        for part, kind in door.parts.items()
    }
    values["site_slug"] = site.slug
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found.group(1)]), door.route)


def methods(door: Door) -> list[str]:
    """What the screen answers."""
    return [method.lower() for method in getattr(door.screen, "methods", ("GET", "POST"))]


def ask(client: Client, method: str, where: str) -> HttpResponse:
    answer = getattr(client, method)(where)
    assert isinstance(answer, HttpResponse) or answer.streaming
    return answer  # type: ignore[no-any-return]  # Django's test client adds to the class it answers with


def signed_in(role: Role, site: Site) -> Client:
    client = Client()
    client.force_login(a_member(site, role).user)
    return client


def test_there_are_doors() -> None:
    assert {"dashboard:home", "dashboard:people", "search:results"} <= {door.name for door in DOORS}


@every_door
def test_every_screen_is_a_page_of_the_frame(door: Door) -> None:
    assert isinstance(door.screen, Page), f"{door} is not dressed with @page"


@every_door
def test_who_is_not_signed_in_is_asked_to(door: Door) -> None:
    site = a_site()
    for method in methods(door):
        answer = ask(Client(), method, address(door, site, site))
        assert answer.status_code == 302, f"{method} {door}"
        assert answer["Location"].startswith("/dashboard/sign-in/"), f"{method} {door}"


@every_door
def test_a_stranger_finds_nothing(door: Door) -> None:
    site = a_site()
    nobody = Client()
    nobody.force_login(a_person())
    for client in (nobody, signed_in(Role.OWNER, a_site())):
        for method in methods(door):
            assert ask(client, method, address(door, site, site)).status_code == 404, f"{method} {door}"


@every_door
def test_a_role_that_does_not_reach_is_told_so(door: Door) -> None:
    site = a_site()
    screen: Any = door.screen
    for role in Role:
        for method in methods(door):
            needed = [screen.needs, screen.changes if method == "post" else None]
            if all(permission is None or may(role, permission) for permission in needed):
                continue
            answer = ask(signed_in(role, site), method, address(door, site, site))
            assert answer.status_code == 403, f"{method} {door} as {role}"


@every_door
def test_a_form_without_our_sign_is_not_taken(door: Door) -> None:
    site = a_site()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(a_member(site, Role.OWNER).user)
    assert strict.post(address(door, site, site)).status_code == 403


@every_door
def test_records_of_another_site_are_not_there(door: Door) -> None:
    if not door.parts:
        return
    unknown = [part for part in door.parts if builder_of(door, part) is None and door.parts[part] in ("uuid", "int")]
    assert not unknown, f"{door}: no builder for {unknown}; add one to DASHBOARD_PARTS in the slice's testing.py"
    site, other = a_site(), a_site()
    owner = signed_in(Role.OWNER, site)
    for method in methods(door):
        assert ask(owner, method, address(door, site, other)).status_code == 404, f"{method} {door}"


@every_door
def test_records_of_the_own_site_are_there(door: Door) -> None:
    if "get" not in methods(door) or any(builder_of(door, part) is None for part in door.parts):
        return
    site = a_site()
    assert ask(signed_in(Role.OWNER, site), "get", address(door, site, site)).status_code == 200, door.name
