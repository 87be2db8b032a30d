"""Tables of the frame: views of lists that people keep, what can be taken back, and where people are signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from dramac.kit.clock import utc_now
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class SavedView(SiteRow):
    """A person's own tab of a list: its filters, search and order as the query part of an address."""

    user = models.ForeignKey("tenancy.User", models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["SavedView"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_saved_views"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "user", "table", "name"], name="dashboard_view_once"),
        ]


class UndoStep(SiteRow):
    """What is needed to take a bulk action back, once, by the person who did it, within a day."""

    user = models.ForeignKey("tenancy.User", models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    payload: models.JSONField[Any, Any] = models.JSONField()
    created_at = models.DateTimeField(default=utc_now, editable=False)
    used_at = models.DateTimeField(null=True)

    objects = SiteQuerySet["UndoStep"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_undo_steps"
        indexes: ClassVar = [models.Index(fields=["created_at"], name="dashboard_undo_age")]


class StaffSession(AbstractBaseSession):
    """A session of the dashboard. Who it belongs to is kept beside it, so that people can see where they are signed in.

    `person_id` is empty until someone has signed in; `network` and `agent` are those of that moment.
    """

    person_id = models.UUIDField(null=True)
    network = models.CharField(max_length=60, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(default=utc_now, editable=False)

    class Meta:
        db_table = "mod_ecommod01_staff_sessions"
        indexes: ClassVar = [models.Index(fields=["person_id", "-started_at"], name="dashboard_sessions_of")]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The store that keeps these."""
        from dramac.dashboard.entrance.store import SessionStore

        return SessionStore

    @classmethod
    def of(cls, person_id: UUID) -> models.QuerySet[StaffSession]:
        """Where a person is signed in."""
        return cls._default_manager.filter(person_id=person_id)

    @classmethod
    def began(cls, key: str) -> datetime | None:
        """When the session with this key began, if it is kept already."""
        return cls._default_manager.filter(pk=key).values_list("started_at", flat=True).first()


class ExportFile(SiteRow):
    """A list written to a file by the worker, because it is long: as its address and query said when it was asked for.

    `needs` is the permission of the list, which whoever fetches the file must have, too. Kept for a day.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    user = models.ForeignKey("tenancy.User", models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    address = models.CharField(max_length=80)
    query = models.TextField()
    name = models.CharField(max_length=200)
    needs = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    file = models.CharField(max_length=255, blank=True)
    asked_at = models.DateTimeField(default=utc_now)
    ready_at = models.DateTimeField(null=True)

    objects = SiteQuerySet["ExportFile"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_export_files"
        indexes: ClassVar = [models.Index(fields=["asked_at"], name="dashboard_export_age")]
