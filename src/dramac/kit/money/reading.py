"""How amounts that merchants and shoppers type are read, in the manner of their locale, and refused when in doubt."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import format_decimal, get_currency_symbol

from dramac.kit.money.amounts import AmountFault, AmountRefused, Money, TooPrecise
from dramac.kit.money.currencies import exponent, is_currency
from dramac.kit.money.writing import as_locale

LONGEST_TEXT = 64
LARGEST_TYPED = 10**13 - 1
_DIRECTION_MARKS = "\u200e\u200f\u061c"


class _Manner(NamedTuple):
    """How a locale writes numbers: its decimal sign, and the shape of a number with or without groups."""

    decimal: str
    group: str
    shape: re.Pattern[str]
    example: str


def parse(text: str, currency: str, locale: Locale | str, *, allow_negative: bool = False) -> Money:
    """Reads an amount as people type it: "1,234.50", "£12", "12 EUR", "1 234,5", as the locale separates digits.

    Groups must be whole, so that "1,50" is refused in English instead of becoming 150. Raises AmountRefused with a
    code for the sentence to show: nothing typed, no number (NaN, infinity and exponents are none), separators of
    another locale, another currency's sign, more digits than the currency has (TooPrecise), more than 13 digits,
    below zero unless allowed.
    """
    digits = exponent(currency)
    known = as_locale(locale)
    manner = _manner(known)
    if len(text) > LONGEST_TEXT:
        raise AmountRefused(AmountFault.NOT_A_NUMBER, currency=currency)
    negative, number = _number(_plain(text, manner), currency, known)
    whole, fraction = _parts(number, currency, manner)
    if len(fraction) > digits:
        raise TooPrecise(currency)
    minor = int(whole + fraction.ljust(digits, "0"))
    if minor > LARGEST_TYPED:
        raise AmountRefused(AmountFault.TOO_LARGE, currency=currency)
    if negative and minor and not allow_negative:
        raise AmountRefused(AmountFault.NEGATIVE, currency=currency)
    return Money(-minor if negative else minor, currency)


@lru_cache(maxsize=256)
def _manner(locale: Locale) -> _Manner:
    symbols = locale.number_symbols["latn"]
    decimal, group = symbols["decimal"], symbols["group"]
    # Austria writes money with other groups than numbers; spaces and apostrophes mean nothing but a group anywhere.
    groups = {_letter(sign) for sign in (group, symbols.get("currencyGroup", group), " ", "'")} - {decimal}
    sign = "[" + re.escape("".join(sorted(groups))) + "]"
    grouped = rf"\d{{1,3}}(?P<three>{sign})\d{{3}}(?:(?P=three)\d{{3}})*"
    if locale.decimal_formats[None].grouping[1] == 2:
        grouped += rf"|\d{{1,2}}(?P<two>{sign})(?:\d{{2}}(?P=two))*\d{{3}}"
    shape = re.compile(rf"(?P<whole>\d+|{grouped})(?:{re.escape(decimal)}(?P<fraction>\d+))?", re.ASCII)
    return _Manner(decimal, group, shape, format_decimal(1234.5, format="#,##0.00", locale=locale))


def _plain(text: str, manner: _Manner) -> str:
    """The text in ASCII digits, spaces and signs, whatever keyboard it was typed on."""
    arabic = {"\u066b": manner.decimal, "\u066c": manner.group}
    return "".join(_letter(arabic.get(letter, letter)) for letter in text).strip()


def _letter(letter: str) -> str:
    if letter in _DIRECTION_MARKS:
        return ""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if letter.isspace():
        return " "
    return {"\u2212": "-", "\uff0d": "-", "\u2019": "'"}.get(letter, letter)


def _number(text: str, currency: str, locale: Locale) -> tuple[bool, str]:
    """Whether a minus stands before the number, and the number without sign and currency."""
    if not text:
        raise AmountRefused(AmountFault.EMPTY, currency=currency)
    found = re.fullmatch(r"(?P<before>\D*?)(?P<number>[.,]?\d(?:.*\d)?)(?P<after>\D*)", text, re.ASCII | re.DOTALL)
    if found is None:
        raise AmountRefused(AmountFault.NOT_A_NUMBER, currency=currency)
    before, number, after = found.group("before", "number", "after")
    if before[-1:].isalpha():  # the point of "Rs.500" ends an abbreviation; it does not begin a fraction
        number = number.lstrip(".,")
    for mark in (before.replace("-", "", 1), after):
        _check_mark(_bare(mark), currency, locale)
    return "-" in before, number


def _check_mark(mark: str, currency: str, locale: Locale) -> None:
    """Accepts what stands beside the number: nothing, or the code or sign of the currency meant."""
    symbol = _bare("".join(_letter(letter) for letter in get_currency_symbol(currency, locale)))
    if mark in ("", currency, symbol, _signs(symbol)):
        return
    if is_currency(mark) or _signs(mark):
        raise AmountRefused(AmountFault.WRONG_CURRENCY, currency=currency, found=mark)
    raise AmountRefused(AmountFault.NOT_A_NUMBER, currency=currency)


def _bare(mark: str) -> str:
    """A mark in capitals, without spaces around it and the point of an abbreviation behind it."""
    mark = mark.strip().upper()
    return mark[:-1] if mark.endswith(".") and mark[-2:-1].isalpha() else mark


def _signs(mark: str) -> str:
    """The currency signs in a mark: the $ of A$."""
    return "".join(letter for letter in mark if unicodedata.category(letter) == "Sc")


def _parts(number: str, currency: str, manner: _Manner) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    if number.startswith(manner.decimal):
        number = "0" + number
    found = manner.shape.fullmatch(number)
    if found:
        return re.sub(r"\D", "", found["whole"]), found["fraction"] or ""
    if re.fullmatch(r"[\d., ']+", number, re.ASCII):
        raise AmountRefused(AmountFault.SEPARATORS, currency=currency, example=manner.example)
    raise AmountRefused(AmountFault.NOT_A_NUMBER, currency=currency)
