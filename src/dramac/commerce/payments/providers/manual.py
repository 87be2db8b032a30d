"""Manual payment: by invoice, at the counter, by telephone; staff record what came."""

from __future__ import annotations

from django.utils.translation import gettext

from dramac.commerce.payments.offline import OfflineProvider


class Manual(OfflineProvider):
    """An order waits for its money for as long as the merchant does."""

    key = "manual"

    def title(self) -> str:
        """Its name as merchants read it."""
        return gettext("Manual payment")


PROVIDER = Manual()
