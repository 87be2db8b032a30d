"""The sidebar shows what a role may open, and knows where one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dramac.dashboard import navigation
from dramac.dashboard.navigation import Entry, places
from dramac.dashboard.testing import load_addresses
from dramac.tenancy.models import Membership, Site, User
from dramac.tenancy.roles import Role

ENTRIES = (
    Entry("Home", "house", "dashboard:home"),
    Entry("Settings", "settings", "dashboard:settings", group="Shop"),
    Entry("General", "store", "dashboard:general", needs="settings.view", under="dashboard:settings"),
    Entry("People", "users", "dashboard:people", needs="staff.view", under="dashboard:settings"),
)


@pytest.fixture(autouse=True)
def table_of_contents() -> Iterator[None]:
    load_addresses()
    before = navigation.entries()
    navigation.use(ENTRIES)
    yield
    navigation.use(before)


def member(role: Role) -> Membership:
    return Membership(site=Site(slug="mugs"), user=User(email="ann@example.com"), role=role)


def test_groups_keep_their_order_and_children_stand_below_their_parent() -> None:
    found = places(member(Role.OWNER), "/dashboard/mugs/")
    assert [(group, [place.label for place in row]) for group, row in found] == [("", ["Home"]), ("Shop", ["Settings"])]
    assert [place.label for place in found[1][1][0].below] == ["General", "People"]


def test_what_a_role_may_not_open_is_not_shown() -> None:
    found = places(member(Role.VIEWER), "/dashboard/mugs/")
    assert [place.label for place in found[1][1][0].below] == ["General"]


def test_what_a_shop_does_not_use_is_not_shown() -> None:
    general = next(entry for entry in ENTRIES if str(entry.label) == "General")
    navigation.use([replace(general, under="", when=lambda member: member.site.slug == "mugs")])
    assert len(places(member(Role.OWNER), "/dashboard/mugs/")) == 1
    navigation.use([replace(general, under="", when=lambda member: member.site.slug != "mugs")])
    assert places(member(Role.OWNER), "/dashboard/mugs/") == []


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/dashboard/mugs/", "Home"),
        ("/dashboard/mugs/settings/", "Settings"),
        ("/dashboard/mugs/settings/people/invitation/", "People"),
        ("/dashboard/mugs/profile/", None),
    ],
)
def test_the_nearest_entry_is_current_and_home_only_itself(path: str, current: str | None) -> None:
    every = [place for _group, row in places(member(Role.OWNER), path) for top in row for place in (top, *top.below)]
    assert [place.label for place in every if place.current] == ([current] if current else [])
