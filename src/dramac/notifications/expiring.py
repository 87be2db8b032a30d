"""What the e-mail about batches that expire says."""

from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django.utils.translation import ngettext

from dramac.commerce.alerts import queries as alerts
from dramac.commerce.inventory.events import BatchesDue
from dramac.notifications.posting import Letter
from dramac.notifications.stock import languages_of
from dramac.tenancy import addresses
from dramac.tenancy.models import Site

KIND = "batches_due"


def about_batches(site: Site, fact: BatchesDue, cause: UUID) -> list[Letter]:
    """The e-mail to each who is told of stock alerts, in their language. One statement."""
    languages = languages_of(site)
    return [_letter(site, fact, cause, to, languages.get(to) or site.locale) for to in alerts.recipients(site)]


def _letter(site: Site, fact: BatchesDue, cause: UUID, to: str, locale: str) -> Letter:
    number = len(fact.batches)
    with translation.override(locale):
        if fact.is_over:
            words = ngettext(
                "%(number)s batch has expired at %(shop)s", "%(number)s batches have expired at %(shop)s", number
            )
        else:
            words = ngettext(
                "%(number)s batch expires soon at %(shop)s", "%(number)s batches expire soon at %(shop)s", number
            )
        subject = words % {"number": number, "shop": site.name}
        rows = [(one, addresses.dashboard_page(site, "inventory:batch", batch_id=one.batch_id)) for one in fact.batches]
    context = {
        "heading": subject,
        "rows": rows,
        "is_over": fact.is_over,
        "list": addresses.dashboard_page(site, "inventory:expiring"),
        "settings": addresses.dashboard_page(site, "inventory:batch-settings"),
    }
    return Letter(KIND, to, subject, cause, context, "batches-due", locale)
