"""Pictures of products: uploaded or fetched from an address, described, put in order, given to variants, removed."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import pydantic
from ninja import File, Form, UploadedFile

from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.requests import ApiRequest
from dramac.commerce.catalog import actions, permissions
from dramac.commerce.catalog.api.products import read
from dramac.commerce.catalog.api.shapes import Product
from dramac.kit.pictures import MOST_BYTES

router = Endpoints("Pictures")

FORM_BYTES = 64 * 1024
Alt = Annotated[str, pydantic.Field(max_length=512, examples=["A bowl of oak"])]
ImageIds = Annotated[tuple[UUID, ...], pydantic.Field(max_length=250)]


class ImageAddress(Sent):
    """A picture that lies on the web. It is fetched in the background."""

    url: Annotated[str, pydantic.Field(min_length=8, max_length=2000, examples=["https://images.example/bowl.jpg"])]
    alt: Alt = ""


class ImageWords(Sent):
    """What a picture shows, for those who do not see it."""

    alt: Alt


class ImageOrder(Sent):
    """Pictures in the order in which shoppers see them; those not named follow as they were."""

    image_ids: ImageIds


class ImageVariants(Sent):
    """The variants that show a picture."""

    variant_ids: Annotated[tuple[UUID, ...], pydantic.Field(max_length=2048)]


@router.post("/products/{product_id}/images", permissions.EDIT, status=201, uploads=MOST_BYTES + FORM_BYTES)
def upload_product_image(
    request: ApiRequest, product_id: UUID, file: File[UploadedFile], alt: Form[Alt] = ""
) -> Product:
    """Upload a picture: JPEG, PNG, WebP, AVIF or GIF of up to 20 MB. It becomes the product's last."""
    actions.upload_image(request.site, product_id, file.read(), by=request.actor, now=request.now, alt=alt)
    return read(request.site, product_id)


@router.post("/products/{product_id}/image-addresses", permissions.EDIT, status=202)
def add_product_image(request: ApiRequest, product_id: UUID, body: Json[ImageAddress]) -> Product:
    """Add a picture that lies on the web. It is fetched in the background, and shown when it is there."""
    site, actor, now = request.site, request.actor, request.now
    actions.add_image_by_url(site, product_id, body.url, by=actor, now=now, alt=body.alt)
    return read(site, product_id)


@router.patch("/products/{product_id}/images/{image_id}", permissions.EDIT)
def describe_product_image(request: ApiRequest, product_id: UUID, image_id: UUID, body: Json[ImageWords]) -> Product:
    """Describe a picture for those who do not see it."""
    site, actor, now = request.site, request.actor, request.now
    actions.describe_image(site, product_id, image_id, alt=body.alt, by=actor, now=now)
    return read(site, product_id)


@router.put("/products/{product_id}/image-order", permissions.EDIT)
def order_product_images(request: ApiRequest, product_id: UUID, body: Json[ImageOrder]) -> Product:
    """Put the pictures in order. The first stands for the product in lists."""
    actions.reorder_images(request.site, product_id, body.image_ids, by=request.actor, now=request.now)
    return read(request.site, product_id)


@router.put("/products/{product_id}/images/{image_id}/variants", permissions.EDIT)
def assign_product_image(request: ApiRequest, product_id: UUID, image_id: UUID, body: Json[ImageVariants]) -> Product:
    """Let variants show a picture of their own."""
    site, actor, now = request.site, request.actor, request.now
    actions.assign_image(site, product_id, image_id, variant_ids=body.variant_ids, by=actor, now=now)
    return read(site, product_id)


@router.post("/products/{product_id}/images/{image_id}/fetching", permissions.EDIT, status=202)
def retry_product_image(request: ApiRequest, product_id: UUID, image_id: UUID) -> Product:
    """Fetch a picture again that could not be fetched."""
    actions.retry_image(request.site, product_id, image_id, by=request.actor, now=request.now)
    return read(request.site, product_id)


@router.delete("/products/{product_id}/images/{image_id}", permissions.EDIT)
def remove_product_image(request: ApiRequest, product_id: UUID, image_id: UUID) -> None:
    """Remove a picture with its files."""
    actions.remove_images(request.site, product_id, [image_id], by=request.actor, now=request.now)
