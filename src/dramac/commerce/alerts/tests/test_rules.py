"""Decisions about alerts: the nearest limit, what a crossing raises and closes, and when people are told."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.commerce.alerts.rules import (
    SHOP,
    AlertLevel,
    AlertSettings,
    Limit,
    LimitFault,
    Scope,
    Standing,
    Verdict,
    Watched,
    is_burst_over,
    judge,
    limit_faults,
    nearest,
    scopes_for,
    told_until,
)

PRODUCT, VARIANT, PLACE = UUID(int=1), UUID(int=2), UUID(int=3)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LIMIT = Limit(low=10, critical=3)
LOW, CRITICAL, OUT = AlertLevel


def at(available: int, *, is_watched: bool = True) -> Watched:
    return Watched(PRODUCT, VARIANT, PLACE, available, NOON, is_watched)


def standing(*levels: AlertLevel, limit: Limit = LIMIT) -> list[Standing]:
    return [Standing(uuid4(), level, limit.at(level)) for level in levels]


def raised(verdict: Verdict) -> list[AlertLevel]:
    return [opening.level for opening in verdict.openings]


def closed(verdict: Verdict) -> dict[AlertLevel, str]:
    return {closing.level: closing.reason for closing in verdict.closings}


# The nearest limit


def test_the_nearest_limit_counts() -> None:
    limits: dict[Scope, Limit] = {}
    for number, scope in enumerate(reversed(scopes_for(PRODUCT, VARIANT, PLACE))):
        limits[scope] = Limit(low=number)
        assert nearest(limits, PRODUCT, VARIANT, PLACE).low == number


def test_limits_of_others_do_not_count() -> None:
    other = UUID(int=9)
    limits = {SHOP: Limit(low=1), (other, None, None): Limit(low=2), (PRODUCT, other, None): Limit(low=3),
              (PRODUCT, VARIANT, other): Limit(low=4), (None, None, other): Limit(low=5)}  # fmt: skip
    assert nearest(limits, PRODUCT, VARIANT, PLACE).low == 1


# Raising and closing


@pytest.mark.parametrize(
    ("available", "levels"), [(11, []), (10, [LOW]), (4, [LOW]), (3, [LOW, CRITICAL]), (0, [*AlertLevel]), (-2, [*AlertLevel])]
)  # fmt: skip
def test_a_fall_raises_every_level_that_it_reaches(available: int, levels: list[AlertLevel]) -> None:
    assert raised(judge(at(available), LIMIT, [], 1)) == levels


def test_people_are_told_of_the_gravest_only_and_of_what_is_worse_than_they_know() -> None:
    assert [one.is_gravest for one in judge(at(0), LIMIT, [], 1).openings] == [False, False, True]
    [critical] = judge(at(2), LIMIT, standing(LOW), 1).openings
    assert (critical.level, critical.is_gravest) == (CRITICAL, True)
    [low] = judge(at(2), LIMIT, standing(CRITICAL), 1).openings
    assert (low.level, low.is_gravest) == (LOW, False)


def test_what_stands_is_not_raised_again() -> None:
    assert judge(at(2), LIMIT, standing(LOW, CRITICAL), 1) == Verdict()


def test_stock_must_rise_a_little_above_its_limit_to_close_an_alert() -> None:
    assert closed(judge(at(11), LIMIT, standing(LOW), 1)) == {}
    assert closed(judge(at(12), LIMIT, standing(LOW), 1)) == {LOW: "restocked"}
    assert closed(judge(at(11), LIMIT, standing(LOW), 0)) == {LOW: "restocked"}


def test_what_was_out_is_not_out_any_more_as_soon_as_one_can_be_sold() -> None:
    assert closed(judge(at(1), LIMIT, standing(*AlertLevel), 5)) == {OUT: "restocked"}


def test_an_alert_closes_without_news_when_its_limit_moves_or_nobody_watches() -> None:
    assert closed(judge(at(8), Limit(low=5, critical=1), standing(LOW), 1)) == {LOW: "limit_changed"}
    assert closed(judge(at(2), Limit(is_active=False), standing(LOW), 1)) == {LOW: "limit_changed"}
    assert closed(judge(at(2, is_watched=False), LIMIT, standing(LOW, CRITICAL), 1)) == {
        LOW: "unwatched",
        CRITICAL: "unwatched",
    }


def test_nothing_is_raised_where_nobody_watches_or_wants_to_hear() -> None:
    assert judge(at(0, is_watched=False), LIMIT, [], 1) == Verdict()
    assert judge(at(0), Limit(is_active=False), [], 1) == Verdict()


limits = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda two: Limit(low=max(two), critical=min(two)))
paths = st.lists(st.tuples(st.integers(-5, 40), limits, st.booleans()), min_size=1, max_size=40)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(path=paths, hysteresis=st.integers(0, 5))
def test_on_any_path_at_most_one_alert_of_a_level_stands_and_plenty_closes_all(
    path: list[tuple[int, Limit, bool]], hysteresis: int
) -> None:
    stands: list[Standing] = []
    for available, limit, is_watched in path:
        stands = after(at(available, is_watched=is_watched), limit, stands, hysteresis)
        assert all(number == 1 for number in Counter(one.level for one in stands).values())
        reached = {level for level in AlertLevel if is_watched and available <= limit.at(level)}
        assert reached <= {one.level for one in stands}
        assert after(at(available, is_watched=is_watched), limit, stands, hysteresis) == stands
    assert after(at(100), path[-1][1], stands, hysteresis) == []


def after(watched: Watched, limit: Limit, stands: list[Standing], hysteresis: int) -> list[Standing]:
    """What stands once this was looked at."""
    verdict = judge(watched, limit, stands, hysteresis)
    gone = {closing.id for closing in verdict.closings}
    new = [Standing(uuid4(), opening.level, limit.at(opening.level)) for opening in verdict.openings]
    return [one for one in stands if one.id not in gone] + new


# Telling


def test_single_alerts_wait_a_minute_for_others() -> None:
    assert not is_burst_over(NOON, NOON + timedelta(seconds=59))
    assert is_burst_over(NOON, NOON + timedelta(seconds=60))


def test_the_daily_mail_tells_what_was_raised_before_its_hour_in_the_shops_own_day() -> None:
    daily = AlertSettings(email="digest", digest_hour=8)
    dublin = ZoneInfo("Europe/Dublin")
    summer = datetime(2026, 7, 2, 7, 30, tzinfo=UTC).astimezone(dublin)
    assert told_until(daily, summer) == datetime(2026, 7, 2, 7, 0, tzinfo=UTC)
    before = datetime(2026, 7, 2, 6, 59, tzinfo=UTC).astimezone(dublin)
    assert told_until(daily, before) == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    assert told_until(AlertSettings(email="none"), summer) is None


# Limits as people give them


def test_limits_are_whole_numbers_of_which_critical_is_not_above_low() -> None:
    def faults(low: object, critical: object) -> dict[str, LimitFault]:
        return limit_faults({"low": low, "critical": critical, "point": None}, "low", "critical")  # type: ignore[dict-item]  # what people send

    assert faults(10, 10) == {}
    assert faults(3, 4) == {"critical": LimitFault.CRITICAL_ABOVE_LOW}
    for wrong in (-1, 1.5, True, "4", 1_000_001):
        assert faults(wrong, 0) == {"low": LimitFault.NOT_WHOLE}
