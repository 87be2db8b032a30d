"""A site's turn at its alerts."""

from __future__ import annotations

from dramac.commerce.alerts.models import AlertRound
from dramac.tenancy.models import Site


def take_turn(site: Site) -> None:
    """Wait until nobody else looks at the site's stock or gathers its alerts, and keep others waiting until the transaction
    ends. No other row is locked with it, so nobody who sells waits."""
    rounds = AlertRound.objects.of(site).select_for_update()
    if rounds.first() is None:
        AlertRound.objects.get_or_create(site=site)
        rounds.get()
