"""Facts about imports."""

from __future__ import annotations

from uuid import UUID

from dramac.kit.facts import Event


class ImportStarted(Event, frozen=True, kw_only=True):
    """Someone wants an uploaded file brought in."""

    run_id: UUID
    by: str


class ImportFinished(Event, frozen=True, kw_only=True):
    """A file was brought in, or refused as a whole (`is_failed`). Counts are of products, variants and rows."""

    run_id: UUID
    file_name: str
    is_failed: bool
    products_created: int
    products_updated: int
    refused: int
