"""Money as a value: so many minor units of one currency, and its exact way to decimals and back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from dramac.kit.money.currencies import exponent

Minor: TypeAlias = int
LARGEST_AMOUNT: Minor = 10**15


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum or comparison; nothing converts silently."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(f"{left} and {right} do not mix")
        self.left = left
        self.right = right


class AmountFault(StrEnum):
    """Why a number is no amount of money. The edge that shows it has one sentence for each."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    SEPARATORS = "separators"
    WRONG_CURRENCY = "wrong_currency"
    TOO_PRECISE = "too_precise"
    TOO_LARGE = "too_large"
    NEGATIVE = "negative"


class AmountRefused(ValueError):
    """A typed or imported amount that cannot be taken.

    `code` says why; `params` hold what its sentence may name: always the `currency`; the `digits` it has (too_precise),
    an `example` of how the locale writes an amount (separators), what was `found` instead (wrong_currency).
    """

    def __init__(self, code: AmountFault, **params: str | int) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


class TooPrecise(AmountRefused):
    """More digits than the currency has: 1.005 GBP, 1.5 JPY."""

    def __init__(self, currency: str) -> None:
        super().__init__(AmountFault.TOO_PRECISE, currency=currency, digits=exponent(currency))


@dataclass(frozen=True, slots=True)
class Money:
    """So many minor units of one currency. Adds and compares only within it; equality needs both to be the same."""

    minor: Minor
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"money is counted in whole minor units, not in {type(self.minor).__name__}")
        exponent(self.currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> Money:
        if type(times) is not int:
            return NotImplemented
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._same(other)

    def _same(self, other: Money) -> Minor:
        if not isinstance(other, Money):
            raise TypeError(f"money does not mix with {type(other).__name__}")
        if other.currency != self.currency:
            raise CurrencyMismatch(self.currency, other.currency)
        return other.minor


def to_decimal(money: Money) -> Decimal:
    """An amount in major units, with as many decimals as its currency has: 1250 GBP gives 12.50."""
    digits = tuple(int(digit) for digit in str(abs(money.minor)))
    return Decimal((int(money.minor < 0), digits, -exponent(money.currency)))


def from_decimal(value: Decimal, currency: str) -> Money:
    """The money that a decimal in major units stands for, exactly; zeros beyond the currency's digits do no harm.

    Raises TooPrecise when it is not a whole number of minor units, AmountRefused for NaN, infinity and amounts
    beyond 10**15 minor units, UnknownCurrency.
    """
    if not value.is_finite():
        raise AmountRefused(AmountFault.NOT_A_NUMBER, currency=currency)
    digits = exponent(currency)
    if not value:
        return Money(0, currency)
    if value.adjusted() + digits > 15:
        raise AmountRefused(AmountFault.TOO_LARGE, currency=currency)
    if value.adjusted() + digits < 0:
        raise TooPrecise(currency)
    sign, figures, power = value.as_tuple()
    shift = int(power) + digits
    minor, rest = divmod(int("".join(map(str, figures))) * 10 ** max(shift, 0), 10 ** max(-shift, 0))
    if rest:
        raise TooPrecise(currency)
    if minor > LARGEST_AMOUNT:
        raise AmountRefused(AmountFault.TOO_LARGE, currency=currency)
    return Money(-minor if sign else minor, currency)
