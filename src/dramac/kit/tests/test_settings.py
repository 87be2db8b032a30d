"""Settings read back what was written, and fall back to what holds by default where what is kept makes no sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from dramac.kit.settings import Settings, read, written


@dataclass(frozen=True, slots=True)
class Tea(Settings):
    area: ClassVar[str] = "tea"
    hot: bool = True
    spoons: int = 1
    milk: str = "no"
    herbs: tuple[str, ...] = ()


def test_what_was_written_is_read_back() -> None:
    tea = Tea(hot=False, spoons=3, milk="oat", herbs=("mint", "sage"))
    assert read(Tea, {"tea": written(tea), "coffee": {"hot": True}}) == tea


@pytest.mark.parametrize("kept", [None, [], {}, {"tea": None}, {"tea": "hot"}, {"tea": {"spoons": "many", "hot": 1}}])
def test_what_makes_no_sense_is_as_by_default(kept: object) -> None:
    assert read(Tea, kept) == Tea()


def test_a_setting_that_this_version_does_not_know_is_left_alone() -> None:
    assert read(Tea, {"tea": {"lemon": True, "spoons": 2}}) == Tea(spoons=2)
