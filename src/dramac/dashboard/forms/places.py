"""Fields for where a shop is: country, time zone, language. Names come from CLDR, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale, localedata
from django import forms
from django.conf import settings
from django.utils import translation

NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
"""Two-letter codes of CLDR that are not countries with addresses."""


class CountryField(forms.ChoiceField):
    """A country by its ISO 3166 alpha-2 code; where it may be left out, none comes first and not the first of the alphabet."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select(attrs={"autocomplete": "country"}))
        none = [] if kwargs.get("required", True) else [("", "–")]
        super().__init__(choices=lambda: [*none, *countries(translation.get_language() or "en")], **kwargs)


class TimeZoneField(forms.ChoiceField):
    """A time zone by its IANA name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=time_zones, **kwargs)


class LanguageField(forms.ChoiceField):
    """A language as it is written somewhere (`en-IE`), among those that the product speaks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: languages(translation.get_language() or "en"), **kwargs)


@lru_cache(maxsize=16)
def countries(language: str) -> list[tuple[str, str]]:
    """Every country's code and name, by name."""
    names = Locale.parse(translation.to_locale(language)).territories
    real = {str(code) for code in names if len(str(code)) == 2 and str(code).isalpha()} - NO_COUNTRIES
    return _by_name((code, str(names[code])) for code in real)


@lru_cache(maxsize=16)
def languages(language: str) -> list[tuple[str, str]]:
    """Every (language, country) pair that the product speaks, as `en-IE` and its name, by name."""
    spoken = {code.split("-")[0] for code, _name in settings.LANGUAGES}
    known = (Locale.parse(name) for name in localedata.locale_identifiers() if name.split("_")[0] in spoken)
    reader = Locale.parse(translation.to_locale(language))
    placed = {f"{one.language}-{one.territory}": one for one in known if one.territory and one.territory.isalpha()}
    return _by_name((code, one.get_display_name(reader) or code) for code, one in placed.items())


@lru_cache(maxsize=1)
def time_zones() -> list[tuple[str, str]]:
    """Every time zone that is named for a place, and UTC."""
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/")))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in named)]


def _by_name(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())
