"""Keeping units for somebody, and saying how the shop sells from its stock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.testing import a_hold, a_stocked_product
from dramac.dashboard.testing import a_browser
from dramac.kit.clock import utc_now
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_staff_keep_some_read_what_is_kept_and_give_it_back() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    browser = a_browser(site)
    place = queries.locations(site)[0].pk
    day = (utc_now() + timedelta(days=3)).date().isoformat()
    sent = {"quantity": "2", "location": str(place), "until": day, "reason": "For Mrs Murray"}
    assert browser.post("inventory:holds", sent, variant_id=mug.pk).status_code == 302
    assert queries.availability(site, [mug.pk]) == {mug.pk: 3}
    assert "For Mrs Murray" in browser.text("inventory:holds", variant_id=mug.pk)
    [row] = queries.holds(site, utc_now(), mug.pk)
    assert browser.post("inventory:release", hold_id=row.pk).status_code == 302
    assert queries.availability(site, [mug.pk]) == {mug.pk: 5}


def test_more_than_there_is_is_refused_beside_its_field_with_what_was_typed() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    day = (utc_now() + timedelta(days=3)).date().isoformat()
    sent = {"quantity": "6", "location": str(queries.locations(site)[0].pk), "until": day, "reason": "For Bo"}
    answer = a_browser(site).post("inventory:holds", sent, variant_id=mug.pk)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Only 5 can be kept" in page
    assert "For Bo" in page


def test_who_may_only_look_sees_what_is_kept_and_keeps_nothing() -> None:
    site = a_site()
    row = a_hold(site)
    viewer = a_browser(site, Role.VIEWER)
    assert "For Mrs Murray" in viewer.text("inventory:holds", variant_id=row.variant_id)
    assert viewer.post("inventory:release", hold_id=row.pk).status_code == 403


def test_a_shop_says_how_long_it_keeps_things_and_from_where_it_sends() -> None:
    site = a_site()
    browser = a_browser(site)
    assert browser.post("inventory:selling", {"reserve_minutes": "15", "ship_from": "fewest"}).status_code == 302
    site.refresh_from_db()
    said = queries.selling(site)
    assert (said.reserve_minutes, said.ship_from) == (15, "fewest")
    assert browser.post("inventory:selling", {"reserve_minutes": "500", "ship_from": "fewest"}).status_code == 422
