"""Tables of imports: each run with its progress, and every row it could not take."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class ImportRun(SiteRow):
    """One file being brought in. A dry run does everything but keep it.

    `products_done` is how many of the file's products are behind it and `touched_at` when the last of them were, so that
    work that was cut off goes on where it stopped; `tries` is how often it had to.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    file = models.CharField(max_length=255)
    file_name = models.CharField(max_length=255)
    format = models.CharField(max_length=20, blank=True)
    is_dry_run = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    products_done = models.PositiveIntegerField(default=0)
    products_created = models.PositiveIntegerField(default=0)
    products_updated = models.PositiveIntegerField(default=0)
    variants_created = models.PositiveIntegerField(default=0)
    variants_updated = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    problem: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    touched_at = models.DateTimeField(default=utc_now, editable=False)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    objects = SiteQuerySet["ImportRun"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_import_runs"
        indexes: ClassVar = [
            models.Index(fields=["site", "-created_at"], name="importing_run_recent"),
            models.Index(fields=["touched_at"], condition=Q(state="running"), name="importing_run_under_way"),
        ]


class ImportProblem(SiteRow):
    """A row, or part of one, that was refused or taken with a warning: line, column and why, as a code with its words' parts."""

    run = SiteForeignKey(ImportRun, models.CASCADE)
    line = models.PositiveIntegerField(default=0)
    column = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=60)
    params: models.JSONField[Any, Any] = models.JSONField(default=dict)
    severity = models.CharField(max_length=8)
    value = models.CharField(max_length=300, blank=True)

    objects = SiteQuerySet["ImportProblem"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_import_problems"
        indexes: ClassVar = [models.Index(fields=["site", "run", "line"], name="importing_problem_line")]
