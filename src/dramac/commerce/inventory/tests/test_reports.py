"""Reports on stock agree with the ledger, however they are read, and with what was worked out without them."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions.month_ends import keep_month_ends
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.models_snapshots import MonthEnd, StockSnapshot
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.queries.reports import layers as layering
from dramac.commerce.inventory.rules import Change
from dramac.commerce.inventory.testing import STAFF, a_location
from dramac.kit.clock import utc_now
from dramac.kit.money import divide_half_up
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 6, 20, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Ledger:
    """Changes by hand, written by the real action."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def move(self, variant: Any, place: Any, units: int, at: datetime, cost: int | None = None, kind: str = "") -> None:
        change = Change(variant.pk, place.pk, on_hand=units, unit_cost=cost)
        why = actions.Why(kind or ("restock" if units > 0 else "adjustment"), "Test")
        with transaction.atomic():
            actions.post(site=self.site, changes=[change], why=why, by=STAFF, now=at)

    def transfer(self, variant: Any, source: Any, target: Any, units: int, at: datetime) -> None:
        changes = [actions.Adjustment(variant.pk, -units, source.pk), actions.Adjustment(variant.pk, units, target.pk)]
        why = actions.Why("transfer", "Test")
        actions.adjust(site=self.site, changes=changes, why=why, by=STAFF, now=at)


def summed(site: Any, moment: datetime) -> dict[tuple[UUID, UUID], tuple[int, int]]:
    """Units and value by level at a moment, added up movement by movement in Python."""
    found: dict[tuple[UUID, UUID], list[int]] = defaultdict(lambda: [0, 0])
    for row in Movement.objects.of(site).filter(created_at__lt=moment):
        sums = found[row.variant_id, row.location_id]
        sums[0] += row.quantity
        sums[1] += row.value_change
    return {key: (units, value) for key, (units, value) in found.items() if units or value}


def told(site: Any, moment: datetime) -> dict[tuple[UUID, UUID], tuple[int, int]]:
    """The same as reports tell it."""
    levels = reports.levels_at(site, moment, NOW)
    return {key: (one.on_hand, one.value) for key, one in levels.items() if one.on_hand or one.value}


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, 1),
        st.integers(-9, 12).filter(bool),
        st.integers(1, 500),
        st.integers(0, 40),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


