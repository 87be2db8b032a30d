"""Transfers on the real database: sent, received in parts, taken back, closed; units and their worth are never lost unseen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import CannotAdjust, NotEnough, close_location, default_location
from dramac.commerce.inventory.rules import Change, Reference
from dramac.commerce.inventory.testing import NOW, STAFF, a_stocked_product, assert_ledger_agrees, demand
from dramac.commerce.transfers import actions, queries
from dramac.commerce.transfers.actions import (
    LineWish,
    Receipt,
    TransferDetails,
    TransferRefused,
    UnknownTransfer,
)
from dramac.commerce.transfers.models import StockTransfer, StockTransferReceipt
from dramac.commerce.transfers.rules import Arrived
from dramac.commerce.transfers.testing import a_draft, a_transfer, came, detail_of, the_barn
from dramac.kit.crowd import at_once
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def worth(site: Site, units: int, value: int, **fields: Any) -> Any:
    """A variant of which so many units are at the default location, worth so much together."""
    variant = a_variant(site, **fields)
    change = Change(variant.pk, default_location(site), on_hand=units, value=value)
    with_value(site, change)
    return variant


def with_value(site: Site, change: Change) -> None:
    with transaction.atomic():
        inventory.post(site=site, changes=[change], why=inventory.Why("restock"), by=STAFF, now=NOW)


def here(site: Site, variant: Any) -> tuple[int, int, int]:
    """On hand, incoming and value at the default location."""
    return at(site, variant, default_location(site))


def there(site: Site, variant: Any) -> tuple[int, int, int]:
    """The same at the barn."""
    return at(site, variant, the_barn(site).pk)


def at(site: Site, variant: Any, place: Any) -> tuple[int, int, int]:
    rows = [one for one in stock.levels(site, [variant.pk]).get(variant.pk, []) if one.location_id == place]
    return (rows[0].on_hand, rows[0].incoming, rows[0].value) if rows else (0, 0, 0)


def asked(site: Site, transfer: StockTransfer) -> dict[str, Any]:
    return {"site": site, "transfer_id": transfer.pk, "by": STAFF, "now": NOW}


def facts(name: str) -> int:
    return OutboxEvent.objects.filter(name=name).count()


def test_numbers_are_gapless_and_each_sites_own() -> None:
    site, other = a_site(), a_site()
    with pytest.raises(TransferRefused):
        a_draft(site, [(a_variant(site), 0)])
    assert [a_draft(site).number for _ in range(3)] == [1, 2, 3]
    assert a_draft(other).number == 1


def test_a_draft_moves_nothing_and_can_be_changed_until_the_goods_leave() -> None:
    site = a_site()
    mug, jug = worth(site, 10, 1000), worth(site, 10, 1000)
    draft = a_draft(site, [(mug, 3)], carrier="Van", reference="F-1")
    assert here(site, mug) == (10, 0, 1000)
    details = TransferDetails(the_barn(site).pk, default_location(site), note="Other way round")
    told = {"lines": [LineWish(jug.pk, 2)], "details": details}
    actions.edit(**asked(site, draft), **told)  # type: ignore[arg-type]  # named above
    found = detail_of(site, draft)
    assert [(line.variant_id, line.quantity) for line in found.lines] == [(jug.pk, 2)]
    assert (found.transfer.note, found.transfer.carrier) == ("Other way round", "")
    with pytest.raises(TransferRefused):
        actions.dispatch(**asked(site, draft))
    back = TransferDetails(default_location(site), the_barn(site).pk)
    actions.edit(**asked(site, draft), lines=None, details=back)
    actions.dispatch(**asked(site, draft))
    with pytest.raises(TransferRefused, match="have left"):
        actions.edit(**asked(site, draft), lines=None, details=back)


def test_sending_takes_goods_off_here_and_announces_them_there_once_however_often_it_is_asked_for() -> None:
    site = a_site()
    mug = worth(site, 3, 1000)
    transfer = a_transfer(site, [(mug, 2)])
    actions.dispatch(**asked(site, transfer))
    assert (here(site, mug), there(site, mug)) == ((1, 0, 333), (0, 2, 0))
    assert (transfer.state, facts("TransferDispatched")) == ("in_transit", 1)
    assert queries.on_the_way(site, the_barn(site).pk) == {mug.pk: 2}
    [coming] = queries.coming(site, [mug.pk], the_barn(site).pk)
    assert (coming.units, coming.value, coming.transfer.number) == (2, 667, transfer.number)
    assert_ledger_agrees(site)


def test_what_is_promised_to_orders_stays() -> None:
    site = a_site()
    mug, jug = worth(site, 5, 500), worth(site, 5, 500)
    inventory.take(site=site, demands=[demand(mug.pk, 3)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    draft = a_draft(site, [(jug, 1), (mug, 3)])
    with pytest.raises(TransferRefused, match="3 of the 5 on hand are promised to orders") as refused:
        actions.dispatch(**asked(site, draft))
    assert refused.value.line_id == detail_of(site, draft).lines[1].pk
    assert (here(site, jug)[0], there(site, jug)[1], detail_of(site, draft).transfer.state) == (5, 0, "draft")


def test_parts_carry_what_left_and_the_last_takes_the_rest() -> None:
    site = a_site()
    mug = worth(site, 3, 1000)
    transfer = a_transfer(site, [(mug, 3)])
    came(site, transfer, 1)
    assert there(site, mug) == (1, 2, 333)
    assert detail_of(site, transfer).transfer.state == "partly_received"
    came(site, transfer, 1)
    assert there(site, mug) == (2, 1, 667)
    came(site, transfer, 1)
    assert (here(site, mug), there(site, mug)) == ((0, 0, 0), (3, 0, 1000))
    assert detail_of(site, transfer).transfer.state == "received"
    with pytest.raises(TransferRefused, match="is on its way"):
        came(site, transfer, 1)
    assert_ledger_agrees(site)


def test_damaged_units_are_there_and_not_for_sale() -> None:
    site = a_site()
    mug = worth(site, 5, 500)
    transfer = a_transfer(site, [(mug, 5)])
    came(site, transfer, (3, 2, 0))
    [level] = [one for one in stock.levels(site, [mug.pk])[mug.pk] if one.location_id == the_barn(site).pk]
    assert (level.on_hand, level.damaged, level.available, level.incoming, level.value) == (5, 2, 3, 0, 500)
    assert detail_of(site, transfer).transfer.state == "discrepancy"
    assert_ledger_agrees(site)


def test_what_is_lost_is_written_off_with_its_worth_shown() -> None:
    site = a_site()
    mug, jug = worth(site, 3, 1000), worth(site, 4, 400)
    transfer = a_transfer(site, [(mug, 3), (jug, 4)])
    came(site, transfer, (1, 0, 1), 4)
    assert detail_of(site, transfer).transfer.state == "partly_received"
    for _ in range(2):
        actions.close(**asked(site, transfer), reason="Fell off the van")
    found = detail_of(site, transfer)
    assert (found.transfer.state, found.units("lost"), found.units("value_lost")) == ("discrepancy", 2, 667)
    assert (there(site, mug), there(site, jug)) == ((1, 0, 333), (4, 0, 400))
    [row] = queries.transfers(site)
    assert (row.units, row.came, row.differ, row.lost_value) == (7, 5, 2, 667)  # type: ignore[attr-defined]  # annotated
    assert facts("TransferClosed") == 1
    assert_ledger_agrees(site)


def test_the_same_receipt_told_twice_is_one() -> None:
    site = a_site()
    mug = worth(site, 5, 500)
    transfer = a_transfer(site, [(mug, 5)])
    assert came(site, transfer, 2, key="note-7").pk == came(site, transfer, 2, key="note-7").pk
    assert there(site, mug)[:2] == (2, 3)


def test_more_than_was_sent_comes_in_only_where_somebody_says_so_and_is_shown_as_found() -> None:
    site = a_site()
    mug = worth(site, 10, 1000)
    transfer = a_transfer(site, [(mug, 5)])
    with pytest.raises(TransferRefused) as refused:
        came(site, transfer, 7)
    assert refused.value.code == "more_than_sent"
    assert there(site, mug) == (0, 5, 0)
    receipt = came(site, transfer, (5, 2, 0), may_exceed=True)
    found = detail_of(site, transfer)
    assert (there(site, mug), found.lines[0].found, found.transfer.state) == ((7, 0, 700), 2, "discrepancy")
    late = came(site, transfer, 1, may_exceed=True)
    assert there(site, mug)[0] == 8
    for one in (late, receipt):
        actions.reverse_receipt(**asked(site, transfer), receipt_id=one.pk)
    assert (there(site, mug), detail_of(site, transfer).transfer.state) == ((0, 5, 0), "in_transit")
    assert_ledger_agrees(site)


def test_a_receipt_and_a_closing_that_are_taken_back_leave_everything_as_it_was() -> None:
    site = a_site()
    mug = worth(site, 7, 1000)
    transfer = a_transfer(site, [(mug, 7)])
    came(site, transfer, 3)
    before = there(site, mug)
    receipt = came(site, transfer, (1, 2, 0))
    with pytest.raises(TransferRefused, match="Only the latest"):
        actions.reverse_receipt(**asked(site, transfer), receipt_id=detail_of(site, transfer).receipts[0].receipt.pk)
    actions.close(**asked(site, transfer))
    closing = detail_of(site, transfer).latest
    assert closing is not None
    for one in (closing, receipt):
        for _ in range(2):
            actions.reverse_receipt(**asked(site, transfer), receipt_id=one.pk)
    assert there(site, mug) == before
    assert detail_of(site, transfer).transfer.state == "partly_received"
    came(site, transfer, 4)
    assert there(site, mug) == (7, 0, 1000)
    assert_ledger_agrees(site)


def test_units_that_were_promised_meanwhile_cannot_be_taken_back() -> None:
    site = a_site()
    mug = worth(site, 2, 200)
    transfer = a_transfer(site, [(mug, 2)])
    receipt = came(site, transfer, 2)
    inventory.take(site=site, demands=[demand(mug.pk, 2)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    with pytest.raises(CannotAdjust):
        actions.reverse_receipt(**asked(site, transfer), receipt_id=receipt.pk)
    assert StockTransferReceipt.objects.of(site).get().reversed_at is None


def test_cancelling_puts_what_has_not_come_back_at_the_same_worth() -> None:
    site = a_site()
    mug = worth(site, 3, 1000)
    draft, whole = a_draft(site, [(mug, 1)]), a_transfer(site, [(mug, 3)])
    for _ in range(2):
        assert actions.cancel(**asked(site, draft)).state == "cancelled"
        assert actions.cancel(**asked(site, whole)).state == "cancelled"
    assert (here(site, mug), there(site, mug)) == ((3, 0, 1000), (0, 0, 0))
    with pytest.raises(TransferRefused, match="was cancelled"):
        actions.dispatch(**asked(site, whole))
    partly = a_transfer(site, [(mug, 3)])
    came(site, partly, 1)
    assert actions.cancel(**asked(site, partly)).state == "received"
    assert (here(site, mug), there(site, mug)) == ((2, 0, 667), (1, 0, 333))
    with pytest.raises(TransferRefused):
        actions.cancel(**asked(site, partly))
    assert_ledger_agrees(site)


def test_a_transfer_of_which_nothing_came_can_be_taken_back_and_sent_again() -> None:
    site = a_site()
    mug = worth(site, 3, 1000)
    transfer = a_transfer(site, [(mug, 2)])
    for _ in range(2):
        assert actions.recall(**asked(site, transfer)).state == "draft"
    assert (here(site, mug), there(site, mug)) == ((3, 0, 1000), (0, 0, 0))
    actions.dispatch(**asked(site, transfer))
    came(site, transfer, 1)
    with pytest.raises(TransferRefused):
        actions.recall(**asked(site, transfer))
    assert there(site, mug)[:2] == (1, 1)


def test_goods_that_were_sold_before_they_came_bring_no_worth() -> None:
    site = a_site()
    mug = a_variant(site, sells_when_out=True)
    barn, shop = the_barn(site).pk, default_location(site)
    with_value(site, Change(mug.pk, barn, on_hand=10, value=1000))
    transfer = a_transfer(site, [(mug, 10)], origin_id=barn, destination_id=shop)
    order, wanted = Reference("order", "1"), [demand(mug.pk, 3, sells_when_out=True)]
    inventory.take(site=site, demands=wanted, reference=order, by=STAFF, now=NOW)
    inventory.ship(site=site, units={mug.pk: 3}, reference=order, by=STAFF, now=NOW)
    came(site, transfer, 10)
    assert (here(site, mug), there(site, mug)) == ((7, 0, 700), (0, 0, 0))
    assert detail_of(site, transfer).units("value_open") == 0
    assert_ledger_agrees(site)


def test_nothing_of_another_site_can_be_moved_or_touched() -> None:
    site, other = a_site(), a_site()
    with pytest.raises(TransferRefused, match="no such variant"):
        a_draft(site, [(a_variant(other), 1)])
    with pytest.raises(TransferRefused, match="location that is open"):
        a_draft(site, destination_id=the_barn(other).pk)
    theirs = a_transfer(other)
    for act in (actions.dispatch, actions.recall, actions.close, actions.cancel):
        with pytest.raises(UnknownTransfer):
            act(**asked(site, theirs))
    line = detail_of(other, theirs).lines[0]
    with pytest.raises(UnknownTransfer):
        actions.receive(**asked(site, theirs), receipt=Receipt([Arrived(line.pk, 1)]))
    assert queries.detail(site, theirs.pk) is None
    assert queries.coming(site, [line.variant_id]) == []


def test_what_cannot_be_moved_is_refused_in_words() -> None:
    site = a_site()
    mug = a_stocked_product(site)
    with pytest.raises(TransferRefused, match="choose two"):
        a_draft(site, [(mug, 1)], destination_id=default_location(site))
    with pytest.raises(TransferRefused, match="one line"):
        a_draft(site, [(mug, 1), (mug, 2)])
    with pytest.raises(TransferRefused, match="not tracked"):
        a_draft(site, [(a_variant(site, tracks_stock=False), 1)])
    empty = actions.create(
        site=site,
        lines=[],
        details=TransferDetails(default_location(site), the_barn(site).pk),
        by=STAFF,
        now=NOW,
    )
    with pytest.raises(TransferRefused, match="Add what you want to move"):
        actions.dispatch(**asked(site, empty))
    with pytest.raises(TransferRefused, match="is on its way"):
        actions.close(**asked(site, empty))
    draft = a_draft(site, [(mug, 1)])
    close_location(site=site, location_id=the_barn(site).pk, by=STAFF, now=NOW)
    with pytest.raises(TransferRefused, match="location that is open"):
        actions.dispatch(**asked(site, draft))


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_who_receive_the_same_goods_at_once_do_not_receive_them_twice() -> None:
    site = a_site()
    mug = worth(site, 10, 999)
    transfer = a_transfer(site, [(mug, 10)])
    found = at_once([partial(came, site, transfer, 6, key=f"hand {number}") for number in range(4)])
    assert sum(not isinstance(one, Exception) for one in found) == 1
    assert all(isinstance(one, TransferRefused) for one in found if isinstance(one, Exception))
    assert there(site, mug)[:2] == (6, 4)
    again = at_once([partial(came, site, transfer, 4, key="the same") for _ in range(4)])
    assert len({getattr(one, "pk", None) for one in again}) == 1
    assert there(site, mug) == (10, 0, 999)
    assert_ledger_agrees(site)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_goods_are_sold_or_sent_but_never_both() -> None:
    site = a_site()
    mug = worth(site, 5, 500)
    the_barn(site)
    drafts = [a_draft(site, [(mug, 3)]) for _ in range(3)]

    def sell(number: int) -> None:
        reference = Reference("order", str(number))
        inventory.take(site=site, demands=[demand(mug.pk, 3)], reference=reference, by=STAFF, now=NOW)

    works: list[Callable[[], object]] = [partial(actions.dispatch, **asked(site, one)) for one in drafts]
    works += [partial(sell, number) for number in range(3)]
    found = at_once(works)
    refused = [one for one in found if isinstance(one, Exception)]
    assert len(refused) == 5
    assert all(isinstance(one, TransferRefused | NotEnough) for one in refused)
    on_hand, _incoming, _value = here(site, mug)
    level = next(one for one in stock.levels(site, [mug.pk])[mug.pk] if one.location_id == default_location(site))
    assert on_hand - level.committed == 2
    assert_ledger_agrees(site)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_receiving_closing_and_cancelling_at_once_end_in_one_story() -> None:
    site = a_site()
    mug = worth(site, 9, 1000)
    transfer = a_transfer(site, [(mug, 9)])
    told = asked(site, transfer)
    works: list[Callable[[], object]] = [
        partial(came, site, transfer, 4),
        *(partial(act, **told) for act in (actions.close, actions.cancel, actions.recall)),
    ]
    at_once(works)
    found = detail_of(site, transfer)
    assert found.units("open") in (0, 9)
    held = here(site, mug)[2] + there(site, mug)[2] + found.units("value_lost") + found.units("value_open")
    assert held == 1000
    assert_ledger_agrees(site)
