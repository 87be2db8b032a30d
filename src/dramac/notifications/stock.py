"""What the e-mail about stock that runs low says, and in which language each recipient reads it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dramac.commerce.alerts.events import AlertLine, AlertsGathered
from dramac.notifications.posting import Letter
from dramac.tenancy import addresses, queries
from dramac.tenancy.models import Site

KIND = "stock_alerts"
SHOWN = 20


def about_alerts(site: Site, fact: AlertsGathered, cause: UUID) -> list[Letter]:
    """The e-mail to each recipient: staff in the language of their dashboard, others in the shop's. One statement."""
    languages = languages_of(site)
    return [_letter(site, fact, cause, to, languages) for to in fact.recipients]


def languages_of(site: Site) -> Mapping[str, str]:
    """The languages of the dashboards of staff, by e-mail address. One statement."""
    return {member.user.email: str(member.user.preferences.get("language", "")) for member in queries.staff_of(site)}


def _letter(site: Site, fact: AlertsGathered, cause: UUID, to: str, languages: Mapping[str, str]) -> Letter:
    locale = languages.get(to) or site.locale
    shown = fact.lines[:SHOWN]
    with translation.override(locale):
        subject = _subject(site, fact)
        rows = [
            (line, _state(line), addresses.dashboard_page(site, "inventory:variant", variant_id=line.variant_id))
            for line in shown
        ]
    context = {
        "rows": rows,
        "more": fact.total - len(shown),
        "total": fact.total,
        "is_digest": fact.is_digest,
        "inbox": addresses.dashboard_page(site, "alerts:index"),
        "settings": addresses.dashboard_page(site, "alerts:settings"),
    }
    return Letter(KIND, to, subject, cause, context, "stock-alerts", locale)


def _subject(site: Site, fact: AlertsGathered) -> str:
    line = fact.lines[0]
    left = max(line.available, 0)
    values = {"shop": site.name, "number": fact.total, "product": line.title, "left": left}
    if fact.total > 1:
        words = ngettext("%(number)s stock alert at %(shop)s", "%(number)s stock alerts at %(shop)s", fact.total)
        return words % values
    if line.level == "out":
        return _("Sold out: %(product)s") % values
    return ngettext("Only %(left)s left: %(product)s", "Only %(left)s left: %(product)s", left) % values


def _state(line: AlertLine) -> str:
    values = {"left": line.available, "threshold": line.threshold}
    if line.level == "out":
        return _("Sold out")
    if line.level == "critical":
        return _("%(left)s left, critical from %(threshold)s") % values
    return _("%(left)s left, low from %(threshold)s") % values
