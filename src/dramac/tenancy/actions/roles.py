"""What the actions on staff share: whose role counts, and the refusals that the rules of roles ask for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dramac.kit.refusal import Refused
from dramac.tenancy import rules
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Membership, Site
from dramac.tenancy.roles import Role
from dramac.tenancy.rules import RoleFault


class CannotChangeRole(Refused):
    """The role is not for this person to give or take, or the shop would be left without an owner."""

    code = "cannot_change_role"


SENTENCES = {
    RoleFault.ONLY_OWNERS: _("Only an owner can make or unmake owners."),
    RoleFault.LAST_OWNER: _("A shop needs an owner: make someone else owner first."),
}


def role_of(site: Site, by: Actor) -> Role | None:
    """The role in which `by` acts; None for the program itself. Someone who is not on the staff acts as a viewer, and an
    API key as an admin at most, however many scopes it has: no key makes or unmakes owners."""
    if by.kind == "key":
        return Role.ADMIN
    if by.kind != "staff" or by.id is None:
        return None
    found = Membership.objects.of(site).filter(user_id=by.id, is_active=True).values_list("role", flat=True).first()
    return Role(found) if found else Role.VIEWER


def check_change(site: Site, *, by: Role | None, before: Role, after: Role | None) -> None:
    """Raises CannotChangeRole where the rules forbid it. Call it with the site locked, so that owners cannot leave together."""
    owners = Membership.objects.of(site).filter(role=Role.OWNER, is_active=True).count()
    if fault := rules.fault_in_change(by=by, before=before, after=after, owners=owners):
        raise CannotChangeRole(SENTENCES[fault], field="role", code=str(fault))
