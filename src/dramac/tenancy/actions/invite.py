"""Asking someone to work on a site."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.tenancy import audit
from dramac.tenancy.actions.roles import check_change, role_of
from dramac.tenancy.actors import Actor
from dramac.tenancy.events import StaffInvited
from dramac.tenancy.models import Membership, Site, User
from dramac.tenancy.roles import Role


class CannotInvite(Refused):
    """The address is no e-mail address, or its owner works on the site already."""

    code = "cannot_invite"


def invite(*, site: Site, email: str, role: Role, by: Actor, now: datetime) -> Membership:
    """Give the person with this address a place on the site's staff, and tell them by e-mail.

    Someone new is sent a link to set a password; someone who left comes back in the new role. Raises CannotInvite,
    and CannotChangeRole where the role is not for `by` to give.
    """
    address = email.strip().lower()
    if not _is_address(address):
        raise CannotInvite(_("Enter an e-mail address."), field="email")
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)
        check_change(site, by=role_of(site, by), before=Role.VIEWER, after=role)
        person, _new = User.objects.get_or_create(email=address, defaults={"password": make_password(None)})
        member, made = Membership.objects.get_or_create(
            site=site, user=person, defaults={"role": role, "created_at": now}
        )
        if not made and member.is_active:
            raise CannotInvite(_("This person works on the shop already."), field="email")
        if not made:
            member.role, member.is_active = role, True
            member.save(update_fields=["role", "is_active"])
        details = {"email": address, "role": str(role)}
        audit.write(site, by=by, action="staff.invited", subject=f"member:{member.pk}", now=now, details=details)
        publish(StaffInvited(site_id=site.pk, occurred_at=now, member_id=member.pk, by=str(by)))
    return member


def _is_address(text: str) -> bool:
    """Whether this can be an e-mail address: 254 letters are the most that mail servers take (RFC 5321, 4.5.3.1.3)."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
