"""Whatever happens to a transfer, no unit and no minor unit of value comes from nowhere or goes unseen."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.rules import Change
from dramac.commerce.inventory.testing import NOW, STAFF, assert_ledger_agrees
from dramac.commerce.transfers import actions, queries
from dramac.commerce.transfers.models import StockTransfer
from dramac.commerce.transfers.testing import a_draft, came, detail_of, the_barn
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db(transaction=True)
GOODS = 2
Numbers = st.tuples(st.integers(0, 5), st.integers(0, 2), st.integers(0, 2))
Steps = st.lists(
    st.one_of(
        st.tuples(st.just("came"), st.lists(Numbers, min_size=GOODS, max_size=GOODS), st.booleans()),
        st.tuples(st.sampled_from(["dispatch", "close", "cancel", "recall", "reverse"])),
    ),
    min_size=1,
    max_size=9,
)


def act(site: Site, transfer: StockTransfer, step: Any) -> None:
    told: dict[str, Any] = {"site": site, "transfer_id": transfer.pk, "by": STAFF, "now": NOW}
    kind = step[0]
    if kind == "came":
        came(site, transfer, *step[1], may_exceed=step[2])
    elif kind == "reverse":
        if latest := detail_of(site, transfer).latest:
            actions.reverse_receipt(**told, receipt_id=latest.pk)
    else:
        getattr(actions, kind)(**told)


def everywhere(site: Site, transfer: StockTransfer) -> tuple[int, int]:
    """Units and value at both places, on the way and written off, less what was found."""
    levels = StockLevel.objects.of(site)
    found = queries.detail(site, transfer.pk)
    assert found is not None
    units = sum(level.on_hand for level in levels) + found.units("open") + found.units("lost") - found.units("found")
    extra = sum(row.value_found for view in found.receipts if view.receipt.reversed_at is None for row in view.lines)
    value = sum(level.value for level in levels) + found.units("value_open") + found.units("value_lost") - extra
    assert sum(level.incoming for level in levels) == found.units("open")
    return units, value


@settings(max_examples=30, deadline=None)
@given(worths=st.lists(st.integers(0, 10_007), min_size=GOODS, max_size=GOODS), steps=Steps)
def test_units_and_value_are_conserved_whatever_happens(worths: list[int], steps: list[Any]) -> None:
    site = a_site()
    goods = [a_variant(site, cost=77) for _ in range(GOODS)]
    place = default_location(site)
    with transaction.atomic():
        first = [Change(one.pk, place, on_hand=7, value=worth) for one, worth in zip(goods, worths, strict=True)]
        first.append(Change(goods[0].pk, the_barn(site).pk, on_hand=3, value=10))
        inventory.post(site=site, changes=first, why=inventory.Why("restock"), by=STAFF, now=NOW)
    transfer = a_draft(site, [(goods[0], 7), (goods[1], 5)])
    before = everywhere(site, transfer)
    assert before == (17, sum(worths) + 10)
    actions.dispatch(site=site, transfer_id=transfer.pk, by=STAFF, now=NOW)
    for step in steps:
        with suppress(Refused):
            act(site, transfer, step)
        assert everywhere(site, transfer) == before, step
    assert_ledger_agrees(site)
