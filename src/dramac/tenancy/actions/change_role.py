"""Giving a member of staff another role."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dramac.tenancy import audit
from dramac.tenancy.actions.roles import check_change, role_of
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Membership, Site
from dramac.tenancy.roles import Role


def change_role(*, site: Site, member: Membership, role: Role, by: Actor, now: datetime) -> Membership:
    """Let a member of the site's staff do what `role` may, from their next click on.

    Raises CannotChangeRole: only owners make and unmake owners, and the last owner stays one.
    """
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)
        kept = Membership.objects.of(site).select_for_update().get(pk=member.pk)
        before = Role(kept.role)
        check_change(site, by=role_of(site, by), before=before, after=role)
        if before is not role:
            kept.role = role
            kept.save(update_fields=["role"])
            details = {"from": str(before), "to": str(role)}
            audit.write(site, by=by, action="staff.role_changed", subject=f"member:{kept.pk}", now=now, details=details)
    return kept
