"""Words for what the audit trail keeps as codes: `staff.invited` is “Staff · invited”."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.tenancy.models import AuditEntry, Site

AREAS: Mapping[str, Promise] = {
    "api": _("API"),
    "category": _("Categories"),
    "customer": _("Customers"),
    "customers": _("Customers"),
    "domain": _("Domains"),
    "import": _("Imports"),
    "location": _("Locations"),
    "order": _("Orders"),
    "payments": _("Payments"),
    "product": _("Products"),
    "products": _("Products"),
    "shipping": _("Shipping"),
    "site": _("Shop"),
    "staff": _("Staff"),
    "stock": _("Stock"),
    "tax": _("Taxes"),
}
"""Areas by the first part of a code."""


def areas(site: Site) -> list[tuple[str, str]]:
    """Areas to filter by, each once, by name."""
    return sorted(((code, str(word)) for code, word in AREAS.items()), key=lambda pair: pair[1])


def sentence(row: AuditEntry) -> str:
    """What was done, in words."""
    area, _dot, deed = row.action.partition(".")
    return f"{AREAS.get(area, area)} · {deed.replace('_', ' ')}"
