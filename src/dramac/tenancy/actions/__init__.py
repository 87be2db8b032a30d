"""Every write to sites, their domains, people and memberships; one verb a file."""

from dramac.tenancy.actions.add_domain import CannotAddDomain, add_domain
from dramac.tenancy.actions.change_role import change_role
from dramac.tenancy.actions.change_settings import change_settings
from dramac.tenancy.actions.create_site import CannotCreateSite, NewSite, create_site
from dramac.tenancy.actions.domains import prefer_domain, remove_domain
from dramac.tenancy.actions.edit_pages import edit_page
from dramac.tenancy.actions.edit_person import rename_person, set_password
from dramac.tenancy.actions.edit_site import edit_site
from dramac.tenancy.actions.invite import CannotInvite, invite
from dramac.tenancy.actions.particulars import CannotEditSite
from dramac.tenancy.actions.prefer import prefer
from dramac.tenancy.actions.remove_member import remove_member
from dramac.tenancy.actions.roles import CannotChangeRole
from dramac.tenancy.actions.second_factor import (
    CannotSecure,
    confirm_second_factor,
    new_recovery_codes,
    remove_second_factor,
    use_second_factor,
)

__all__ = [
    "CannotAddDomain",
    "CannotChangeRole",
    "CannotCreateSite",
    "CannotEditSite",
    "CannotInvite",
    "CannotSecure",
    "NewSite",
    "add_domain",
    "change_role",
    "change_settings",
    "confirm_second_factor",
    "create_site",
    "edit_page",
    "edit_site",
    "invite",
    "new_recovery_codes",
    "prefer",
    "prefer_domain",
    "remove_domain",
    "remove_member",
    "remove_second_factor",
    "rename_person",
    "set_password",
    "use_second_factor",
]
