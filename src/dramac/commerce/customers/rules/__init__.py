"""Decisions about people: who is who by e-mail address, and what a postal address needs in each country."""

from __future__ import annotations

from dramac.commerce.customers.rules.accounts import AccountSettings
from dramac.commerce.customers.rules.addresses import (
    AddressField,
    Problem,
    check_address,
    clean_address,
    countries,
    fields_of,
)
from dramac.commerce.customers.rules.identity import email_key, is_email
from dramac.commerce.customers.rules.postal import postal_lines

__all__ = [
    "AccountSettings",
    "AddressField",
    "Problem",
    "check_address",
    "clean_address",
    "countries",
    "email_key",
    "fields_of",
    "is_email",
    "postal_lines",
]
