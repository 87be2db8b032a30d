"""Keys through the API: for owners, who may give out no more than they have."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec
import pydantic
from django.utils.translation import gettext as _

from dramac.api import actions, permissions, queries, scopes
from dramac.api.actions import CannotCreateKey, NewKey
from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Moment, Page, Shape, shaped

router = Endpoints("API keys")


Kind = Literal["secret", "publishable"]


class Key(Shape, frozen=True, kw_only=True):
    """A key to the site's API. Its text is not kept; `prefix` is enough of it to tell keys apart."""

    id: Id
    name: Annotated[str, msgspec.Meta(examples=["Warehouse"])]
    kind: Kind
    prefix: Annotated[str, msgspec.Meta(examples=["dramac_sk_…_aB3d"])]
    scopes: Annotated[list[str], msgspec.Meta(examples=[["orders.*", "catalog.view"]])]
    created_by: str
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None
    revoked_at: Moment | None


class IssuedKey(Key, frozen=True, kw_only=True):
    """A new key. `text` is shown this once, and null when the answer is repeated."""

    text: Annotated[str | None, msgspec.Meta(examples=["dramac_sk_…"])]


class NewKeyBody(Sent):
    """What makes a key."""

    name: Annotated[str, pydantic.Field(min_length=1, max_length=120, examples=["Warehouse"])]
    kind: Kind = "secret"
    scopes: Annotated[
        tuple[Annotated[str, pydantic.Field(max_length=60)], ...],
        pydantic.Field(
            max_length=40, description="Permission patterns; none for a publishable key.", examples=[["orders.*"]]
        ),
    ] = ()
    expires_at: Annotated[
        pydantic.AwareDatetime | None,
        pydantic.Field(examples=["2027-11-22T09:30:00Z"], description="Never, if not given."),
    ] = None


@router.get("/keys", permissions.MANAGE)
def list_keys(request: ApiRequest) -> Page[Key]:
    """List all keys of the site, newest first, revoked ones too."""
    return Page(data=[shaped(Key, key) for key in queries.keys_of(request.site)], next=None)


@router.get("/keys/{key_id}", permissions.MANAGE)
def get_key(request: ApiRequest, key_id: UUID) -> Key:
    """Read a key."""
    return shaped(Key, queries.key_by_id(request.site, key_id))


@router.post("/keys", permissions.MANAGE, status=201, located=True, redact=("text",))
def create_key(request: ApiRequest, body: Json[NewKeyBody]) -> IssuedKey:
    """Make a key. Its text is in this answer and nowhere else."""
    if more := scopes.beyond(request.key.scopes, body.scopes):
        raise CannotCreateKey(_("Your own key has no “%(scope)s” to give.") % {"scope": more[0]}, field="scopes")
    issued = actions.create_key(site=request.site, wanted=NewKey(**dict(body)), by=request.actor, now=request.now)
    return shaped(IssuedKey, issued.key, text=issued.text)


@router.post("/keys/{key_id}/revocation", permissions.MANAGE)
def revoke_key(request: ApiRequest, key_id: UUID) -> Key:
    """Revoke a key. It opens nothing from then on; revoking it again changes nothing."""
    return shaped(Key, actions.revoke_key(site=request.site, key_id=key_id, by=request.actor, now=request.now))
