"""How many are told at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from dramac.commerce.waitlist.rules import wave

UNITS = some.integers(min_value=-1000, max_value=100_000)
PEOPLE = some.integers(min_value=0, max_value=100_000)


def test_three_are_told_for_each_unit_that_came_back() -> None:
    assert wave(2, told_lately=0, per_unit=3) == 6


def test_who_was_told_lately_counts_so_that_two_looks_are_no_two_waves() -> None:
    assert [wave(2, told_lately=told, per_unit=3) for told in (4, 6, 9)] == [2, 0, 0]


def test_everybody_is_told_of_what_has_no_limit() -> None:
    assert wave(None, told_lately=5000, per_unit=1) is None


@given(UNITS, PEOPLE, some.integers(min_value=-5, max_value=100))
def test_never_more_are_told_in_a_wave_than_stock_allows_and_somebody_is_while_there_is_some(
    available: int, lately: int, per_unit: int
) -> None:
    more = wave(available, told_lately=lately, per_unit=per_unit)
    assert more is not None
    assert 0 <= more <= max(available, 0) * max(per_unit, 1)
    assert (more > 0) == (max(available, 0) * max(per_unit, 1) > lately)
