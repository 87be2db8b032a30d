"""What alerts hear: every movement of stock, and every change by which it is judged; from several workers at once."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from random import Random

import pytest

from dramac.commerce.alerts import actions, queries
from dramac.commerce.alerts.models import RaisedAlert
from dramac.commerce.alerts.testing import a_limit, keys_of, preferring, standing
from dramac.commerce.catalog.models import Product
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules import Reference, StockSettings
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, a_stocked_product, demand, stocked
from dramac.kit.crowd import at_once
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.kit.outbox import relay
from dramac.tenancy import actions as tenancy
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

wiring = import_module("dramac.project.wiring")


def hear() -> None:
    """The worker hands out all that was told."""
    relay.drain(wiring.LISTENERS, wiring.resolve)


@pytest.mark.django_db
def test_every_cause_that_moves_stock_is_heard() -> None:
    site = a_site()
    mug = a_stocked_product(site, 14)
    order = Reference("order", "1")
    hear()
    assert standing(site) == []
    inventory.take(site=site, demands=[demand(mug.pk, 4)], reference=order, by=STAFF, now=NOW)
    hear()
    assert standing(site) == ["low"]
    inventory.release(site=site, units={mug.pk: 4}, reference=order, by=STAFF, now=NOW)
    hear()
    assert standing(site) == []
    stocked(site, {mug.pk: 0})
    hear()
    assert standing(site) == ["low", "critical", "out"]
    inventory.receive(site=site, deliveries=[inventory.Adjustment(mug.pk, 40)], by=STAFF, now=NOW)
    hear()
    assert standing(site) == []


@pytest.mark.django_db
def test_changes_of_limits_settings_and_products_are_heard() -> None:
    site = a_site()
    mug = a_stocked_product(site, 15)
    hear()
    row = a_limit(site, mug.product_id, low_stock_threshold=15)
    hear()
    assert standing(site) == ["low"]
    actions.remove_limit(site=site, limit_id=row.pk, by=STAFF, now=NOW)
    hear()
    assert standing(site) == []
    tenancy.change_settings(site=site, settings=StockSettings(low_at=20), by=STAFF, now=NOW)
    hear()
    assert standing(site) == ["low"]
    preferring(site, is_active=False)
    hear()
    assert standing(site) == []


@pytest.mark.django_db
def test_a_location_that_is_closed_takes_its_alerts_with_it() -> None:
    site = a_site()
    a_location(site, "Shop")
    barn = a_location(site, "Barn")
    mug = a_stocked_product(site, 40)
    stocked(site, {mug.pk: 5}, location=barn)
    stocked(site, {mug.pk: 0}, location=barn)
    hear()
    assert standing(site) == ["low", "critical", "out"]
    inventory.close_location(site=site, location_id=barn.pk, by=STAFF, now=NOW)
    hear()
    assert standing(site) == []


@pytest.mark.django_db
def test_a_fact_heard_twice_or_late_comes_to_the_same() -> None:
    site = a_site()
    mug = a_stocked_product(site, 40)
    stocked(site, {mug.pk: 2})
    stocked(site, {mug.pk: 40})
    listener = wiring.resolve("dramac.commerce.alerts.listeners.look_again")
    rows = OutboxEvent.objects.filter(site_id=site.pk, name="StockMoved").order_by("-id")
    for row in [*rows, *rows]:
        listener(decode(row.name, row.payload), row.pk)
    assert not RaisedAlert.objects.of(site).exists()


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_workers_who_look_at_the_same_stock_at_once_raise_it_once() -> None:
    site = a_site()
    goods = [a_stocked_product(site, units) for units in (0, 2, 8, 40) for _number in range(5)]
    for one in goods[:5]:
        stocked(site, {one.pk: 1})
        stocked(site, {one.pk: 0})
    keys = keys_of(site, *goods)
    dice = Random(3)
    looks = [partial(actions.look_at, site=site, keys=dice.sample(keys, len(keys)), now=NOW) for _number in range(8)]
    found = at_once(looks)
    assert all(isinstance(one, actions.Seen) for one in found), found
    assert sum(one.raised for one in found if isinstance(one, actions.Seen)) == 5 * (3 + 2 + 1)
    assert queries.counts(site) == queries.Counts(low=5, critical=5, out=5)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_whoever_looks_last_sees_how_stock_stands_while_it_moves() -> None:
    site = a_site()
    mugs = [a_stocked_product(site, 40) for _number in range(3)]
    keys = keys_of(site, *mugs)
    dice = Random(11)

    def move(units: int) -> object:
        stocked(site, {mug.pk: units for mug in mugs})
        return actions.look_at(site=site, keys=keys, now=NOW)

    found = at_once([partial(move, dice.choice((0, 2, 8, 40))) for _number in range(12)])
    assert all(isinstance(one, actions.Seen) for one in found), found
    assert actions.look_at(site=site, keys=keys, now=NOW) == actions.Seen()
    assert_alerts_say_how_it_is(site, mugs)


def assert_alerts_say_how_it_is(site: Site, mugs: list[Product]) -> None:
    """Each level stands once, for exactly what is at or below it."""
    left = queries.watched(site, keys_of(site, *mugs), NOW)
    for one in left:
        levels = [level for level, limit in (("low", 10), ("critical", 3), ("out", 0)) if one.available <= limit]
        rows = RaisedAlert.objects.of(site).standing().filter(variant_id=one.variant_id).order_by("severity")
        assert list(rows.values_list("level", flat=True)) == levels


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_workers_who_gather_at_once_hand_each_alert_to_one_mail() -> None:
    site = a_site(contact_email="ann@example.com")
    goods = [a_stocked_product(site, 2) for _number in range(4)]
    actions.look_at(site=site, keys=keys_of(site, *goods), now=NOW)
    later = NOW.replace(hour=15)
    found = at_once([partial(actions.tell_site, site=site, now=later) for _number in range(6)])
    assert sorted(map(bool, found)) == [False] * 5 + [True], found
    assert OutboxEvent.objects.filter(site_id=site.pk, name="AlertsGathered").count() == 1
