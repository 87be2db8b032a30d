"""Ending someone's work on a site."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dramac.tenancy import audit
from dramac.tenancy.actions.roles import check_change, role_of
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Membership, Site
from dramac.tenancy.roles import Role


def remove_member(*, site: Site, member: Membership, by: Actor, now: datetime) -> Membership:
    """Close the site to a member of its staff from their next click on; what they did stays in their name.

    Raises CannotChangeRole: only owners remove owners, and the last owner stays.
    """
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)
        kept = Membership.objects.of(site).select_for_update().get(pk=member.pk)
        check_change(site, by=role_of(site, by), before=Role(kept.role), after=None)
        if kept.is_active:
            kept.is_active = False
            kept.save(update_fields=["is_active"])
            audit.write(site, by=by, action="staff.removed", subject=f"member:{kept.pk}", now=now)
    return kept
