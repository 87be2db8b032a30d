"""A picture for each category, so that shoppers can choose with their eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from dramac.commerce.catalog.queries.listing import picture_of
from dramac.commerce.catalog.queries.matching import CATEGORIES, IMAGES, MEMBERSHIPS, PRODUCTS
from dramac.commerce.catalog.queries.shapes import Picture
from dramac.kit.statements import fetch, key_in, key_out, places
from dramac.tenancy.models import Site

_NEWEST = (
    f"SELECT f.id FROM {CATEGORIES} b JOIN {MEMBERSHIPS} m ON m.site_id = b.site_id AND m.category_id = b.id "
    f"JOIN {PRODUCTS} p ON p.site_id = m.site_id AND p.id = m.product_id AND p.status = 'active' "
    f"JOIN {IMAGES} f ON f.site_id = p.site_id AND f.product_id = p.id AND f.file <> '' "
    "WHERE b.site_id = c.site_id AND b.is_visible AND (b.id = c.id OR b.parent_id = c.id) "
    "ORDER BY m.position, p.created_at DESC, p.id, f.position, f.id LIMIT 1"
)


def category_covers(site: Site, category_ids: Sequence[UUID]) -> dict[UUID, Picture]:
    """The own picture of each category, else the first of the first product on sale in it or just below it. One
    statement."""
    if not category_ids:
        return {}
    rows = fetch(
        "SELECT c.id, c.image_file, c.image_width, c.image_height, c.image_widths, "
        f"i.id, i.file, i.alt, i.width, i.height, i.widths FROM {CATEGORIES} c "
        f"LEFT JOIN {IMAGES} i ON i.site_id = c.site_id AND i.id = ({_NEWEST}) "
        f"WHERE c.site_id = %s AND c.id IN ({places(category_ids)})",
        [key_in(site.pk), *map(key_in, category_ids)],
    )
    shown = {key_out(row[0]): _own(row) or picture_of(row[5:11]) for row in rows}
    return {key: picture for key, picture in shown.items() if picture}


def _own(row: Sequence[Any]) -> Picture | None:
    key, file, width, height, widths = row[:5]
    return picture_of((key, file, "", width or 0, height or 0, widths or "[]")) if file else None
