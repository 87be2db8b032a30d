"""How money is shown to people, in the manner of their locale."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

from dramac.kit.money.amounts import Money, to_decimal
from dramac.kit.money.currencies import exponent


def as_locale(locale: Locale | str) -> Locale:
    """A locale from its name as browsers (en-GB) or gettext (en_GB) write it. Raises babel's UnknownLocaleError."""
    return locale if isinstance(locale, Locale) else Locale.parse(locale.replace("-", "_"))


@lru_cache(maxsize=4096)
def format_money(money: Money, locale: Locale | str) -> str:
    """Writes an amount with symbol, separators and all digits of its currency: £1,234.50, 1.234,50 €, ¥1,235."""
    known = as_locale(locale)
    pattern = _pattern(known, exponent(money.currency))
    text: str = pattern.apply(to_decimal(money), known, currency=money.currency, currency_digits=False)
    return text


@lru_cache(maxsize=256)
def _pattern(locale: Locale, digits: int) -> NumberPattern:
    # CLDR hides the minor units of some currencies (AFN, IQD); an amount on an invoice must show what was charged.
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    pattern.frac_prec = (digits, digits)
    return pattern
