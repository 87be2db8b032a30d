"""How amounts, numbers and times are written."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from dramac.kit.money import Money
from dramac.ui import formats

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def british_english() -> Iterator[None]:
    with translation.override("en-gb"), timezone.override("UTC"):
        yield


def test_money_is_written_from_an_amount_or_from_minor_units_and_currency() -> None:
    assert formats.money(Money(123450, "EUR")) == "€1,234.50"
    assert formats.money((123450, "EUR")) == "€1,234.50"


def test_money_is_written_in_the_readers_manner() -> None:
    with translation.override("de"):
        assert formats.money((123450, "EUR")) == "1.234,50\xa0€"


def test_numbers_are_grouped() -> None:
    assert formats.number(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("ratio", "text"), [(Decimal("0.125"), "12.5%"), (0.3, "30%"), (Decimal("0.0419"), "4.2%"), (0, "0%"), (2, "200%")]
)
def test_a_share_has_at_most_one_decimal(ratio: Decimal | float, text: str) -> None:
    assert formats.percent(ratio) == text


def test_a_moment_is_told_in_the_sites_time_zone() -> None:
    with timezone.override("Asia/Tokyo"):
        assert formats.date(dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)) == "23 Nov 2026"
        assert "21:00" in formats.date_and_time(NOON)


def test_a_day_stays_the_same_in_every_time_zone() -> None:
    with timezone.override("Asia/Tokyo"):
        assert formats.date(dt.date(2026, 11, 22)) == "22 Nov 2026"


def test_a_relative_time_tells_the_exact_one_on_hover() -> None:
    written = formats.relative_time(NOON - dt.timedelta(hours=3), now=NOON)
    assert written == '<time datetime="2026-11-22T09:00:00+00:00" title="22 Nov 2026, 09:00:00">3 hours ago</time>'


def test_what_lies_ahead_is_told_as_such() -> None:
    assert "in 2 days" in formats.relative_time(NOON + dt.timedelta(days=2), now=NOON)
