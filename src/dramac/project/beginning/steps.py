"""The first steps of a shop, as a card of the dashboard's first page; it goes away once they are done or it is dismissed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dramac.commerce.catalog import permissions as catalog
from dramac.commerce.catalog import queries as products
from dramac.commerce.payments import queries as payments
from dramac.commerce.shipping import queries as shipping
from dramac.dashboard.home import Card
from dramac.dashboard.pages import here
from dramac.project.beginning import samples
from dramac.tenancy import permissions as tenancy
from dramac.tenancy.requests import SiteRequest

PREFERENCE = "first_steps_done"


def first_steps(request: SiteRequest) -> Card | None:
    """What is still to do, for those who may do it. Four statements until it is done or dismissed, then none."""
    may = request.membership.may
    dismissed = request.membership.user.preferences.get(PREFERENCE) or []
    if not (may(catalog.EDIT) and may(tenancy.SETTINGS_EDIT)) or str(request.site.pk) in dismissed:
        return None
    brought = samples.found(request.site)
    has_own = products.products_for_index(request.site).exclude(pk__in=brought).exists()
    steps = _steps(request, has_own)
    done = sum(step["done"] for step in steps)
    if done == len(steps) and not brought:
        return None
    context = {"steps": steps, "done": done, "has_samples": bool(brought), "may_bring": not has_own}
    return Card("project/beginning/first_steps.html", context, wide=True)


def _steps(request: SiteRequest, has_own: bool) -> list[dict[str, Any]]:
    site = request.site
    return [
        {
            "label": _("Say who you are"),
            "href": here(request, "dashboard:general"),
            "done": bool(site.contact_email and site.postal_address),
            "hint": _("Contact and postal address stand on orders and in e-mails."),
        },
        {
            "label": _("Add your first product"),
            "href": here(request, "catalog:new"),
            "done": has_own,
            "hint": _("Or import a file of another shop under Import and export."),
        },
        {
            "label": _("Set up delivery"),
            "href": here(request, "shipping:methods"),
            "done": bool(shipping.methods(site)),
            "hint": _("Say where you deliver and what it costs."),
        },
        {
            "label": _("Choose how shoppers pay"),
            "href": here(request, "payments:methods"),
            "done": bool(payments.offers(site)),
            "hint": "",
        },
        {
            "label": _("Write your policies"),
            "href": here(request, "dashboard:policies"),
            "done": bool(site.pages.get("terms")),
            "hint": _("Terms, privacy and returns."),
        },
    ]
