"""Every write to sites, their domains, people and memberships; one verb a file."""

from dramac.tenancy.actions.add_domain import CannotAddDomain, add_domain
from dramac.tenancy.actions.change_role import change_role
from dramac.tenancy.actions.create_site import CannotCreateSite, NewSite, create_site
from dramac.tenancy.actions.edit_person import rename_person, set_password
from dramac.tenancy.actions.edit_site import edit_site
from dramac.tenancy.actions.invite import CannotInvite, invite
from dramac.tenancy.actions.particulars import CannotEditSite
from dramac.tenancy.actions.prefer import prefer
from dramac.tenancy.actions.remove_member import remove_member
from dramac.tenancy.actions.roles import CannotChangeRole

__all__ = [
    "CannotAddDomain",
    "CannotChangeRole",
    "CannotCreateSite",
    "CannotEditSite",
    "CannotInvite",
    "NewSite",
    "add_domain",
    "change_role",
    "create_site",
    "edit_site",
    "invite",
    "prefer",
    "remove_member",
    "rename_person",
    "set_password",
]
