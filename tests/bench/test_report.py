"""The table says beside every figure what it should be, and marks what misses it."""

from __future__ import annotations

from dataclasses import replace

from bench import report
from bench.measuring import Figures
from bench.scenarios import SCENARIOS

LIST = next(one for one in SCENARIOS if one.name == "list-api")
GOOD = Figures(web=500, bare=1000, ratio=0.5, web_ms=4, web_cpu=1.5, database_cpu=0.7)


def _lines(small: Figures, large: Figures) -> list[str]:
    return report.table([(LIST, {"small": small, "large": large})], "postgresql").splitlines()


def test_a_figure_that_meets_its_aim_stands_unmarked() -> None:
    assert not any(report.MISSES in line for line in _lines(GOOD, GOOD))


def test_a_small_share_of_the_limit_is_marked() -> None:
    small = _lines(replace(GOOD, ratio=0.2), GOOD)[2]
    assert "! 20%" in small
    assert ">= 25%" in small


def test_too_much_processor_time_is_marked() -> None:
    assert "! 3.50" in _lines(replace(GOOD, web_cpu=3.5), GOOD)[2]


def test_growth_is_how_much_slower_the_large_shop_is() -> None:
    assert "! 2.00x" in _lines(GOOD, replace(GOOD, web=250))[3]
    assert "1.25x" in _lines(GOOD, replace(GOOD, web=400))[3]


def test_requests_of_one_piece_of_work_share_its_time() -> None:
    adding = next(one for one in SCENARIOS if one.name == "add-to-cart")
    line = report.table([(adding, {"small": replace(GOOD, web_cpu=9)})], "sqlite").splitlines()[2]
    assert "3.00" in line
