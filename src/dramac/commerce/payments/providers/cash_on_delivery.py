"""Cash on delivery: the shopper pays whoever brings the goods, staff record that the money came."""

from __future__ import annotations

from django.utils.translation import gettext

from dramac.commerce.payments.offline import OfflineProvider


class CashOnDelivery(OfflineProvider):
    """Goods leave before they are paid, so that an order never expires for want of money."""

    key = "cash_on_delivery"

    def title(self) -> str:
        """Its name as merchants read it."""
        return gettext("Cash on delivery")


PROVIDER = CashOnDelivery()
