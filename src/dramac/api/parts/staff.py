"""Who works on the site and what they may do, and the trail of what was done. A key gives no role more than it has itself."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
import pydantic
from django.utils.translation import gettext as _
from ninja import Query

from dramac.api import scopes
from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.fields import Time
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Moment, Page, Shape, shaped
from dramac.tenancy import actions, permissions, queries
from dramac.tenancy.actions import CannotChangeRole
from dramac.tenancy.models import AuditEntry, Membership
from dramac.tenancy.roles import GRANTS, Role

router = Endpoints("Staff")


class StaffRole(Shape, frozen=True, kw_only=True):
    """What members of staff can be: a role, and the permissions that it gives."""

    name: Role
    permissions: Annotated[list[str], msgspec.Meta(examples=[["orders.view", "orders.fulfil"]])]


class Member(Shape, frozen=True, kw_only=True):
    """Someone who works on the site, or did."""

    id: Id
    email: Annotated[str, msgspec.Meta(examples=["ann@shop.example"])]
    name: Annotated[str, msgspec.Meta(examples=["Ann Byrne"])]
    role: Role
    is_active: bool
    created_at: Moment


class TrailEntry(Shape, frozen=True, kw_only=True):
    """One line of the trail: who did what to what. It is never changed."""

    id: Id
    actor: Annotated[str, msgspec.Meta(examples=["Ann Byrne"])]
    action: Annotated[str, msgspec.Meta(examples=["staff.invited"])]
    subject: Annotated[str, msgspec.Meta(examples=["member:0199f1d2-7c3a-7b5e-9a41-5d0f3c2b1a90"])]
    details: dict[str, Any]
    created_at: Moment


class RoleBody(Sent):
    """What someone is to be."""

    role: Annotated[Role, pydantic.Field(examples=["fulfilment"])]


class InvitationBody(RoleBody):
    """Whom to ask, and as what."""

    email: Annotated[str, pydantic.Field(min_length=3, max_length=254, examples=["ann@shop.example"])]


class TrailWanted(Paging):
    """Which lines of the trail are asked for; every part narrows."""

    subject: Annotated[str, pydantic.Field(max_length=160, description="What was changed.")] = ""
    action: Annotated[str, pydantic.Field(max_length=80, examples=["staff.invited"])] = ""
    since: Time | None = None
    until: Annotated[Time | None, pydantic.Field(description="Before this moment.")] = None


@router.get("/roles", permissions.STAFF_VIEW)
def list_roles(request: ApiRequest) -> Page[StaffRole]:
    """List the roles that members of staff can have, from most to least."""
    return Page(data=[StaffRole(name=role, permissions=list(grants)) for role, grants in GRANTS.items()], next=None)


@router.get("/members", permissions.STAFF_VIEW)
def list_members(request: ApiRequest) -> Page[Member]:
    """List all who work on the site, and who did, by name."""
    return Page(data=[_member(row) for row in queries.staff_of(request.site)], next=None)


@router.get("/members/{member_id}", permissions.STAFF_VIEW)
def get_member(request: ApiRequest, member_id: UUID) -> Member:
    """Read a member of staff."""
    return _member(_found(request, member_id))


@router.post("/members", permissions.STAFF_EDIT, status=201, located=True)
def invite_member(request: ApiRequest, body: Json[InvitationBody]) -> Member:
    """Ask someone to work on the site. They are written to; who left comes back in the new role."""
    _check_own(request, body.role)
    actor, now = request.actor, request.now
    return _member(actions.invite(site=request.site, email=body.email, role=body.role, by=actor, now=now))


@router.put("/members/{member_id}/role", permissions.STAFF_EDIT)
def change_member_role(request: ApiRequest, member_id: UUID, body: Json[RoleBody]) -> Member:
    """Give a member another role. Owners are made and unmade by owners, in the dashboard."""
    member = _found(request, member_id)
    _check_own(request, body.role)
    actor, now = request.actor, request.now
    return _member(actions.change_role(site=request.site, member=member, role=body.role, by=actor, now=now))


@router.delete("/members/{member_id}", permissions.STAFF_EDIT)
def remove_member(request: ApiRequest, member_id: UUID) -> None:
    """Close the site to a member. What they did stays in their name."""
    actions.remove_member(site=request.site, member=_found(request, member_id), by=request.actor, now=request.now)


@router.get("/trail", permissions.STAFF_VIEW)
def list_trail(request: ApiRequest, wanted: Query[TrailWanted]) -> Page[TrailEntry]:
    """List who did what, newest first."""
    chosen = wanted.model_dump(include={"subject", "action", "since", "until"})
    rows = queries.trail(request.site, **chosen)
    return page_of(rows, wanted, name="trail", order=("-created_at", "id"), show=_entry)


def _found(request: ApiRequest, member_id: UUID) -> Membership:
    return found(queries.member(request.site, member_id))


def _check_own(request: ApiRequest, role: Role) -> None:
    """Raises CannotChangeRole for a role that may do what the key itself may not."""
    if more := scopes.beyond(request.key.scopes, GRANTS[role]):
        raise CannotChangeRole(_("Your own key has no “%(scope)s” to give.") % {"scope": more[0]}, field="role")


def _member(row: Membership) -> Member:
    return shaped(Member, row, email=row.user.email, name=row.user.name, role=Role(row.role))


def _entry(row: AuditEntry) -> TrailEntry:
    return shaped(TrailEntry, row)
