"""Batches on the real database: which units are of which, from their coming to their leaving and back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Batch, BatchLevel, Movement, StockLevel
from dramac.commerce.inventory.rules import Change, Reference
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_batch,
    a_location,
    assert_ledger_agrees,
    available,
    came,
    demand,
    keeping_batches,
    stocked,
)
from dramac.commerce.inventory.tests.shelves import ORDER, TODAY, a_shelf, in_days, shelf, ship
from dramac.kit.models import OutboxEvent
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_what_expires_soonest_is_sent_first_and_written_down() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    ship(site, tea.pk, 5)
    assert shelf(site, tea.pk) == {"LATE": (2, 0)}
    sent = Movement.objects.of(site).filter(reference_type="order", batch__isnull=False)
    assert {(row.batch.number, row.quantity, row.committed_change) for row in sent} == {
        ("SOON", -3, -3),
        ("LATE", -2, -2),
    }
    assert_ledger_agrees(site)


def test_what_comes_back_goes_into_the_batches_it_was_of() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    ship(site, tea.pk, 5)
    actions.take_back(site=site, units={tea.pk: 4}, reference=ORDER, by=STAFF, now=NOW)
    assert shelf(site, tea.pk) == {"SOON": (3, 0), "LATE": (3, 0)}
    assert_ledger_agrees(site)


def test_a_change_that_is_taken_back_is_put_into_its_batch() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    lost = actions.Adjustment(tea.pk, -2)
    actions.adjust(site=site, changes=[lost], why=actions.Why("damage", "Wet"), by=STAFF, now=NOW)
    assert shelf(site, tea.pk)["SOON"] == (1, 0)
    row = Movement.objects.of(site).get(type="damage")
    actions.reverse(site=site, movement_id=row.pk, by=STAFF, now=NOW)
    assert shelf(site, tea.pk)["SOON"] == (3, 0)
    assert_ledger_agrees(site)


def test_a_delivery_of_a_batch_that_left_cannot_be_taken_back() -> None:
    site = keeping_batches(a_site())
    tea = a_variant(site)
    came(site, tea.pk, 3, "L1", in_days(5))
    came(site, tea.pk, 5)
    row = Movement.objects.of(site).get(batch__isnull=False)
    ship(site, tea.pk, 2)
    with pytest.raises(actions.CannotAdjust, match="Only 1 of that batch"):
        actions.reverse(site=site, movement_id=row.pk, by=STAFF, now=NOW)
    assert_ledger_agrees(site)


def test_goods_moved_to_another_place_keep_their_batch() -> None:
    site = keeping_batches(a_site())
    a_location(site, "Shop")
    tea = a_shelf(site)
    store = a_location(site, "Store")
    moves = [actions.Adjustment(tea.pk, -4), actions.Adjustment(tea.pk, 4, store.pk)]
    actions.adjust(site=site, changes=moves, why=actions.Why("transfer", "Full"), by=STAFF, now=NOW)
    rows = BatchLevel.objects.of(site).filter(location=store.pk)
    assert {(row.batch.number, row.units) for row in rows} == {("SOON", 3), ("LATE", 1)}
    assert_ledger_agrees(site)


def test_goods_on_their_way_arrive_with_their_batch() -> None:
    site = keeping_batches(a_site())
    here = a_location(site, "Shop")
    tea = a_shelf(site)
    store = a_location(site, "Store")
    why = actions.Why("transfer", "", Reference("transfer", "t-1"))
    sent = [Change(tea.pk, here.pk, on_hand=-4), Change(tea.pk, store.pk, incoming=4)]
    for changes in (sent, [Change(tea.pk, store.pk, on_hand=3, incoming=-3, value=30)]):
        with transaction.atomic():
            done = actions.post(site=site, changes=changes, why=why, by=STAFF, now=NOW)
        assert len(done) == len(changes)
    rows = BatchLevel.objects.of(site).filter(location=store.pk)
    assert {(row.batch.number, row.units) for row in rows} == {("SOON", 3)}
    assert_ledger_agrees(site)


def test_what_has_expired_is_not_for_sale_however_late_the_job_is() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    later = NOW + timedelta(days=5)
    assert queries.availability(site, [tea.pk], now=later) == {tea.pk: 6}
    with pytest.raises(actions.NotEnough) as short:
        actions.take(site=site, demands=[demand(tea.pk, 7)], reference=ORDER, by=STAFF, now=later)
    assert short.value.shortages[0].left == 6


def test_the_day_of_expiry_begins_by_the_shops_clock() -> None:
    site = keeping_batches(a_site(time_zone="Pacific/Auckland"))
    tea = a_variant(site)
    came(site, tea.pk, 3, "L1", in_days(2))
    noon_before = NOW + timedelta(hours=20)
    assert queries.availability(site, [tea.pk], now=noon_before) == {tea.pk: 3}
    assert queries.availability(site, [tea.pk], now=NOW + timedelta(hours=23)) == {tea.pk: 0}


def test_goods_with_too_few_days_left_are_not_sold() -> None:
    site = keeping_batches(a_site(), least_days=6)
    tea = a_shelf(site)
    assert available(site, [tea.pk]) != []
    assert queries.availability(site, [tea.pk], now=NOW) == {tea.pk: 6}


def test_what_expires_is_set_aside_once_and_told() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    later = NOW + timedelta(days=5)
    assert actions.expire_batches(site=site, now=later) == 1
    assert actions.expire_batches(site=site, now=later) == 0
    row = StockLevel.objects.of(site).get()
    assert (row.on_hand, row.quality, row.in_batches, row.spoils_on) == (9, 3, 7, in_days(90))
    assert shelf(site, tea.pk) == {"SOON": (3, 3), "LATE": (4, 0)}
    assert OutboxEvent.objects.filter(name="BatchExpired").count() == 1
    assert_ledger_agrees(site)


def test_what_expires_is_written_off_where_the_shop_wants_it() -> None:
    site = keeping_batches(a_site(), when_expired="write_off")
    tea = a_shelf(site)
    actions.expire_batches(site=site, now=NOW + timedelta(days=5))
    assert shelf(site, tea.pk) == {"LATE": (4, 0)}
    assert Movement.objects.of(site).get(type="expired").quantity == -3
    assert_ledger_agrees(site)


def test_what_expired_while_it_was_promised_is_not_sent() -> None:
    site = keeping_batches(a_site())
    tea = a_variant(site)
    came(site, tea.pk, 3, "L1", in_days(5))
    actions.take(site=site, demands=[demand(tea.pk, 2)], reference=ORDER, by=STAFF, now=NOW)
    later = NOW + timedelta(days=6)
    for _round in range(2):
        with pytest.raises(actions.NotSellable):
            actions.ship(site=site, units={tea.pk: 2}, reference=ORDER, by=STAFF, now=later)
        actions.expire_batches(site=site, now=later)
    assert available(site, [tea.pk]) == [-2]
    assert_ledger_agrees(site)


def test_a_batch_that_is_written_off_takes_its_state_along() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    batch = Batch.objects.of(site).get(number="SOON")
    actions.set_batches_aside(site=site, of=[(batch.pk, None)], by=STAFF, now=NOW)
    actions.write_off_batches(site=site, of=[(batch.pk, None)], by=STAFF, now=NOW)
    row = StockLevel.objects.of(site).get()
    assert (row.on_hand, row.quality, row.in_batches) == (6, 0, 4)
    assert shelf(site, tea.pk) == {"LATE": (4, 0)}
    assert_ledger_agrees(site)


def test_batches_that_were_written_off_come_back_as_they_were() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    batch = Batch.objects.of(site).get(number="SOON")
    actions.set_batches_aside(site=site, of=[(batch.pk, None)], by=STAFF, now=NOW)
    before = shelf(site, tea.pk)
    made = actions.write_off_batches(site=site, of=[(batch.pk, None)], by=STAFF, now=NOW)
    actions.reverse_group(site=site, group_id=made.id, by=STAFF, now=NOW)
    assert shelf(site, tea.pk) == before
    assert_ledger_agrees(site)


def test_who_got_a_batch_is_told_less_what_they_sent_back() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    ship(site, tea.pk, 5)
    actions.take_back(site=site, units={tea.pk: 1}, reference=ORDER, by=STAFF, now=NOW)
    soon, late = Batch.objects.of(site).order_by("expires_on")
    [got] = queries.batch_recipients(site, soon.pk)
    assert (got.order_id, got.sent, got.returned) == ("o-1", 3, 1)
    [got] = queries.batch_recipients(site, late.pk)
    assert (got.sent, got.returned) == (2, 0)


def test_another_date_puts_a_batch_back_on_sale() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    batch = Batch.objects.of(site).get(number="SOON")
    details = actions.BatchName("SOON", in_days(60))
    actions.edit_batch(site=site, batch_id=batch.pk, details=details, by=STAFF, now=NOW)
    assert queries.availability(site, [tea.pk], now=NOW + timedelta(days=9)) == {tea.pk: 9}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (actions.BatchName(""), "cannot_adjust"),
        (actions.BatchName("x" * 100_000), "cannot_adjust"),
        (actions.BatchName("SOON", TODAY), "other_expiry"),
        (actions.BatchName("NEW", TODAY, made_on=in_days(1)), "cannot_adjust"),
        (actions.BatchName("NEW", date(1, 1, 1)), "cannot_adjust"),
    ],
)
def test_a_batch_that_cannot_be_meant_is_refused(name: actions.BatchName, code: str) -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    delivery = actions.Adjustment(tea.pk, 1, batch=name)
    with pytest.raises(actions.CannotAdjust) as refused:
        actions.receive(site=site, deliveries=[delivery], by=STAFF, now=NOW)
    assert refused.value.code == code


def test_batches_of_others_are_unknown() -> None:
    site, other = keeping_batches(a_site()), keeping_batches(a_site("other"))
    theirs, mine = a_batch(other), a_shelf(site)
    place = actions.default_location(site)
    with pytest.raises(actions.CannotAdjust, match="no such batch"), transaction.atomic():
        why = actions.Why("restock")
        changes = [Change(mine.pk, place, on_hand=1, batch_id=theirs.pk)]
        actions.post(site=site, changes=changes, why=why, by=STAFF, now=NOW)
    with pytest.raises(actions.UnknownBatch):
        actions.recall(site=site, batch_id=theirs.pk, reason="", by=STAFF, now=NOW)


def test_a_shop_without_batches_refuses_to_name_one() -> None:
    site = a_site()
    tea = a_variant(site)
    with pytest.raises(actions.CannotAdjust) as refused:
        came(site, tea.pk, 1, "L1")
    assert refused.value.code == "batches_off"


def test_the_database_keeps_more_than_there_is_out() -> None:
    site = keeping_batches(a_site())
    a_shelf(site)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockLevel.objects.of(site).update(in_batches=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchLevel.objects.of(site).update(units=-1)


def statements(work: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as made:
        work()
    return len(made)


def test_batches_cost_goods_without_them_nothing() -> None:
    """The same statements in a shop that keeps batches, for goods that have none, as in one that does not."""
    counts = []
    for site in (a_site(), keeping_batches(a_site("other"))):
        tea = a_variant(site)
        stocked(site, {tea.pk: 9})
        actions.take(site=site, demands=[demand(tea.pk, 2)], reference=ORDER, by=STAFF, now=NOW)
        shipped = statements(
            lambda site=site, tea=tea: actions.ship(site=site, units={tea.pk: 2}, reference=ORDER, by=STAFF, now=NOW)
        )
        read = statements(lambda site=site, tea=tea: queries.availability(site, [tea.pk]))
        counts.append((shipped, read))
    assert counts[0] == counts[1]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["came", "batch", "ship", "back", "lose", "reverse", "expire", "aside", "count", "recall", "write"]
        ),
        st.integers(1, 6),
        st.integers(0, 30),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_is_lost_or_found_in_any_history(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        site = keeping_batches(a_site())
        tea = a_variant(site, "Assam")
        now = NOW
        for number, (verb, units, days) in enumerate(steps):
            now += timedelta(days=days % 3)
            try:
                with transaction.atomic():
                    _step(site, tea.pk, (verb, units, days), number, now)
            except Refused:
                pass
            assert_ledger_agrees(site)
        transaction.set_rollback(True)


def _step(site: Site, tea: UUID, step: tuple[str, int, int], number: int, now: Any) -> None:
    verb, units, days = step
    batch = Batch.objects.of(site).order_by("number")[units % 3 : units % 3 + 1].first()
    if verb in ("came", "batch"):
        came(site, tea, units, f"L{days % 4}" if verb == "batch" else "", in_days(days % 4 * 5))
    elif verb == "ship":
        ship(site, tea, units, Reference("order", str(number % 3)), now)
    elif verb == "back":
        order = Reference("order", str(days % 3))
        actions.take_back(site=site, units={tea: units}, reference=order, by=STAFF, now=now)
    elif verb == "lose":
        why = actions.Why("damage", "Gone", beyond_committed=True)
        actions.adjust(site=site, changes=[actions.Adjustment(tea, -units)], why=why, by=STAFF, now=now)
    elif verb == "reverse":
        row = Movement.objects.of(site).order_by("-id")[days % 4 : days % 4 + 1].first()
        if row:
            actions.reverse(site=site, movement_id=row.pk, by=STAFF, now=now)
    elif verb == "expire":
        actions.expire_batches(site=site, now=now + timedelta(days=days))
    elif verb == "count":
        why = actions.Why("adjustment", "Counted", beyond_committed=True)
        actions.set_on_hand(site=site, counted={tea: units}, why=why, by=STAFF, now=now)
    elif batch and verb == "recall":
        actions.recall(site=site, batch_id=batch.pk, reason="", by=STAFF, now=now)
    elif batch and verb == "aside":
        actions.set_batches_aside(site=site, of=[(batch.pk, None)], by=STAFF, now=now)
    elif batch and verb == "write":
        actions.write_off_batches(site=site, of=[(batch.pk, None)], by=STAFF, now=now)
