"""Who works on the shop, and what they may do."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.dashboard.forms import AddressField, SiteForm
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy import actions as tenancy
from dramac.tenancy import permissions, queries
from dramac.tenancy.models import Membership
from dramac.tenancy.requests import SiteRequest
from dramac.tenancy.roles import Role

ROLES: dict[Role, tuple[Promise, Promise]] = {
    Role.OWNER: (gettext_lazy("Owner"), gettext_lazy("Everything, and who else is an owner.")),
    Role.ADMIN: (gettext_lazy("Admin"), gettext_lazy("Everything, except making and unmaking owners.")),
    Role.MANAGER: (
        gettext_lazy("Manager"),
        gettext_lazy("Runs the shop: products, orders, customers, stock, marketing."),
    ),
    Role.FULFILMENT: (gettext_lazy("Fulfilment"), gettext_lazy("Ships orders and counts stock.")),
    Role.MARKETING: (gettext_lazy("Marketing"), gettext_lazy("Edits products, promotions and reports.")),
    Role.ANALYST: (gettext_lazy("Analyst"), gettext_lazy("Reads everything and builds reports.")),
    Role.VIEWER: (gettext_lazy("Viewer"), gettext_lazy("Reads everything and changes nothing.")),
}
"""Each role's word and what it may do, in a sentence."""


def role_choices() -> list[tuple[str, str]]:
    """Roles as a select shows them, from most to least."""
    return [(role.value, str(word)) for role, (word, _sentence) in ROLES.items()]


class InvitationForm(SiteForm):
    """Whom to ask, and as what."""

    email = AddressField(label=gettext_lazy("E-mail address"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=role_choices, initial=Role.VIEWER)


class RoleForm(SiteForm):
    """Another role for someone."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=role_choices)


@page(needs=permissions.STAFF_VIEW, methods=("GET",))
def people(request: SiteRequest) -> HttpResponse:
    """Everyone who works here."""
    staff = [member for member in queries.staff_of(request.site) if member.is_active]
    editable = request.membership.may(permissions.STAFF_EDIT)
    return show(request, "dashboard/settings/people.html", staff=staff, roles=ROLES, editable=editable)


@page(needs=permissions.STAFF_EDIT)
def invitation(request: SiteRequest) -> HttpResponse:
    """Ask someone to work here; they get an e-mail."""
    form = InvitationForm(sent(request), site=request.site)
    if request.method == "POST" and form.is_valid():
        email, role = form.cleaned_data["email"], Role(form.cleaned_data["role"])
        try:
            tenancy.invite(site=request.site, email=email, role=role, by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            message = _("%(email)s was invited and gets an e-mail.") % {"email": email}
            return done(request, message, to=here(request, "dashboard:people"))
    return show(request, "dashboard/settings/invitation.html", form=form, roles=ROLES)


@page(needs=permissions.STAFF_EDIT)
def role(request: SiteRequest, member_id: UUID) -> HttpResponse:
    """Give someone another role."""
    member = _member(request, member_id)
    form = RoleForm(sent(request), site=request.site, initial={"role": member.role})
    if request.method == "POST" and form.is_valid():
        wanted = Role(form.cleaned_data["role"])
        try:
            tenancy.change_role(site=request.site, member=member, role=wanted, by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            values = {"name": member.user, "role": ROLES[wanted][0]}
            message = _("%(name)s is now: %(role)s.") % values
            return done(request, message, to=here(request, "dashboard:people"))
    return show(request, "dashboard/settings/role.html", form=form, member=member, roles=ROLES)


@page(needs=permissions.STAFF_EDIT, methods=("POST",))
def removal(request: SiteRequest, member_id: UUID) -> HttpResponse:
    """End someone's work here; undone by inviting them back in their old role."""
    member = _member(request, member_id)
    tenancy.remove_member(site=request.site, member=member, by=request.actor, now=request.now)
    message = _("%(name)s no longer works here.") % {"name": member.user}
    return done(request, message, to=here(request, "dashboard:people"))


def _member(request: SiteRequest, member_id: UUID) -> Membership:
    member = queries.member(request.site, member_id)
    if member is None or not member.is_active:
        raise Http404
    return member
