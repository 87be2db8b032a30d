"""What a transfer is by its lines, what may be received, and what units carry with them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.transfers.rules import Arrived, Fault, LineFacts, State, fault_of, portion, state_of

LINE = UUID(int=1)


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ([LineFacts(LINE, 5)], State.IN_TRANSIT),
        ([LineFacts(LINE, 5, received=5), LineFacts(LINE, 3)], State.PARTLY_RECEIVED),
        ([LineFacts(LINE, 5, lost=1)], State.PARTLY_RECEIVED),
        ([LineFacts(LINE, 5, received=5)], State.RECEIVED),
        ([LineFacts(LINE, 5, received=4, damaged=1)], State.DISCREPANCY),
        ([LineFacts(LINE, 5, received=4, lost=1)], State.DISCREPANCY),
        ([LineFacts(LINE, 5, received=6, found=1)], State.DISCREPANCY),
        ([LineFacts(LINE, 5, returned=5)], State.CANCELLED),
        ([LineFacts(LINE, 5, received=2, returned=3)], State.RECEIVED),
        ([LineFacts(LINE, 5, damaged=2, returned=3)], State.DISCREPANCY),
    ],
)
def test_a_transfer_is_what_became_of_its_units(lines: list[LineFacts], state: State) -> None:
    assert state_of(lines) == state


@pytest.mark.parametrize(
    ("arrived", "may_exceed", "fault"),
    [
        ([], False, Fault.NOTHING),
        ([Arrived(LINE, 0)], False, Fault.NOTHING),
        ([Arrived(LINE, 1), Arrived(LINE, 1)], False, Fault.UNKNOWN_LINE),
        ([Arrived(uuid4(), 1)], False, Fault.UNKNOWN_LINE),
        ([Arrived(LINE, -1, damaged=2)], False, Fault.NOT_WHOLE),
        ([Arrived(LINE, 1.5)], True, Fault.NOT_WHOLE),  # type: ignore[arg-type]  # what programs send
        ([Arrived(LINE, True)], True, Fault.NOT_WHOLE),
        ([Arrived(LINE, 1_000_001)], True, Fault.TOO_MANY),
        ([Arrived(LINE, 5, damaged=1)], False, Fault.MORE_THAN_SENT),
        ([Arrived(LINE, 3, lost=3)], False, Fault.LOST_TOO_MANY),
        ([Arrived(LINE, 6, lost=1)], True, Fault.LOST_TOO_MANY),
        ([Arrived(LINE, 3, 1, 1)], False, None),
        ([Arrived(LINE, 9)], True, None),
    ],
)
def test_what_cannot_have_come_is_refused(arrived: list[Arrived], may_exceed: bool, fault: Fault | None) -> None:
    found = fault_of([LineFacts(LINE, 5)], arrived, may_exceed=may_exceed)
    assert (found[0] if found else None) == fault


@given(st.integers(0, 10**12), st.lists(st.integers(1, 500), min_size=1, max_size=12))
def test_the_parts_of_a_worth_add_up_and_none_is_off_by_more_than_a_unit_a_part(worth: int, parts: list[int]) -> None:
    left, rest = sum(parts), worth
    total = left
    for units in parts:
        share = portion(rest, units, left)
        assert 0 <= share <= rest
        assert abs(share * total - worth * units) <= total * len(parts) * units
        rest, left = rest - share, left - units
    assert (rest, left) == (0, 0)
