"""What a site's particulars may be, whoever sets them: known codes and sensible lengths."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext_lazy as _

from dramac.kit.money import UnknownCurrency, exponent
from dramac.kit.refusal import Refused

LENGTHS = {"name": 120, "contact_email": 254, "contact_phone": 40, "postal_address": 500, "tagline": 200}


class CannotEditSite(Refused):
    """A particular of the site cannot be what was asked for."""

    code = "cannot_edit_site"


def check_particulars(particulars: Mapping[str, object]) -> None:
    """Raises CannotEditSite, naming the field, for an empty name, an unknown code or a text that is too long."""
    for field, value in particulars.items():
        if field in LENGTHS and len(str(value)) > LENGTHS[field]:
            raise CannotEditSite(_("This is too long."), field=field)
        if not _CHECKS.get(field, _anything)(value):
            raise CannotEditSite(_SENTENCES[field], field=field)


def _anything(value: object) -> bool:
    return True


def _is_currency(value: object) -> bool:
    try:
        exponent(str(value))
    except UnknownCurrency:
        return False
    return True


def _is_locale(value: object) -> bool:
    try:
        Locale.parse(str(value), sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _is_country(value: object) -> bool:
    code = str(value)
    return len(code) == 2 and code in Locale("en").territories


_CHECKS = {
    "name": lambda value: bool(str(value).strip()),
    "currency": _is_currency,
    "time_zone": lambda value: value in available_timezones(),
    "locale": _is_locale,
    "country": _is_country,
}
_SENTENCES = {
    "name": _("Enter the shop's name."),
    "currency": _("Choose a currency by its ISO code."),
    "time_zone": _("Choose a time zone from the list."),
    "locale": _("Choose a language from the list."),
    "country": _("Choose a country from the list."),
}
