"""The life of a product: draft (being made), active (shoppers see it), archived (kept for the books)."""

from __future__ import annotations

DRAFT = "draft"
ACTIVE = "active"
ARCHIVED = "archived"
ALL = (DRAFT, ACTIVE, ARCHIVED)


def refusal(after: str, *, title: str, variant_count: int) -> str | None:
    """Why a product may not become `after`: unknown_status, or no_variants for one that shoppers could not buy."""
    if after not in ALL:
        return "unknown_status"
    if after == ACTIVE and not (title and variant_count):
        return "no_variants"
    return None
