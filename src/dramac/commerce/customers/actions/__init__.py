"""Every way in which customers, their addresses and their sessions change."""

from __future__ import annotations

from dramac.commerce.customers.actions.addresses import (
    AddressRefused,
    TooManyAddresses,
    UnknownAddress,
    add_address,
    checked_address,
    edit_address,
    make_default_address,
    remove_address,
)
from dramac.commerce.customers.actions.erase import erase
from dramac.commerce.customers.actions.people import (
    CustomerDetails,
    CustomerRefused,
    Person,
    UnknownCustomer,
    create,
    edit,
    find_or_create,
    note,
)
from dramac.commerce.customers.actions.sign_in import (
    NoAccounts,
    SignedIn,
    WrongCode,
    request_code,
    sign_in,
    sign_out,
    sweep_sign_ins,
)
from dramac.commerce.customers.actions.tags import tag

__all__ = [
    "AddressRefused",
    "CustomerDetails",
    "CustomerRefused",
    "NoAccounts",
    "Person",
    "SignedIn",
    "TooManyAddresses",
    "UnknownAddress",
    "UnknownCustomer",
    "WrongCode",
    "add_address",
    "checked_address",
    "create",
    "edit",
    "edit_address",
    "erase",
    "find_or_create",
    "make_default_address",
    "note",
    "remove_address",
    "request_code",
    "sign_in",
    "sign_out",
    "sweep_sign_ins",
    "tag",
]
