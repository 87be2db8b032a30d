"""Opens a count for a change: locked, before the stock of its goods. Whoever changes one comes through here."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.counts.models import StockCount
from dramac.commerce.counts.rules import State
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site

CLOSED = {
    State.POSTED: _("This count was posted already. Its numbers are in the books."),
    State.CANCELLED: _("This count was cancelled. Start another one."),
}


class UnknownCount(Refused):
    """The site has no such count."""

    code = "unknown_count"

    def __init__(self) -> None:
        super().__init__(_("There is no such count."))


class CountRefused(Refused):
    """Something cannot be done with the count; `variant_id` names the variant at fault where there is one.

    Codes: already_closed, not_a_number, unknown_variant, nothing_counted.
    """

    code = "count_refused"

    def __init__(self, message: object, *, code: str, field: str | None = None, variant_id: UUID | None = None) -> None:
        super().__init__(message, field=field, code=code)
        self.variant_id = variant_id


def opened(site: Site, count_id: UUID) -> StockCount:
    """The count, open and locked until the transaction ends. One statement. Raises UnknownCount, CountRefused."""
    row = StockCount.objects.of(site).select_for_update().filter(pk=count_id).first()
    if row is None:
        raise UnknownCount
    if row.state != State.OPEN:
        raise CountRefused(CLOSED[State(row.state)], code="already_closed")
    return row
