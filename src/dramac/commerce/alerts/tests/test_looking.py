"""Looking at stock: alerts are raised once on the crossing, close by themselves, and are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from dramac.commerce.alerts import actions, queries
from dramac.commerce.alerts.models import RaisedAlert
from dramac.commerce.alerts.rules import SHOP
from dramac.commerce.alerts.testing import a_limit, keys_of, looked_at, preferring, standing
from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.catalog.testing import a_product, a_variant, variants_of
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.models import Location
from dramac.commerce.inventory.rules import Reference, StockSettings
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, a_stocked_product, demand, stocked
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy import actions as tenancy
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def set_to(site: Site, variant: Any, units: int, location: Location | None = None) -> actions.Seen:
    """So many are counted, and somebody looks."""
    stocked(site, {variant.pk: units}, location=location)
    return looked_at(site, variant)


def told(site: Site, name: str) -> list[Any]:
    """The facts of this name."""
    rows = OutboxEvent.objects.filter(site_id=site.pk, name=name).order_by("id")
    return [decode(row.name, row.payload) for row in rows]


# The crossing


def test_a_fall_is_raised_once_and_closes_when_stock_comes_back() -> None:
    site = a_site()
    mug = a_stocked_product(site, 40)
    assert set_to(site, mug, 10) == actions.Seen(raised=1)
    assert set_to(site, mug, 9) == actions.Seen()
    assert set_to(site, mug, 11) == actions.Seen()
    assert standing(site) == ["low"]
    assert set_to(site, mug, 12) == actions.Seen(closed=1)
    assert standing(site) == []
    assert set_to(site, mug, 2) == actions.Seen(raised=2)
    assert standing(site) == ["low", "critical"]


def test_an_alert_says_how_it_stood_and_since_when() -> None:
    site = a_site()
    mug = a_stocked_product(site, 40)
    set_to(site, mug, 2)
    [alert] = queries.get_stock_alerts(site)
    assert (alert.level, alert.available, alert.threshold, alert.opened_at) == ("critical", 2, 3, NOW)
    assert alert.location.is_default


def test_what_staff_keep_for_somebody_counts_as_gone_until_it_ends() -> None:
    site = a_site()
    mug = a_stocked_product(site, 12)
    until = NOW + timedelta(days=2)
    wanted = inventory.Hold(mug.pk, inventory.default_location(site), 4, until)
    inventory.hold(site=site, hold=wanted, by=STAFF, now=NOW)
    assert actions.look_within(site=site, scope=SHOP, now=NOW) == actions.Seen(raised=1)
    assert actions.look_within(site=site, scope=SHOP, now=until) == actions.Seen(closed=1)


def test_what_is_promised_counts_as_gone() -> None:
    site = a_site()
    mug = a_stocked_product(site, 12)
    inventory.take(site=site, demands=[demand(mug.pk, 3)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    looked_at(site, mug)
    assert standing(site) == ["low"]


def test_each_location_is_judged_by_itself() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site)
    stocked(site, {mug.pk: 40}, location=barn)
    set_to(site, mug, 2, shop)
    assert [one.location.name for one in queries.get_stock_alerts(site)] == ["Shop"]


def test_looking_twice_is_looking_once() -> None:
    site = a_site()
    mug = a_stocked_product(site, 1)
    keys = [*keys_of(site, mug)] * 3
    assert actions.look_at(site=site, keys=keys, now=NOW).raised == 2
    assert actions.look_at(site=site, keys=keys, now=NOW) == actions.Seen()
    assert len(told(site, "AlertsRaised")) == 1


def test_the_database_itself_keeps_a_second_alert_of_a_level_from_standing() -> None:
    site = a_site()
    mug = a_stocked_product(site, 8)
    looked_at(site, mug)
    row = RaisedAlert.objects.of(site).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        RaisedAlert.objects.create(
            site=site, product=mug.product, variant=mug, location=row.location, level="low", severity=1, available=1,
            threshold=10, opened_at=NOW, raised_at=NOW,
        )  # fmt: skip


# What nobody wants to hear of


@pytest.mark.parametrize(
    "state", [{"tracks_stock": False}, {"sells_when_out": True}, {"is_archived": True}], ids=lambda state: next(iter(state))
)  # fmt: skip
def test_what_has_no_limit_or_is_not_sold_raises_nothing_and_closes_what_stands(state: dict[str, bool]) -> None:
    site = a_site()
    mug = a_stocked_product(site, 1)
    Variant.objects.of(site).filter(pk=mug.pk).update(**state)
    assert looked_at(site, mug) == actions.Seen()
    Variant.objects.of(site).filter(pk=mug.pk).update(**{name: not value for name, value in state.items()})
    assert looked_at(site, mug).raised == 2
    Variant.objects.of(site).filter(pk=mug.pk).update(**state)
    assert looked_at(site, mug).closed == 2
    assert set(RaisedAlert.objects.of(site).values_list("closing", flat=True)) == {"unwatched"}
    assert told(site, "StockRestocked") == []


@pytest.mark.parametrize("status", [Product.Status.DRAFT, Product.Status.ARCHIVED])
def test_a_product_that_is_not_on_sale_raises_nothing(status: str) -> None:
    site = a_site()
    mug = a_stocked_product(site, 1)
    Product.objects.of(site).filter(pk=mug.product_id).update(status=status)
    assert looked_at(site, mug) == actions.Seen()


def test_what_was_never_stocked_is_not_out() -> None:
    site = a_site()
    mug = a_variant(site)
    inventory.expect(site=site, deliveries=[inventory.Adjustment(mug.pk, 20)], by=STAFF, now=NOW)
    assert looked_at(site, mug) == actions.Seen()
    stocked(site, {mug.pk: 5})
    assert set_to(site, mug, 0).raised == 3


def test_a_closed_location_raises_nothing_and_its_alerts_close() -> None:
    site = a_site()
    a_location(site, "Shop")
    barn = a_location(site, "Barn")
    mug = a_variant(site)
    stocked(site, {mug.pk: 5}, location=barn)
    set_to(site, mug, 0, barn)
    inventory.close_location(site=site, location_id=barn.pk, by=STAFF, now=NOW)
    assert looked_at(site, mug).closed == 3


# Limits


def test_the_nearest_limit_decides() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_product(site, "Mug", options={"Size": ["S", "L"]})
    small, large = variants_of(mug)
    for place in (shop, barn):
        stocked(site, {small.pk: 40, large.pk: 40}, location=place)
    a_limit(site, mug.pk, low_stock_threshold=50, critical_stock_threshold=0)
    a_limit(site, mug.pk, small.pk, low_stock_threshold=20, critical_stock_threshold=0)
    a_limit(site, mug.pk, small.pk, barn.pk, low_stock_threshold=45, critical_stock_threshold=0)
    looked_at(site, small, large)
    found = {(one.variant_id, one.location_id): one.threshold for one in queries.get_stock_alerts(site)}
    assert found == {(small.pk, barn.pk): 45, (large.pk, shop.pk): 50, (large.pk, barn.pk): 50}


def test_another_shops_limits_and_stock_are_its_own() -> None:
    site, other = a_site(), a_site()
    mug, theirs = a_stocked_product(site, 20), a_stocked_product(other, 5)
    a_limit(other, theirs.product_id, low_stock_threshold=100)
    looked_at(other, theirs)
    assert looked_at(site, mug) == actions.Seen()
    assert actions.look_at(site=site, keys=keys_of(other, theirs), now=NOW) == actions.Seen()
    assert standing(site) == []
    assert queries.get_stock_alerts(other).get().threshold == 100


def test_changed_limits_raise_and_close_what_they_touch() -> None:
    site = a_site()
    mug, bowl = a_stocked_product(site, 15), a_stocked_product(site, 8)
    actions.look_within(site=site, scope=SHOP, now=NOW)
    assert standing(site) == ["low"]
    row = a_limit(site, mug.product_id, low_stock_threshold=15)
    actions.look_within(site=site, scope=(mug.product_id, None, None), now=NOW)
    assert {one.variant_id for one in queries.get_stock_alerts(site)} == {mug.pk, bowl.pk}
    actions.remove_limit(site=site, limit_id=row.pk, by=STAFF, now=NOW)
    actions.look_within(site=site, scope=(mug.product_id, None, None), now=NOW)
    assert [one.variant_id for one in queries.get_stock_alerts(site)] == [bowl.pk]
    tenancy.change_settings(site=site, settings=StockSettings(low_at=2, critical_at=1), by=STAFF, now=NOW)
    site.refresh_from_db()
    actions.look_within(site=site, scope=SHOP, now=NOW)
    assert standing(site) == []


def test_limits_that_are_switched_off_raise_nothing() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    a_limit(site, mug.product_id, is_active=False)
    assert looked_at(site, mug) == actions.Seen()
    preferring(site, is_active=False)
    assert looked_at(site, a_stocked_product(site, 5)) == actions.Seen()


def test_a_whole_shop_is_looked_at_in_portions_that_miss_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    site = a_site()
    variants = [a_stocked_product(site, 5) for _number in range(7)]
    monkeypatch.setattr("dramac.commerce.alerts.actions.look.AT_ONCE", 2)
    monkeypatch.setattr("dramac.commerce.alerts.actions.look.PORTIONS", 2)
    assert actions.look_within(site=site, scope=SHOP, now=NOW).raised == 4
    [rest] = told(site, "LimitsChanged")
    after = (rest.after_variant, rest.after_location)
    assert actions.look_within(site=site, scope=SHOP, after=after, now=NOW).raised == 3
    assert {one.variant_id for one in queries.get_stock_alerts(site)} == {one.pk for one in variants}


# Telling


def test_a_fall_and_a_return_are_told_by_their_topics() -> None:
    site = a_site()
    mug = a_stocked_product(site, 40)
    set_to(site, mug, 2)
    [fell] = told(site, "StockFellLow")
    assert (fell.topic, fell.level, fell.available, fell.threshold) == ("product.stock_low", "critical", 2, 3)
    [raised] = told(site, "AlertsRaised")
    assert (raised.topic, [one.level for one in raised.alerts]) == ("inventory.low", ["critical"])
    set_to(site, mug, 40)
    [back] = told(site, "StockRestocked")
    assert (back.topic, sorted(one.level for one in back.alerts)) == ("inventory.restocked", ["critical", "low"])


def test_a_limit_remembers_when_it_was_last_reached() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    row = a_limit(site, mug.product_id)
    looked_at(site, mug)
    row.refresh_from_db()
    assert row.last_alerted_at == NOW


# Cost


def test_a_thousand_levels_need_as_many_statements_as_one() -> None:
    counts = []
    for number in (1, 300):
        site = a_site()
        mug = a_product(site, "Mug", options={"Size": [str(size) for size in range(number)]})
        rows = variants_of(mug)
        stocked(site, {row.pk: 2 for row in rows})
        keys = keys_of(site, *rows)
        actions.look_at(site=site, keys=[], now=NOW)
        with CaptureQueriesContext(connection) as seen:
            assert actions.look_at(site=site, keys=keys, now=NOW).raised == 2 * number
        counts.append(len([one for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]]))
    assert counts[0] <= 10
    assert counts[1] <= counts[0] + 2
