"""Writes amounts, numbers and times the way the reader's language and the site's time zone ask for."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal, format_percent
from django.utils import timezone, translation
from markupsafe import Markup

from dramac.kit.money import Money, format_money


def locale() -> Locale:
    """Return the locale of the request's language."""
    return _locale(translation.get_language() or "en")


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(translation.to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language.split("-")[0])


def money(value: Money | tuple[int, str]) -> str:
    """Write an amount of money, given as Money or as (minor units, currency), in the reader's manner."""
    return _money(value if isinstance(value, Money) else Money(*value), translation.get_language() or "en")


@lru_cache(maxsize=4096)
def _money(value: Money, language: str) -> str:
    return format_money(value, _locale(language))


def number(value: int | Decimal | float) -> str:
    """Write a plain number with the reader's separators."""
    return _number(value, translation.get_language() or "en")


@lru_cache(maxsize=4096, typed=True)
def _number(value: int | Decimal | float, language: str) -> str:
    return format_decimal(value, locale=_locale(language))


def percent(ratio: Decimal | float | int) -> str:
    """Write a ratio as a percentage with at most one decimal: 0.125 is 12.5%."""
    return format_percent(ratio, format=_one_decimal(locale()), locale=locale())


@lru_cache(maxsize=64)
def _one_decimal(of: Locale) -> str:
    pattern = str(of.percent_formats[None].pattern)
    return pattern if ".#" in pattern else pattern.replace("0", "0.#", 1)


def date(value: dt.date, length: str = "medium") -> str:
    """Write a day; a moment is first moved into the site's time zone. Length is short, medium, long or full."""
    return format_date(_local(value), format=length, locale=locale())


def date_and_time(value: dt.datetime, length: str = "medium") -> str:
    """Write a moment in the site's time zone. Length is short, medium, long or full."""
    return format_datetime(timezone.localtime(value), format=length, locale=locale(), tzinfo=None)


def relative_time(value: dt.datetime, now: dt.datetime | None = None) -> Markup:
    """Write how long ago a moment was, or how far ahead it lies, with the exact time shown on hover."""
    distance = format_timedelta(value - (now or timezone.now()), add_direction=True, locale=locale())
    exact = date_and_time(value)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(value.isoformat(), exact, distance)


def _local(value: dt.date) -> dt.date:
    return timezone.localtime(value) if isinstance(value, dt.datetime) else value
