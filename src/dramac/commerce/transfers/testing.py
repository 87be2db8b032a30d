"""Builders of transfers for the tests of every slice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.models import Location
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, a_stocked_product
from dramac.commerce.transfers import actions, queries
from dramac.commerce.transfers.actions import LineWish, Receipt, TransferDetails
from dramac.commerce.transfers.models import StockTransfer, StockTransferReceipt
from dramac.commerce.transfers.rules import Arrived
from dramac.tenancy.models import Site

__all__ = ["API_PARTS", "DASHBOARD_PARTS", "NOW", "STAFF", "a_draft", "a_transfer", "came", "detail_of", "the_barn"]


def the_barn(site: Site) -> Location:
    """A location beside the default one, made once on each site."""
    default_location(site)
    name = "The barn"
    return next((one for one in stock.locations(site) if one.name == name), None) or a_location(site, name)


def a_draft(site: Site, lines: Iterable[tuple[Any, int]] = (), **more: Any) -> StockTransfer:
    """A transfer from the default location to the barn whose goods are still there: units of variants, or five of a new
    one; `more` as in `actions.TransferDetails`."""
    origin = default_location(site)
    places = {"origin_id": origin, "destination_id": the_barn(site).pk}
    wanted = list(lines) or [(a_stocked_product(site, 10), 5)]
    return actions.create(
        site=site,
        lines=[LineWish(variant.pk, units) for variant, units in wanted],
        details=TransferDetails(**{**places, **more}),
        by=STAFF,
        now=NOW,
    )


def a_transfer(site: Site, lines: Iterable[tuple[Any, int]] = (), **more: Any) -> StockTransfer:
    """A transfer whose goods have left; `more` as in `a_draft`."""
    return actions.dispatch(site=site, transfer_id=a_draft(site, lines, **more).pk, by=STAFF, now=NOW)


def came(site: Site, transfer: StockTransfer, *units: int | tuple[int, int, int], **more: Any) -> StockTransferReceipt:
    """So many units of each line came, or came whole, damaged and are lost; `more` as in `actions.Receipt`."""
    told = [(one, 0, 0) if isinstance(one, int) else one for one in units]
    lines = detail_of(site, transfer).lines
    arrived = [Arrived(line.pk, *numbers) for line, numbers in zip(lines, told, strict=False)]
    receipt = Receipt(arrived, **more)
    return actions.receive(site=site, transfer_id=transfer.pk, receipt=receipt, by=STAFF, now=NOW)


def detail_of(site: Site, transfer: StockTransfer) -> queries.TransferDetail:
    """The transfer as it is now."""
    found = queries.detail(site, transfer.pk)
    assert found is not None
    return found


def _a_receipt(site: Site) -> tuple[Any, Any]:
    transfer = a_transfer(site)
    return transfer.pk, came(site, transfer, 3).pk


def _a_numbered_receipt(site: Site) -> Any:
    transfer = StockTransfer.objects.of(site).latest("number")
    return came(site, transfer, 1).pk


API_PARTS = {
    "transfer_id": lambda site: a_draft(site).pk,
    ("transfer_id", "receipt_id"): _a_receipt,
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {
    "transfer_number": lambda site: a_transfer(site).number,
    ("transfers:draft", "transfer_number"): lambda site: a_draft(site).number,
    "transfer_receipt_id": _a_numbered_receipt,
}
"""Builders for the parts of dashboard addresses."""
