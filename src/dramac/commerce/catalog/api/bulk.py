"""One change for many products at once. What it replaced can be taken back for a day."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

import msgspec
import pydantic

from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, found
from dramac.api.fields import SignedAmountBody, maybe_minor
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Shape, shaped
from dramac.commerce.catalog import actions, permissions, queries
from dramac.commerce.catalog.actions import Compare, PriceChange, Selection, Step
from dramac.commerce.catalog.api.sent import CategoryIds, Tags
from dramac.commerce.catalog.api.shapes import Status
from dramac.tenancy.models import Site

router = Endpoints("Changes of many products")
conflicts("already_undone", "too_late")

CHANGES_OF_STATUS = {"active": actions.bulk_publish, "draft": actions.bulk_unpublish, "archived": actions.bulk_archive}
SIGNED_PERCENT = r"^-?\d{1,5}(\.\d{1,4})?$"


class LeftOut(Shape, frozen=True, kw_only=True):
    """A product that was left as it was, and why."""

    product_id: Id
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    code: Annotated[str, msgspec.Meta(examples=["no_variants"])]
    message: str


class BulkReport(Shape, frozen=True, kw_only=True):
    """What a change did. `undo_id` takes it back, within a day; null when nothing changed."""

    changed: int
    unchanged: int
    failures: list[LeftOut]
    undo_id: Id | None


class Chosen(Sent):
    """Which products are meant."""

    product_ids: Annotated[tuple[UUID, ...], pydantic.Field(min_length=1, max_length=10_000)]

    def selection(self) -> Selection:
        """The same in the words of the action."""
        return Selection(ids=self.product_ids)


class BulkStatus(Chosen):
    """Whether shoppers see the products."""

    status: Annotated[Status, pydantic.Field(examples=["active"])]


class BulkPrices(Chosen):
    """A change of prices: by a percentage, by an amount, or to an amount. Every result is rounded half-up."""

    step: Annotated[Literal["percent", "amount", "set"], pydantic.Field(examples=["percent"])]
    percent: Annotated[str, pydantic.Field(pattern=SIGNED_PERCENT, description="Signed.", examples=["-10"])] = "0"
    amount: Annotated[SignedAmountBody | None, pydantic.Field(examples=[None])] = None
    compare: Annotated[
        Literal["leave", "old_price", "clear"], pydantic.Field(description="What becomes of the compare-at price.")
    ] = "leave"

    def change(self, site: Site) -> PriceChange:
        """The same in the words of the action. Raises WrongCurrency."""
        amount = maybe_minor(site, self.amount, "amount") or 0
        return PriceChange(Step(self.step), Decimal(self.percent), amount, compare=Compare(self.compare))


class BulkTags(Chosen):
    """Tags to put on and to take off, however they are capitalised."""

    add: Tags = ()
    remove: Tags = ()


class BulkCategories(Chosen):
    """Categories to put the products into and to take them out of."""

    add: CategoryIds = ()
    remove: CategoryIds = ()


@router.post("/product-changes/status", permissions.EDIT)
def change_statuses(request: ApiRequest, body: Json[BulkStatus]) -> BulkReport:
    """Show many products to shoppers, hide them, or put them away."""
    change = CHANGES_OF_STATUS[body.status]
    return _told(change(request.site, body.selection(), by=request.actor, now=request.now))


@router.post("/product-changes/prices", permissions.EDIT)
def change_prices(request: ApiRequest, body: Json[BulkPrices]) -> BulkReport:
    """Change the prices of many products. One of which a price would fall below zero is left as it was."""
    site, actor, now = request.site, request.actor, request.now
    return _told(actions.bulk_change_prices(site, body.selection(), body.change(site), by=actor, now=now))


@router.post("/product-changes/tags", permissions.EDIT)
def change_tags(request: ApiRequest, body: Json[BulkTags]) -> BulkReport:
    """Put tags on many products, and take others off."""
    actor, now = request.actor, request.now
    chosen, add, remove = body.selection(), body.add, body.remove
    return _told(actions.bulk_tag(request.site, chosen, by=actor, now=now, add=add, remove=remove))


@router.post("/product-changes/categories", permissions.EDIT)
def change_categories(request: ApiRequest, body: Json[BulkCategories]) -> BulkReport:
    """Put many products into categories, and take them out of others."""
    actor, now = request.actor, request.now
    chosen, add, remove = body.selection(), body.add, body.remove
    return _told(actions.bulk_categorise(request.site, chosen, by=actor, now=now, add=add, remove=remove))


@router.post("/product-changes/{undo_id}/undoing", permissions.EDIT)
def undo_change(request: ApiRequest, undo_id: UUID) -> BulkReport:
    """Take a change back, within a day. Products that were changed again since stay as they are."""
    found(queries.undo(request.site, undo_id))
    return _told(actions.undo(request.site, undo_id, by=request.actor, now=request.now))


def _told(report: actions.BulkReport) -> BulkReport:
    return shaped(BulkReport, report, failures=[shaped(LeftOut, one) for one in report.failures])
