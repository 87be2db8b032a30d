"""What is wrong with an input, in a sentence: the faults that validation finds, worded by us and translated."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Promise] = {
    "missing": _("This is required."),
    "extra_forbidden": _("There is no such field."),
    "string_type": _("Give a text."),
    "string_too_long": _("Use at most %(max_length)s characters."),
    "string_too_short": _("Use at least %(min_length)s characters."),
    "string_pattern_mismatch": _("This is not written as it should be."),
    "int_type": _("Give a whole number."),
    "int_parsing": _("Give a whole number."),
    "int_parsing_size": _("This number is too large."),
    "int_from_float": _("Give a whole number."),
    "greater_than": _("Give a number above %(gt)s."),
    "greater_than_equal": _("Give at least %(ge)s."),
    "less_than": _("Give a number below %(lt)s."),
    "less_than_equal": _("Give at most %(le)s."),
    "bool_type": _("Give true or false."),
    "bool_parsing": _("Give true or false."),
    "uuid_type": _("Give an id."),
    "uuid_parsing": _("This is not an id."),
    "uuid_version": _("This is not an id."),
    "datetime_type": _("Give a date and time."),
    "datetime_parsing": _("Give a date and time such as 2026-11-22T09:30:00Z."),
    "datetime_from_date_parsing": _("Give a date and time such as 2026-11-22T09:30:00Z."),
    "timezone_aware": _("Say which time zone the time is in: 2026-11-22T09:30:00Z."),
    "date_type": _("Give a date."),
    "date_parsing": _("Give a date such as 2026-11-22."),
    "date_from_datetime_parsing": _("Give a date such as 2026-11-22."),
    "enum": _("Choose one of %(expected)s."),
    "literal_error": _("Choose one of %(expected)s."),
    "list_type": _("Give a list."),
    "too_long": _("Give at most %(max_length)s."),
    "too_short": _("Give at least %(min_length)s."),
    "model_type": _("Give an object."),
    "model_attributes_type": _("Give an object."),
    "dict_type": _("Give an object."),
    "decimal_type": _("Give a decimal number."),
    "decimal_parsing": _("Give a decimal number."),
    "decimal_max_places": _("Give at most %(decimal_places)s decimals."),
    "decimal_max_digits": _("This number has too many digits."),
    "decimal_whole_digits": _("This number is too large."),
    "finite_number": _("Give a decimal number."),
}


def sentence(fault: dict[str, Any]) -> str:
    """The sentence for one fault found by validation; the validator's own words where we have none better."""
    words = SENTENCES.get(fault["type"])
    if words is None:
        return str(fault["msg"]).removeprefix("Value error, ")
    text: str = str(words) % fault.get("ctx", {})
    return text
