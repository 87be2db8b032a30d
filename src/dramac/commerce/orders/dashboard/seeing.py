"""Forms that change an order remember which version of it was looked at, so that two people at once are told of it."""

from __future__ import annotations

from django import forms

from dramac.commerce.orders.models import Order
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.dashboard.forms import SiteForm
from dramac.dashboard.pages import refuse
from dramac.kit.refusal import Refused


class SeenForm(SiteForm):
    """A form that holds the version of the order it was filled in for."""

    seen = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def turn_back(self, refusal: Refused, order: Order) -> None:
        """Say why it cannot be done; who has been told of a change may send the form again."""
        refuse(self, refusal)
        if refusal.code == Obstacle.CHANGED_MEANWHILE:
            self.data = {**dict(self.data.items()), "seen": str(order.version)}
