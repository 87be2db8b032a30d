"""Tables of the frame: views of lists that people keep, and what can be taken back."""

from __future__ import annotations

from typing import Any, ClassVar

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
