"""A file says how many units there are at all locations together: the default one takes the difference, and then the others."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import differing
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, a_stocked_product, assert_ledger_agrees, stocked
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

HOME, BARN, LOFT = (uuid4() for _ in range(3))
WHY = actions.Why("adjustment", "products.csv", beyond_committed=True)


@given(st.integers(0, 50), st.lists(st.integers(-5, 20), min_size=3, max_size=3))
def test_all_together_have_what_was_said_and_none_gives_what_it_has_not(units: int, held: list[int]) -> None:
    before = dict(zip((HOME, BARN, LOFT), held, strict=True))
    changes = differing(units, before, HOME)
    after = {place: have + changes.get(place, 0) for place, have in before.items()}
    assert sum(after.values()) == units
    assert all(after[place] >= min(have, 0) for place, have in before.items())
    assert all(change > 0 for change in changes.values()) or all(change < 0 for change in changes.values())


def test_the_default_location_takes_the_difference_and_the_fullest_gives_what_it_lacks() -> None:
    held = {HOME: 2, BARN: 5, LOFT: 9}
    assert differing(20, held, HOME) == {HOME: 4}
    assert differing(15, held, HOME) == {HOME: -1}
    assert differing(12, held, HOME) == {HOME: -2, LOFT: -2}
    assert differing(0, held, HOME) == {HOME: -2, LOFT: -9, BARN: -5}
    assert differing(16, held, HOME) == {}


def on_hand(site: Site, variant_id: object) -> dict[str, int]:
    names = {place.pk: place.name for place in queries.locations(site)}
    [levels] = queries.levels(site, [variant_id]).values()  # type: ignore[list-item]  # the key of a variant
    return {names[level.location_id]: level.on_hand for level in levels}


@pytest.mark.django_db
def test_what_other_locations_have_is_not_counted_twice() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site)
    stocked(site, {mug.pk: 2}, location=shop)
    stocked(site, {mug.pk: 5}, location=barn)
    moved = Movement.objects.of(site).count()
    assert actions.set_altogether(site=site, counted={mug.pk: 7}, why=WHY, by=STAFF, now=NOW) == 0
    assert Movement.objects.of(site).count() == moved
    for units, left in ((9, {"Shop": 4, "Barn": 5}), (3, {"Shop": 0, "Barn": 3}), (4, {"Shop": 1, "Barn": 3})):
        actions.set_altogether(site=site, counted={mug.pk: units}, why=WHY, by=STAFF, now=NOW)
        assert on_hand(site, mug.pk) == left
    assert_ledger_agrees(site)


@pytest.mark.django_db
@pytest.mark.parametrize("units", [-1, 1.5, True, 1_000_001])
def test_what_is_no_number_of_units_changes_nothing(units: object) -> None:
    site = a_site()
    mug = a_stocked_product(site, 3)
    with pytest.raises(actions.CannotAdjust):
        actions.set_altogether(site=site, counted={mug.pk: units}, why=WHY, by=STAFF, now=NOW)  # type: ignore[dict-item]  # wrong
    assert list(on_hand(site, mug.pk).values()) == [3]


@pytest.mark.django_db
def test_another_shops_goods_are_unknown() -> None:
    site, theirs = a_site(), a_stocked_product(a_site(), 3)
    with pytest.raises(actions.CannotAdjust):
        actions.set_altogether(site=site, counted={theirs.pk: 9}, why=WHY, by=STAFF, now=NOW)
    assert list(on_hand(theirs.site, theirs.pk).values()) == [3]