@pytest.fixture(params=[0, 1, layering.FEW], ids=["together", "together but for one", "each by itself"])
def _read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ways in which layers are read: of all goods at once as far back as it pays, and of a few by themselves."""
    monkeypatch.setattr(layering, "FEW", request.param)
    if request.param < 2:
        monkeypatch.setattr(layering, "LOOK_BACK", 60 * DAY)


@pytest.mark.usefixtures("_read")
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, asked=st.lists(st.integers(0, 170), min_size=1, max_size=4))
def test_the_past_is_the_sum_of_its_movements_with_month_ends_and_without(
    steps: list[tuple[int, int, int, int, int, bool]], asked: list[int]
) -> None:
    site = a_site(time_zone="Europe/Dublin")
    variants = [a_variant(site, f"Thing {number}") for number in range(2)]
    places = [a_location(site, f"Place {number}") for number in range(2)]
    ledger, at = Ledger(site), START
    fifo: dict[UUID, list[list[Any]]] = defaultdict(list)
    worth: dict[tuple[UUID, UUID], list[int]] = defaultdict(lambda: [0, 0])
    history: list[tuple[datetime, dict[UUID, int], int]] = []
    for which, where, units, cost, days, moves in steps:
        at += timedelta(days=days, minutes=1)
        variant, place = variants[which], places[where]
        other = places[1 - where]
        here, there = worth[variant.pk, place.pk], worth[variant.pk, other.pk]
        if units < 0:
            units = max(units, -here[0])
            if not units:
                continue
        taken = _average_out(here, -units) if units < 0 else 0
        if units < 0 and moves:
            ledger.transfer(variant, place, other, -units, at)
            there[0] -= units
            there[1] += taken
        elif units < 0:
            ledger.move(variant, place, units, at)
            _oldest_out(fifo[variant.pk], -units)
        else:
            ledger.move(variant, place, units, at, cost)
            here[0] += units
            here[1] += units * cost
            fifo[variant.pk].append([units, cost])
        value = sum(sum(count * each for count, each in layers) for layers in fifo.values())
        history.append((at, {key: one[1] for key, one in _by_variant(worth).items()}, value))
    moments = [START + asked_at * DAY for asked_at in asked]
    plain = [told(site, moment) for moment in moments]
    assert plain == [summed(site, moment) for moment in moments]
    keep_month_ends(site=site, now=NOW)  # everything was written after that moment: all of it is late
    assert not StockSnapshot.objects.of(site).exists()
    assert [told(site, moment) for moment in moments] == plain
    keep_month_ends(site=site, now=utc_now() + 3 * DAY)
    assert [told(site, moment) for moment in moments] == plain
    for moment in moments:
        before = [entry for entry in history if entry[0] < moment]
        valued = reports.get_stock_valuation(site, moment, NOW)
        assert valued.fifo == (before[-1][2] if before else 0)
        assert valued.average == (sum(before[-1][1].values()) if before else 0)
        assert sum(place.fifo for place in valued.places) == valued.fifo
        assert sum(place.average for place in valued.places) == valued.average


def _average_out(level: list[int], units: int) -> int:
    taken = level[1] if units >= level[0] else divide_half_up(level[1] * units, level[0])
    level[0] -= units
    level[1] -= taken
    return taken


def _oldest_out(layers: list[list[Any]], units: int) -> None:
    while units:
        taken = min(layers[0][0], units)
        layers[0][0] -= taken
        units -= taken
        if not layers[0][0]:
            layers.pop(0)


def _by_variant(worth: dict[tuple[UUID, UUID], list[int]]) -> dict[UUID, list[int]]:
    found: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for (variant, _place), (units, value) in worth.items():
        found[variant][0] += units
        found[variant][1] += value
    return found


def test_an_entry_that_is_written_late_is_in_every_report_and_its_month_ends_are_made_anew() -> None:
    site = a_site(time_zone="Europe/Dublin")
    variant, place, ledger = a_variant(site), a_location(site), Ledger(site)
    ledger.move(variant, place, 10, START, 100)
    sleep(0.005)
    checked = utc_now()
    assert keep_month_ends(site=site, now=checked + DAY) > 0
    assert keep_month_ends(site=site, now=checked + DAY) == 0
    february, key = datetime(2026, 2, 1, tzinfo=UTC), (variant.pk, place.pk)
    kept = StockSnapshot.objects.of(site).filter(month_end__taken_at=february).order_by("-month_end__checked_until")
    assert kept[0].on_hand == 10
    ledger.move(variant, place, 5, START + DAY, 200)
    assert reports.levels_at(site, february, NOW)[key].on_hand == 15
    assert [units for moment, units, _value in reports.month_ends(site, START, NOW) if moment == february] == [15]
    later = checked + 4 * DAY
    keep_month_ends(site=site, now=later)
    assert kept.all()[0].on_hand == 15
    keep_month_ends(site=site, now=later + timedelta(hours=1))
    assert [row.on_hand for row in kept.all()] == [15]
    assert reports.levels_at(site, february, NOW)[key].on_hand == 15


def test_a_month_ends_at_midnight_of_the_shop_and_is_kept_a_day_later() -> None:
    site = a_site(time_zone="Asia/Kolkata")
    variant, place = a_variant(site), a_location(site)
    Ledger(site).move(variant, place, 3, START, 100)
    end = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
    keep_month_ends(site=site, now=end + timedelta(hours=23))
    assert not MonthEnd.objects.of(site).exists()
    keep_month_ends(site=site, now=end + timedelta(hours=25))
    assert [row.taken_at for row in MonthEnd.objects.of(site)] == [end]


@pytest.mark.usefixtures("_read")
def test_what_was_taken_back_as_a_mistake_is_no_layer() -> None:
    site = a_site()
    variant, place, ledger = a_variant(site), a_location(site), Ledger(site)
    ledger.move(variant, place, 10, START, 100)
    change = [actions.Adjustment(variant.pk, 10, place.pk)]
    actions.adjust(site=site, changes=change, why=actions.Why("adjustment", "Oops"), by=STAFF, now=START + DAY)
    wrong = Movement.objects.of(site).latest("created_at")
    actions.reverse(site=site, movement_id=wrong.pk, by=STAFF, now=START + 2 * DAY)
    row = reports.ageing(site, NOW, NOW)[0]
    assert (row.on_hand, row.value, row.units[3]) == (10, 1000, 10)
