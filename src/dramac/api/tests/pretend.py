"""A small API of notes, kept in the audit trail: what the frame's tests call instead of a slice."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import pydantic
from django.db import transaction
from django.urls import include, path
from ninja import Query

from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.etags import stale
from dramac.api.mounting import addresses, assemble
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Moment, Page, Shape
from dramac.kit.refusal import Refused
from dramac.tenancy.models import AuditEntry

router = Endpoints("Notes")


class PretendNote(Shape, frozen=True, kw_only=True):
    """A note."""

    id: UUID
    version: int
    text: str
    count: int
    created_at: Moment


class PretendNewNote(Sent):
    """What makes a note."""

    text: Annotated[str, pydantic.Field(min_length=1, max_length=200)]
    count: Annotated[int, pydantic.Field(ge=1, le=1000)] = 1


class PretendRefusal(Refused):
    """A note that nobody may write."""

    code = "no_such_words"


def show(row: AuditEntry) -> PretendNote:
    """The row as a note."""
    details = row.details
    return PretendNote(
        id=row.pk, version=details["version"], text=row.action, count=details["count"], created_at=row.created_at
    )


@router.get("/notes", "notes.view")
def pretend_list_notes(request: ApiRequest, paging: Query[Paging]) -> Page[PretendNote]:
    """List notes, newest first."""
    rows = AuditEntry.objects.of(request.site).filter(subject="note")
    return page_of(rows, paging, name="notes", order=("-created_at", "id"), show=show)


@router.get("/notes/{note_id}", "notes.view")
def pretend_get_note(request: ApiRequest, note_id: UUID) -> PretendNote:
    """Read a note."""
    return show(AuditEntry.objects.of(request.site).get(pk=note_id))


@router.post("/notes", "notes.edit", status=201, located=True, redact=("text",))
def pretend_write_note(request: ApiRequest, body: Json[PretendNewNote]) -> PretendNote:
    """Write a note."""
    with transaction.atomic():
        row = AuditEntry.objects.create(
            site=request.site,
            actor=request.actor.label,
            action=body.text[:80],
            subject="note",
            details={"version": 1, "count": body.count},
        )
        if body.text == "forbidden":
            raise PretendRefusal("Not these words.", field="text")
        if body.text == "broken":
            raise RuntimeError("the inside of the program")
    return show(row)


@router.patch("/notes/{note_id}", "notes.edit", if_match="required")
def pretend_edit_note(request: ApiRequest, note_id: UUID, body: Json[PretendNewNote]) -> PretendNote:
    """Edit a note."""
    with transaction.atomic():
        row = AuditEntry.objects.of(request.site).select_for_update().get(pk=note_id)
        if request.expected_version not in (None, row.details["version"]):
            raise stale()
        row.action = body.text
        row.details = {"version": row.details["version"] + 1, "count": body.count}
        row.save()
    return show(row)


@router.delete("/notes/{note_id}", "notes.edit", in_one=False)
def pretend_remove_note(request: ApiRequest, note_id: UUID) -> None:
    """Remove a note."""
    AuditEntry.objects.of(request.site).get(pk=note_id).delete()


api = assemble([router])
urlpatterns = [path("api/", include(addresses(api)))]
