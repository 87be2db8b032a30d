"""Orders, parcels, returns, deliveries, holds and caps in any order: what is promised, kept and told of stock always adds up.

DRAMAC_THOROUGH tells longer stories, and many more of them.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.models import Variant
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.checkout.testing import a_placed_order, an_open_checkout
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules.differences import Aside
from dramac.commerce.inventory.testing import STAFF, a_location, assert_ledger_agrees
from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.actions import Cancellation, MoneyIn, Parcel, RefundRequest, RefundWish, UnitsBack
from dramac.commerce.orders.models import Order, OrderLine
from dramac.kit.clock import utc_now
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
THOROUGH = "DRAMAC_THOROUGH" in os.environ
ONE, FEW = st.integers(0, 7), st.integers(1, 5)
STEPS = st.one_of(
    st.tuples(st.just("order"), ONE, FEW, FEW),
    st.tuples(st.just("order"), ONE, FEW, st.just(0)),
    st.tuples(st.just("cancel"), ONE, FEW, ONE),
    st.tuples(st.just("send"), ONE, FEW, ONE),
    st.tuples(st.just("send_what_is_ready"), ONE, FEW, ONE),
    st.tuples(st.just("come_back"), ONE, FEW, ONE),
    st.tuples(st.just("receive"), ONE, FEW, ONE),
    st.tuples(st.just("keep"), ONE, FEW, ONE),
    st.tuples(st.just("give_back"), ONE, FEW, ONE),
    st.tuples(st.just("set_aside"), ONE, FEW, ONE),
    st.tuples(st.just("put_back"), ONE, FEW, ONE),
    st.tuples(st.just("cap"), ONE, FEW, ONE),
)


@dataclass
class Story:
    """A shop with three goods at two places: one that sells out, one with a cap, one that sells without end."""

    site: Site
    goods: list[Any]
    places: list[Any]
    holds: list[Any] = field(default_factory=list)
    now: datetime = field(default_factory=utc_now)

    def variant(self, which: int) -> Any:
        """One of the goods, as it is now."""
        found = self.goods[which % len(self.goods)]
        found.refresh_from_db()
        return found

    def place(self, which: int) -> Any:
        """The key of one of the places."""
        return self.places[which % len(self.places)].pk

    def line(self, which: int) -> OrderLine | None:
        """One of the lines of all orders."""
        lines = list(OrderLine.objects.of(self.site).order_by("pk"))
        return lines[which % len(lines)] if lines else None

    def order(self, which: int, units: int, more: int) -> None:
        """Somebody orders one of the goods, and of the next one so many more, and pays."""
        wanted = [(self.variant(which), units), *([(self.variant(which + 1), more)] if more else [])]
        placed = a_placed_order(self.site, wanted, now=self.now)
        actions.mark_paid(site=self.site, order_id=placed.order.id, money=MoneyIn(), by=STAFF, now=self.now)
        for variant, _units in wanted:
            if variant.sells_when_out and variant.oversell_limit is None:
                continue
            [left] = stock.availability(self.site, [variant.pk]).values()
            assert left >= -(variant.oversell_limit or 0), "more was sold than there is and may be beyond"

    def cancel(self, which: int, _units: int, how: int) -> None:
        """An order of which nothing has left is cancelled."""
        if line := self.line(which):
            wanted = Cancellation(restock=how % 2 == 0, refund=True)
            actions.cancel(site=self.site, order_id=line.order_id, cancellation=wanted, by=STAFF, now=self.now)

    def send(self, which: int, units: int, _how: int) -> None:
        """Some units of a line leave."""
        if line := self.line(which):
            parcel = Parcel({line.pk: units})
            actions.fulfil(site=self.site, order_id=line.order_id, parcel=parcel, by=STAFF, now=self.now)

    def send_what_is_ready(self, *_how: int) -> None:
        """Everything that can be sent now can be sent now, all of it together."""
        for line in [row for row in queries.waiting_lines(self.site) if row.is_ready]:  # type: ignore[attr-defined]
            parcel = Parcel({line.pk: line.quantity - line.fulfilled - line.cancelled})
            actions.fulfil(site=self.site, order_id=line.order_id, parcel=parcel, by=STAFF, now=self.now)
        assert not [row for row in queries.waiting_lines(self.site) if row.is_ready]  # type: ignore[attr-defined]

    def come_back(self, which: int, units: int, how: int) -> None:
        """Some units of a line come back, or are given up before they left, and are paid back."""
        if line := self.line(which):
            back = UnitsBack(units, restock=how % 2 == 0, from_shipped=how % 3 > 0)
            request = RefundRequest(RefundWish(units={line.pk: back}), key=f"{self.now.timestamp()}")
            actions.refund(site=self.site, order_id=line.order_id, request=request, by=STAFF, now=self.now)

    def receive(self, which: int, units: int, where: int) -> None:
        """Goods come in."""
        deliveries = [inventory.Adjustment(self.variant(which).pk, 2 * units, self.place(where))]
        inventory.receive(site=self.site, deliveries=deliveries, by=STAFF, now=self.now)

    def keep(self, which: int, units: int, where: int) -> None:
        """Staff keep units for somebody."""
        until = self.now + timedelta(days=3)
        wanted = inventory.Hold(self.variant(which).pk, self.place(where), units, until)
        self.holds.append(inventory.hold(site=self.site, hold=wanted, by=STAFF, now=self.now).pk)

    def give_back(self, which: int, *_how: int) -> None:
        """They are kept no longer."""
        if self.holds:
            key = self.holds.pop(which % len(self.holds))
            inventory.release_hold(site=self.site, hold_id=key, by=STAFF, now=self.now)

    def set_aside(self, which: int, units: int, where: int) -> None:
        """Units are not for sale any more."""
        aside = Aside(self.variant(which).pk, self.place(where), ("damaged", "quality", "safety")[units % 3], units)
        why = inventory.Why("adjustment", "Fell", code="other")
        inventory.set_aside(site=self.site, asides=[aside], why=why, by=STAFF, now=self.now)

    def put_back(self, which: int, units: int, where: int) -> None:
        """They are for sale again."""
        aside = Aside(self.variant(which).pk, self.place(where), ("damaged", "quality", "safety")[units % 3], -units)
        why = inventory.Why("adjustment", "Looked at", code="other")
        inventory.set_aside(site=self.site, asides=[aside], why=why, by=STAFF, now=self.now)

    def cap(self, _which: int, units: int, how: int) -> None:
        """The cap of what has one is other."""
        Variant.objects.of(self.site).filter(pk=self.goods[1].pk).update(oversell_limit=units + how)


def a_story() -> Story:
    site = a_site()
    an_open_checkout(site)
    places = [a_location(site, "Shop"), a_location(site, "Barn")]
    goods = [
        a_variant(site, "Plate"),
        a_variant(site, "Mug", sells_when_out=True, oversell_limit=4),
        a_variant(site, "Bowl", sells_when_out=True),
    ]
    start = [inventory.Adjustment(one.pk, 3, place.pk) for one in goods for place in places]
    inventory.receive(site=site, deliveries=start, by=STAFF, now=utc_now())
    story = Story(site, goods, places)
    story.order(1, 8, 9)  # two mugs and three bowls more than there are
    return story


def assert_adds_up(story: Story) -> None:
    """What the books, the lists, the orders and the list of what can be sent say of stock is one and the same."""
    site = story.site
    assert_ledger_agrees(site)
    wanted: Counter[Any] = Counter()
    for line in OrderLine.objects.of(site).filter(order__in=Order.objects.of(site).exclude(state="cancelled")):
        wanted[line.variant_id] += line.quantity - line.fulfilled - line.cancelled
    sent: Counter[Any] = Counter()
    for row in queries.waiting_lines(site):
        sent[row.variant_id] += row.left * row.is_ready  # type: ignore[attr-defined]  # as the query says
    for row in stock.with_states(site, catalog.variants_for_index(site)):
        levels = stock.levels(site, [row.pk])[row.pk]
        aside = sum(level.unavailable for level in levels)
        kept = sum(level.reserved for level in levels)
        assert row.committed == sum(level.committed for level in levels) == wanted[row.pk]
        assert row.unavailable == aside + kept
        assert row.reserved == kept
        assert row.on_hand == row.available + row.committed + row.unavailable
        assert row.available == stock.availability(site, [row.pk])[row.pk] == sum(level.available for level in levels)
        assert sent[row.pk] <= max(row.on_hand - aside - kept, 0), "more can be sent than there is"


@settings(
    max_examples=300 if THOROUGH else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=4, max_size=30 if THOROUGH else 7))
def test_whatever_happens_what_is_promised_kept_and_told_adds_up(steps: list[tuple[str, int, int, int]]) -> None:
    story = a_story()
    for verb, *how in steps:
        story.now += timedelta(seconds=1)
        try:
            getattr(story, verb)(*how)
            event(f"{verb} was done")
        except Refused:
            event(f"{verb} was refused")
        assert_adds_up(story)
