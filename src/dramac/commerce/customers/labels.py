"""The words for address fields and for what is wrong with them, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers.rules import AddressField, Problem

_LABELS: dict[str, Promise] = {
    "name": _("Full name"),
    "company": _("Company"),
    "line1": _("Address"),
    "line2": _("Flat, suite, floor"),
    "city": _("Town or city"),
    "city:district": _("District"),
    "city:post_town": _("Town or city"),
    "city:suburb": _("Suburb"),
    "region": _("Province"),
    "region:area": _("Area"),
    "region:county": _("County"),
    "region:department": _("Department"),
    "region:district": _("District"),
    "region:do_si": _("Province"),
    "region:emirate": _("Emirate"),
    "region:island": _("Island"),
    "region:oblast": _("Oblast"),
    "region:parish": _("Parish"),
    "region:prefecture": _("Prefecture"),
    "region:state": _("State"),
    "postcode": _("Postcode"),
    "postcode:eircode": _("Eircode"),
    "postcode:pin": _("PIN code"),
    "postcode:zip": _("ZIP code"),
    "country": _("Country"),
    "phone": _("Phone"),
}
_REQUIRED: dict[str, Promise] = {
    "name": _("Give your name."),
    "line1": _("Give the street and house number."),
    "city": _("Give the town or city."),
    "region": _("Choose the region."),
    "postcode": _("Give the postcode."),
    "country": _("Choose a country."),
}
_INVALID: dict[str, Promise] = {
    "postcode": _("This is not a postcode of the country you chose."),
    "region": _("Choose a region of the country you chose."),
    "phone": _("This is not a phone number."),
}


def label_of(field: AddressField) -> Promise:
    """What a field of an address is called in its country: Eircode in Ireland, ZIP code in the United States."""
    return _LABELS.get(field.label) or _LABELS[field.name]


def sentence_of(problem: Problem) -> Promise:
    """What is wrong with a field of an address, in words for the person who typed it."""
    if problem.code == "required":
        return _REQUIRED.get(problem.field, _("Fill this in."))
    if problem.code == "too_long":
        return _("This is too long.")
    if problem.code == "unknown_country":
        return _("Choose a country from the list.")
    return _INVALID.get(problem.field, _("This cannot be right."))
