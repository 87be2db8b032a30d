"""What the frame does when facts are told."""

from __future__ import annotations

from uuid import UUID

from dramac.dashboard.entrance import mails
from dramac.kit.facts import Event
from dramac.tenancy import queries
from dramac.tenancy.events import StaffInvited


def send_invitation(event: Event, event_id: UUID) -> None:
    """Send the invited their e-mail, unless they were removed again before the worker came to it."""
    if not isinstance(event, StaffInvited):
        return
    site = queries.site_by_id(event.site_id)
    member = queries.member(site, event.member_id)
    if member is not None and member.is_active:
        mails.send_invitation(member, event.by)
