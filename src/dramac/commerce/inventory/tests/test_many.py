"""Many levels at once: all or nothing, told row by row, written once and taken back as one; through the API as well."""

from __future__ import annotations

import pytest

from dramac.api.testing import a_client
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.actions import CannotAdjust, CannotReverse, Why, WrongRows
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.rules.differences import Way, Wish
from dramac.commerce.inventory.testing import NOW, STAFF, a_group, a_stocked_product, assert_ledger_agrees, available
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
WHY = Why("adjustment", "Counted", code="cycle_count")
BULK = "/api/v1/inventory/bulk-adjustments"


def test_one_wrong_row_refuses_all_and_the_good_ones_alone_can_be_asked_for() -> None:
    site = a_site()
    many, few = a_stocked_product(site, 10), a_stocked_product(site, 1)
    place = actions.default_location(site)
    wishes = [Wish(many.pk, place, -5), Wish(few.pk, place, -5)]
    with pytest.raises(WrongRows) as refused:
        actions.adjust_many(site=site, wishes=wishes, why=WHY, by=STAFF, now=NOW)
    assert [(at, str(one.fault)) for at, one in refused.value.wrong] == [(1, "below_zero")]
    assert available(site, [many.pk, few.pk]) == [10, 1]
    made = actions.adjust_many(site=site, wishes=wishes, why=WHY, by=STAFF, now=NOW, only_good=True)
    assert (len(made.levels), len(made.refused), available(site, [many.pk, few.pk])) == (1, 1, [5, 1])
    assert_ledger_agrees(site)


def test_a_preview_writes_nothing() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    place = actions.default_location(site)
    [one] = actions.preview_many(site=site, wishes=[Wish(mug.pk, place, 3, Way.SET)], why=WHY, now=NOW)
    assert (one.before, one.after, available(site, [mug.pk])) == (10, 3, [10])


def test_what_was_made_for_something_is_written_once() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    why = Why("adjustment", "File", Reference("manual", "9f4c2c52-0000-7000-8000-000000000001"))
    wishes = [Wish(mug.pk, actions.default_location(site), 5)]
    actions.adjust_many(site=site, wishes=wishes, why=why, by=STAFF, now=NOW)
    with pytest.raises(CannotAdjust, match="posted already"):
        actions.adjust_many(site=site, wishes=wishes, why=why, by=STAFF, now=NOW)
    assert available(site, [mug.pk]) == [15]


def test_a_group_is_taken_back_once_and_no_part_of_it_by_itself() -> None:
    site = a_site()
    group = a_group(site)
    row = queries.history(site, limit=1).movements[0]
    with pytest.raises(CannotReverse):
        actions.reverse(site=site, movement_id=row.pk, by=STAFF, now=NOW)
    levels = actions.reverse_group(site=site, group_id=group, by=STAFF, now=NOW)
    assert [level.on_hand for level in levels] == [0, 0]
    with pytest.raises(CannotReverse, match="already"):
        actions.reverse_group(site=site, group_id=group, by=STAFF, now=NOW)
    with pytest.raises(CannotReverse):
        actions.reverse(site=site, movement_id=queries.history(site, limit=1).movements[0].pk, by=STAFF, now=NOW)
    with pytest.raises(CannotReverse):
        actions.reverse_group(site=a_site(), group_id=group, by=STAFF, now=NOW)
    assert_ledger_agrees(site)


def test_the_api_changes_by_sku_tells_wrong_rows_at_their_places_and_takes_back() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10, sku="MUG")
    a_variant(site, "Cup", sku="CUP")
    client = a_client(site)
    changes = [{"sku": "MUG", "quantity": -3}, {"sku": "CUP", "quantity": -1}, {"sku": "NOPE", "quantity": 1}]
    answer = client.post(BULK, {"changes": changes}, content_type="application/json")
    assert answer.status_code == 422
    pointers = [(one["pointer"], one["code"]) for one in answer.json()["errors"]]
    assert pointers == [("/changes/1", "below_zero"), ("/changes/2", "unknown_variant")]
    good = [{"sku": "MUG", "quantity": 4, "way": "set"}]
    made = client.post(BULK, {"changes": good, "code": "cycle_count"}, content_type="application/json").json()
    assert (made["changed"], available(site, [mug.pk])) == (1, [4])
    back = f"{BULK}/{made['id']}/reversal"
    assert client.post(back, content_type="application/json").status_code == 200
    assert available(site, [mug.pk]) == [10]
    assert client.post(back, content_type="application/json").status_code == 422


def test_the_api_sets_units_aside_and_its_levels_and_movements_say_so() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    client = a_client(site)
    changes = [{"variant_id": str(mug.pk), "state": "damaged", "quantity": 4}]
    sent = client.post("/api/v1/inventory/unavailable", {"changes": changes}, content_type="application/json")
    assert sent.status_code == 200, sent.content
    [level] = client.get("/api/v1/inventory/levels").json()["data"]
    assert (level["on_hand"], level["damaged"], level["available"]) == (10, 4, 6)
    [row] = client.get("/api/v1/inventory/movements", {"code": "damaged"}).json()["data"]
    assert (row["damaged_change"], row["cause"], row["unavailable_after"]) == (4, "moved", 4)
