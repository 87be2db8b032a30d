"""Being told once when something sold out is back."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
import pydantic
from django.utils.translation import get_language

from dramac.api.bodies import Json, Sent
from dramac.api.contracts import CUSTOMER
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, not_found
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import Id, Moment, Page, Shape, shaped
from dramac.commerce.waitlist import actions, queries
from dramac.commerce.waitlist.actions import Asking
from dramac.commerce.waitlist.queries import RestockRequest
from dramac.storefront.api.sign_ins import customer_of, maybe_customer, place_of

router = Endpoints("Shop: back in stock")
conflicts("in_stock")


class OwnRestockRequest(Shape, frozen=True, kw_only=True):
    """Something that a shopper waits for."""

    id: Id
    variant_id: Id
    product_title: Annotated[str, msgspec.Meta(examples=["Harbour mug"])]
    variant_title: Annotated[str, msgspec.Meta(examples=["Blue"])]
    created_at: Moment


class RestockAsked(Sent):
    """What someone waits for, and where the one e-mail goes."""

    variant_id: UUID
    email: Annotated[str, pydantic.Field(min_length=3, max_length=254, examples=["grace@example.com"])]


@router.post("/storefront/restock-requests", STOREFRONT, signed_in=True)
def ask_for_restock(request: ApiRequest, body: Json[RestockAsked]) -> None:
    """Ask for one e-mail when a variant that is sold out is back. Asking twice is one wish, and is answered alike."""
    customer = maybe_customer(request)
    asking = Asking(body.email, customer.pk if customer else None, get_language() or "", place_of(request))
    actions.ask(site=request.site, variant_id=body.variant_id, asking=asking, now=request.now)


@router.get("/storefront/customer/restock-requests", STOREFRONT, secret=CUSTOMER)
def list_own_restock_requests(request: ApiRequest) -> Page[OwnRestockRequest]:
    """List what who is signed in waits for, the latest first."""
    rows = queries.of_customer(request.site, customer_of(request).pk)
    return Page(data=[_shown(row) for row in rows], next=None)


@router.delete("/storefront/customer/restock-requests/{restock_request_id}", STOREFRONT, secret=CUSTOMER)
def cancel_own_restock_request(request: ApiRequest, restock_request_id: UUID) -> None:
    """Wait no longer."""
    found = queries.by_id(request.site, restock_request_id)
    if found is None or found.customer_id != customer_of(request).pk:
        raise not_found()
    actions.cancel(site=request.site, request_ids=[restock_request_id], now=request.now)


def _shown(row: RestockRequest) -> OwnRestockRequest:
    titles = {"product_title": row.variant.product.title, "variant_title": row.variant.title}
    return shaped(OwnRestockRequest, row, **titles)
