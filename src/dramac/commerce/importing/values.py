"""Owns understanding single cells: amounts, quantities, weights, yes and no, addresses of pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from dramac.commerce.importing.records import LONGEST, MAX_GRAMS, MAX_QUANTITY, Oversell, Params, Status

MOST_WHOLE_DIGITS = 12
MOST_DECIMALS = 4

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_CURRENCY = re.compile(r"^(?:[A-Z]{3}|[^\w\s.,+-]{1,3})|(?:[A-Z]{3}|[^\w\s.,+-]{1,3})$")
_PLAIN = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([.,])[0-9]{3})+(?:(?!\1)[.,][0-9]+)?", re.ASCII)
_TIDY_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?", re.ASCII)
_TIDY_HANDLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/?#@:]+(?::[0-9]{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_HANDLE_GAPS = re.compile(r"[^\w]+")
_MANGLED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,3}", re.ASCII | re.IGNORECASE)

FLAGS: Final = dict.fromkeys(("true", "yes", "y", "1", "on"), True) | dict.fromkeys(
    ("false", "no", "n", "0", "off"), False
)

STATUSES: Final[Mapping[str, Status]] = {"active": "active", "draft": "draft", "archived": "archived"}
OVERSELLS: Final[Mapping[str, Oversell]] = {word: "continue" if yes else "deny" for word, yes in FLAGS.items()}

GRAMS: Final = {
    "g": Decimal(1),
    "kg": Decimal(1000),
    "lb": Decimal("453.59237"),
    "lbs": Decimal("453.59237"),
    "oz": Decimal("28.349523125"),
}


class BadValue(Exception):
    """A cell that cannot be taken; the code and its parameters say why (worded in `sentences`)."""

    def __init__(self, code: str, params: Params | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params: Params = params or {}


def amount(text: str) -> Decimal:
    """An amount of money, never below zero: `1299`, `1,299.00`, `1.299,00`, `€ 19,99`, `19.99 EUR`.

    A single dot is always the decimal point. A single comma followed by three digits could mean either and is refused
    rather than guessed. Raises BadValue.
    """
    number = _decimal(text)
    if number < 0:
        raise BadValue("negative_amount")
    return number


def quantity(text: str) -> int:
    """A number of pieces, which may be below zero where more was sold than there was. Raises BadValue."""
    if text.isascii() and text.isdigit() and len(text) < 8:
        return int(text)
    number = _decimal(text)
    if number != number.to_integral_value():
        raise BadValue("not_whole")
    if abs(number) > MAX_QUANTITY:
        raise BadValue("absurd_quantity", {"limit": MAX_QUANTITY})
    return int(number)


def whole(text: str) -> int:
    """A whole number, zero or more. Raises BadValue."""
    number = quantity(text)
    if number < 0:
        raise BadValue("below_zero")
    return number


def day(text: str) -> date:
    """A day as `2026-12-31`, with or without a time behind it. Raises BadValue."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise BadValue("bad_date") from None


def grams(text: str, unit: str = "g") -> int:
    """A weight in whole grams, rounded half up, from a number in g, kg, lb or oz. Raises BadValue."""
    factor = GRAMS.get(unit.strip().lower() or "g")
    if factor is None:
        raise BadValue("unknown_unit", {"unit": unit[:20]})
    number = _decimal(text, most_decimals=15) * factor
    if number < 0:
        raise BadValue("negative_weight")
    if number > MAX_GRAMS:
        raise BadValue("absurd_weight", {"limit": MAX_GRAMS // 1000})
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def flag(text: str) -> bool:
    """Yes or no, in the ways exports and spreadsheets write it. Raises BadValue."""
    found = FLAGS.get(text.lower())
    if found is None:
        raise BadValue("not_yes_or_no")
    return found


def picture(text: str) -> str:
    """The web address of a picture. Raises BadValue when it is not one that can be fetched."""
    if len(text) > LONGEST["url"]:
        raise BadValue("too_long", {"limit": LONGEST["url"], "length": len(text)})
    if not _ADDRESS.fullmatch(text):
        raise BadValue("bad_url")
    return text


def code_number(text: str) -> str:
    """A barcode as it stands. Raises BadValue when a spreadsheet has rounded it (`3.65E+11`) and digits are lost."""
    if _MANGLED.fullmatch(text):
        raise BadValue("rounded_number")
    return text


def handle(text: str) -> str:
    """Text as part of an address: small letters and digits of any script, joined by hyphens; empty if there are none."""
    if len(text) <= LONGEST["handle"] and _TIDY_HANDLE.fullmatch(text):
        return text
    return _HANDLE_GAPS.sub("-", text.casefold()).strip("-_")[: LONGEST["handle"]].strip("-_")


def _decimal(text: str, most_decimals: int = MOST_DECIMALS) -> Decimal:
    if _TIDY_NUMBER.fullmatch(text):
        return Decimal(text)
    bare = _SPACES.sub("", _CURRENCY.sub("", text.strip()))
    match = _PLAIN.fullmatch(_with_point(bare))
    if match is None or not (match[2] or match[3]):
        raise BadValue("not_a_number")
    if len(match[2].lstrip("0")) > MOST_WHOLE_DIGITS or len((match[3] or "").rstrip("0")) > most_decimals:
        raise BadValue("too_many_digits", {"whole": MOST_WHOLE_DIGITS, "decimals": most_decimals})
    return Decimal(match[0])


def _with_point(bare: str) -> str:
    """The number with a decimal point and without marks between thousands."""
    if "," not in bare and bare.count(".") < 2:
        return bare
    if grouped := _GROUPED.fullmatch(bare):
        mark = grouped[1]
        if bare.count(mark) == 1 and mark == "," and "." not in bare:
            raise BadValue("ambiguous_number")
        return bare.replace(mark, "").replace(",", ".")
    return bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare
