"""Say how the shop wants to hear of low stock."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts.actions.limits import LimitRefused, check_limits, set_shop_limits
from dramac.commerce.alerts.rules import MAILINGS, MOST_HYSTERESIS, MOST_RECIPIENTS, AlertSettings
from dramac.tenancy import actions as tenancy
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def update_alert_settings(
    *, site: Site, told: AlertSettings, low: int, critical: int, by: Actor, now: datetime
) -> Site:
    """Let these preferences and limits of the whole shop hold from now on; stock is looked at anew. Raises LimitRefused."""
    check_limits(low, critical, low_name="low_stock_threshold", critical_name="critical_stock_threshold")
    checked = _checked(told)
    set_shop_limits(site, low, critical, by, now)
    return tenancy.change_settings(site=site, settings=checked, by=by, now=now)


def _checked(told: AlertSettings) -> AlertSettings:
    if told.email not in MAILINGS:
        raise LimitRefused(_("Choose how e-mails are sent."), field="email")
    if type(told.digest_hour) is not int or not 0 <= told.digest_hour <= 23:
        raise LimitRefused(_("Choose an hour of the day."), field="digest_hour")
    if type(told.hysteresis) is not int or not 0 <= told.hysteresis <= MOST_HYSTERESIS:
        raise LimitRefused(_("Give a whole number of units between 0 and 1,000."), field="hysteresis")
    return replace(told, recipients=_addresses(told.recipients))


def _addresses(typed: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses in small letters, each once. Raises LimitRefused for one that is none."""
    found = tuple(dict.fromkeys(address.strip().lower() for address in typed if address.strip()))
    if len(found) > MOST_RECIPIENTS:
        raise LimitRefused(_("Give at most 20 addresses."), field="recipients", code="too_many_recipients")
    for address in found:
        try:
            validate_email(address)
        except ValidationError:
            sentence = _("“%(address)s” is no e-mail address.") % {"address": address[:60]}
            raise LimitRefused(sentence, field="recipients", code="not_an_address") from None
    return found
