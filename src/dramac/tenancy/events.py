"""Facts about a site and its staff."""

from __future__ import annotations

from uuid import UUID

from dramac.kit.facts import Event


class StaffInvited(Event, frozen=True, kw_only=True):
    """Someone was asked to work on the site; `member_id` is their place on its staff, `by` who asked."""

    member_id: UUID
    by: str


class SiteEdited(Event, frozen=True, kw_only=True):
    """The site's own particulars changed: the names of those that did."""

    changed: tuple[str, ...]
