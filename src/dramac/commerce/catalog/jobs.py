"""Background work of the catalogue: pictures are fetched and made in their sizes. Everything here may run twice."""

from __future__ import annotations

import logging
from uuid import UUID

from django_tasks import task

from dramac.commerce.catalog import actions
from dramac.commerce.catalog.actions import pictures
from dramac.commerce.catalog.actions.category_pictures import PICTURED
from dramac.commerce.catalog.events import CategoryChanged
from dramac.kit.clock import utc_now
from dramac.kit.facts import Event
from dramac.tenancy import queries as tenancy

log = logging.getLogger("dramac.catalog")
AT_ONCE = 4
"""Pictures of one run; then the rest queue up again behind other work, so that a large import holds nobody up and stopping is quick."""


def begin_pictures(event: Event, delivery_id: UUID) -> None:
    """Listener of PicturesWaiting: start on the pictures of the site."""
    fetch_waiting_images.enqueue(str(event.site_id))


def begin_category_picture(event: Event, delivery_id: UUID) -> None:
    """Listener of CategoryChanged: make the sizes of a picture that was given to a category."""
    if isinstance(event, CategoryChanged) and event.verb == PICTURED:
        make_category_sizes.enqueue(str(event.site_id), str(event.category_id))


@task
def make_category_sizes(site_id: str, category_id: str) -> bool:
    """Make the sizes of a category's picture; whether they were made now."""
    return actions.size_category_picture(tenancy.site_by_id(UUID(site_id)), UUID(category_id))


@task
def fetch_waiting_images(site_id: str) -> int:
    """Fetch waiting pictures of the site and make their sizes, the oldest first; returns how many are ready."""
    site = tenancy.site_by_id(UUID(site_id))
    keys = pictures.waiting(site, limit=AT_ONCE)
    ready = sum(_bring(site_id, str(key)) for key in keys)
    if len(keys) == AT_ONCE:
        fetch_waiting_images.enqueue(site_id)
    return ready


@task
def make_renditions(site_id: str, image_id: str) -> bool:
    """Fetch one picture if it waits for that, and make its sizes; whether it is ready now."""
    return _bring(site_id, image_id)


def _bring(site_id: str, image_id: str) -> bool:
    site, key = tenancy.site_by_id(UUID(site_id)), UUID(image_id)
    try:
        return pictures.fetch_picture(site, key, now=utc_now()) and pictures.resize_picture(site, key, now=utc_now())
    except Exception:  # one picture must not stand in the way of those behind it
        log.exception("A picture could not be made", extra={"image": image_id})
        pictures.give_up(site, key, now=utc_now())
        return False
