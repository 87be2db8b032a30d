"""Facts of the catalogue, in the past tense."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from dramac.kit.facts import Event


class ProductCreated(Event, frozen=True, kw_only=True):
    """A product is new on the site."""

    topic: ClassVar[str] = "product.created"
    product_id: UUID
    title: str
    slug: str
    status: str
    version: int = 1


class ProductUpdated(Event, frozen=True, kw_only=True):
    """Something of a product changed; `changed` names it: its columns, and variants, options, images, tags, categories."""

    topic: ClassVar[str] = "product.updated"
    product_id: UUID
    title: str
    slug: str
    status: str
    version: int
    changed: tuple[str, ...] = ()


class ProductDeleted(Event, frozen=True, kw_only=True):
    """A product that nothing referred to was removed for good. Others are archived, which is an update."""

    topic: ClassVar[str] = "product.deleted"
    product_id: UUID
    title: str
    slug: str


class CategoryChanged(Event, frozen=True, kw_only=True):
    """A category was created, edited, moved, reordered or removed (`verb`)."""

    category_id: UUID
    verb: str


class PicturesWaiting(Event, frozen=True, kw_only=True):
    """Pictures of the site wait to be fetched or resized."""
