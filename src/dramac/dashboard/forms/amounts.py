"""Fields for exact numbers: money, percentages and weights, read as the reader's language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from babel import Locale
from babel.numbers import NumberFormatError, format_decimal, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dramac.kit import money
from dramac.kit.money import AmountFault, AmountRefused, Minor, Money
from dramac.tenancy.models import Site

LONGEST = 64

SENTENCES = {
    AmountFault.EMPTY: _("Enter an amount."),
    AmountFault.NOT_A_NUMBER: _("Enter an amount in digits, such as 12.50."),
    AmountFault.SEPARATORS: _("Write the amount like this: %(example)s"),
    AmountFault.WRONG_CURRENCY: _("This shop sells in %(currency)s; enter the amount in that currency."),
    AmountFault.TOO_PRECISE: _("%(currency)s has %(digits)s decimal places; enter no more."),
    AmountFault.TOO_LARGE: _("This amount is too large."),
    AmountFault.NEGATIVE: _("Enter an amount of zero or more."),
}
"""One sentence for each way in which what was typed is no amount."""


class _Typed(forms.CharField):
    """Something typed as text that stands for a number; `unit` is shown beside it and never typed."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.locale = "en"
        self._show_unit(unit)

    def _show_unit(self, unit: str) -> None:
        self.widget.attrs["size"] = "medium"
        if unit:
            self.widget.attrs["suffix"] = unit

    def belong(self, site: Site, locale: str) -> None:
        """Read and write numbers as this language does."""
        self.locale = locale.replace("-", "_")

    def clean(self, value: Any) -> Any:
        """The exact value, or None for an empty field that may be empty. Raises ValidationError."""
        text = str(value or "").strip()
        if text in self.empty_values:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        return self.read(text)

    def read(self, text: str) -> Any:
        """The exact value of what was typed. Raises ValidationError with a sentence for the merchant."""
        raise NotImplementedError

    def _decimal(self, text: str, sentence: object) -> Decimal:
        if len(text) > LONGEST:
            raise ValidationError(str(sentence), code="invalid")
        try:
            number = parse_decimal(text, locale=_locale(self.locale), strict=True)
        except NumberFormatError:
            raise ValidationError(str(sentence), code="invalid") from None
        if not number.is_finite():
            raise ValidationError(str(sentence), code="invalid")
        return number


class MoneyField(_Typed):
    """An amount in the site's currency: minor units in Python, the reader's decimals on the page. Zero or more, unless `negative`."""

    def __init__(self, *, negative: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.negative = negative
        self.currency = "EUR"

    def belong(self, site: Site, locale: str) -> None:
        """Count in the site's currency, and write as the reader's language does."""
        super().belong(site, locale)
        self.currency = site.currency
        self._show_unit(site.currency)

    def read(self, text: str) -> Minor:
        """Minor units of the site's currency. Raises ValidationError with a sentence for each way to be wrong."""
        try:
            return money.parse(text, self.currency, self.locale, allow_negative=self.negative).minor
        except AmountRefused as fault:
            raise ValidationError(SENTENCES[fault.code] % fault.params, code=str(fault.code)) from None

    def prepare_value(self, value: Any) -> Any:
        """Minor units as they are typed in this language (1250 is 12.50); what was typed stays as it is."""
        if not isinstance(value, int) or isinstance(value, bool):
            return value
        amount = money.to_decimal(Money(value, self.currency))
        places = "." + "0" * money.exponent(self.currency) if money.exponent(self.currency) else ""
        return format_decimal(amount, format=f"0{places}", locale=_locale(self.locale))


class PercentField(_Typed):
    """A percentage such as 12.5, as a Decimal; between 0 and 100 unless told otherwise, with at most four decimals."""

    def __init__(self, *, least: int = 0, most: int = 100, **kwargs: Any) -> None:
        super().__init__(unit="%", **kwargs)
        self.least, self.most = Decimal(least), Decimal(most)

    def read(self, text: str) -> Decimal:
        """The percentage as an exact decimal."""
        number = self._decimal(text.rstrip("% "), _("Enter a percentage in digits, such as 20 or 12.5."))
        if not self.least <= number <= self.most:
            limits = {"least": self.least, "most": self.most}
            raise ValidationError(_("Enter a percentage between %(least)s and %(most)s."), "range", limits)
        if _places(number) > 4:
            raise ValidationError(_("Enter at most four decimal places."), code="too_precise")
        return number

    def prepare_value(self, value: Any) -> Any:
        """The percentage as this language writes it, without needless zeros."""
        return _plain(value, self.locale) if isinstance(value, Decimal) else value


class WeightField(_Typed):
    """A weight: whole grams in Python, kilograms on the page."""

    MOST_GRAMS = 10_000_000

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(unit="kg", **kwargs)

    def read(self, text: str) -> int:
        """Whole grams. Raises ValidationError for fractions of a gram, negative and impossible weights."""
        number = self._decimal(text.removesuffix("kg").strip(), _("Enter a weight in kilograms, such as 0.35."))
        grams = number * 1000
        if not 0 <= grams <= self.MOST_GRAMS:
            raise ValidationError(_("Enter a weight between 0 and 10,000 kg."), code="range")
        if grams != grams.to_integral_value():
            raise ValidationError(_("Enter whole grams: at most three decimal places."), code="too_precise")
        return int(grams)

    def prepare_value(self, value: Any) -> Any:
        """Grams as kilograms in this language: 350 is 0.35."""
        is_grams = isinstance(value, int) and not isinstance(value, bool)
        return _plain(Decimal(value) / 1000, self.locale) if is_grams else value


def _locale(name: str) -> Locale:
    return Locale.parse(name.replace("-", "_"))


def _places(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def _plain(number: Decimal, locale: str) -> str:
    return format_decimal(number, format="0.######", locale=_locale(locale))
