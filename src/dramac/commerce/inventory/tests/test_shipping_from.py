"""Which locations send, by the shop's rule."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dramac.commerce.inventory.rules import Allocation, Demand, Level, Shortage
from dramac.commerce.inventory.rules.shipping_from import RULES, choose

MUG, BOWL = UUID(int=1), UUID(int=2)
SHOP, BARN, FARM = UUID(int=11), UUID(int=12), UUID(int=13)
PLACES = (SHOP, BARN, FARM, UUID(int=14))


def at(place: UUID, variant: UUID, units: int, *, is_active: bool = True) -> Level:
    return Level(variant, variant, place, units, is_default=place == SHOP, is_active=is_active)


def wanted(variant: UUID, units: int) -> Demand:
    return Demand(variant, variant, units)


def shares(found: list[Allocation | Shortage]) -> dict[tuple[UUID, UUID], int]:
    return {(one.variant_id, one.location_id): one.quantity for one in found if isinstance(one, Allocation)}


def test_the_default_location_sends_what_it_has_all_of() -> None:
    levels = [at(SHOP, MUG, 3), at(BARN, MUG, 9)]
    assert shares(choose([wanted(MUG, 3)], levels, rule="default")) == {(MUG, SHOP): 3}
    assert shares(choose([wanted(MUG, 4)], levels, rule="default")) == {(MUG, BARN): 4}


def test_the_fullest_sends_even_where_the_default_location_has_enough() -> None:
    assert shares(choose([wanted(MUG, 2)], [at(SHOP, MUG, 3), at(BARN, MUG, 9)], rule="fullest")) == {(MUG, BARN): 2}


def test_the_country_of_delivery_sends_what_it_has_all_of_and_else_the_default_rule_holds() -> None:
    levels = [at(SHOP, MUG, 9), at(FARM, MUG, 2)]
    near = {"rule": "nearest", "preferred": [FARM]}
    assert shares(choose([wanted(MUG, 2)], levels, **near)) == {(MUG, FARM): 2}  # type: ignore[arg-type]  # words of a call
    assert shares(choose([wanted(MUG, 3)], levels, **near)) == {(MUG, SHOP): 3}  # type: ignore[arg-type]  # likewise


def test_one_parcel_is_preferred_to_two() -> None:
    levels = [at(SHOP, MUG, 9), at(BARN, BOWL, 9), at(FARM, MUG, 1), at(FARM, BOWL, 1)]
    found = choose([wanted(MUG, 1), wanted(BOWL, 1)], levels, rule="fewest")
    assert shares(found) == {(MUG, FARM): 1, (BOWL, FARM): 1}


def test_of_two_ways_to_send_one_parcel_the_default_location_is_taken() -> None:
    levels = [at(SHOP, MUG, 1), at(BARN, MUG, 9)]
    assert shares(choose([wanted(MUG, 1)], levels, rule="fewest")) == {(MUG, SHOP): 1}


@pytest.mark.parametrize("rule", RULES)
def test_too_little_is_told_and_a_closed_location_sends_nothing(rule: str) -> None:
    levels = [at(SHOP, MUG, 1), at(BARN, MUG, 9, is_active=False)]
    assert choose([wanted(MUG, 2)], levels, rule=rule) == [Shortage(MUG, 2, 1)]


@pytest.mark.parametrize("rule", RULES)
def test_what_sells_when_out_is_promised_at_its_fallback(rule: str) -> None:
    demand = Demand(MUG, MUG, 3, sells_when_out=True)
    assert shares(choose([demand], [at(BARN, MUG, 1)], rule=rule, fallback={MUG: SHOP})) == {
        (MUG, BARN): 1,
        (MUG, SHOP): 2,
    }


@pytest.mark.parametrize("rule", RULES)
def test_what_one_location_owes_is_not_promised_from_another(rule: str) -> None:
    levels = [at(SHOP, MUG, -1), at(BARN, MUG, 1)]
    assert choose([wanted(MUG, 1)], levels, rule=rule, preferred=[BARN]) == [Shortage(MUG, 1, 0)]


def test_two_parcels_stay_two_where_one_of_their_locations_owes_some() -> None:
    levels = [at(BARN, BOWL, 2), at(BARN, MUG, -1), at(FARM, BOWL, 1), at(FARM, MUG, 1), at(SHOP, MUG, 1)]
    demands = [wanted(MUG, 1), wanted(BOWL, 3)]
    assert shares(choose(demands, levels, rule="fewest")) == {(MUG, FARM): 1, (BOWL, FARM): 1, (BOWL, BARN): 2}


LEVELS = some.dictionaries(
    some.tuples(some.sampled_from(PLACES), some.sampled_from([MUG, BOWL])), some.integers(-2, 6), max_size=8
)


@given(LEVELS, some.integers(1, 8), some.integers(1, 8), some.sampled_from(RULES), some.sets(some.sampled_from(PLACES)))
def test_all_that_is_wanted_comes_from_where_it_is_or_too_little_is_told(
    units: dict[tuple[UUID, UUID], int], mugs: int, bowls: int, rule: str, near: set[UUID]
) -> None:
    levels = [at(place, variant, count) for (place, variant), count in units.items()]
    demands = [wanted(MUG, mugs), wanted(BOWL, bowls)]
    found = choose(demands, levels, rule=rule, preferred=sorted(near))
    for (variant, place), share in shares(found).items():
        assert 0 < share <= units[place, variant]
    for demand in demands:
        total = sum(count for (_place, variant), count in units.items() if variant == demand.variant_id)
        got = sum(share for (variant, _place), share in shares(found).items() if variant == demand.variant_id)
        assert got == (demand.quantity if total >= demand.quantity else 0)


@given(LEVELS, some.integers(1, 4), some.integers(1, 4))
def test_no_group_of_fewer_locations_could_send_it(units: dict[tuple[UUID, UUID], int], mugs: int, bowls: int) -> None:
    levels = [at(place, variant, count) for (place, variant), count in units.items()]
    found = choose([wanted(MUG, mugs), wanted(BOWL, bowls)], levels, rule="fewest")
    if any(isinstance(one, Shortage) for one in found):
        return
    used = {place for _variant, place in shares(found)}
    for group in combinations(PLACES, len(used) - 1):
        has = [sum(max(units.get((place, kind), 0), 0) for place in group) for kind in (MUG, BOWL)]
        assert has[0] < mugs or has[1] < bowls
