"""Tables of the API frame: keys, and the answers kept for repeated requests."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dramac.kit.clock import utc_now
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class ApiKey(SiteRow):
    """A key to a site's API. The secret is shown once; the table keeps its digest and the first letters to know it by.

    A secret key acts for staff within its `scopes` (`orders.view`, `catalog.*`); a publishable one may stand in a web page
    and reaches only what shoppers may. The key's text names its site, so that it is looked for on that site alone.
    """

    class Kind(models.TextChoices):
        SECRET = "secret", "Secret"
        PUBLISHABLE = "publishable"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SECRET)
    prefix = models.CharField(max_length=24)
    digest = models.CharField(max_length=64)
    scopes: models.JSONField[Any, Any] = models.JSONField(default=list)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet["ApiKey"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_api_keys"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "digest"], name="api_key_digest")]


class IdempotentAnswer(SiteRow):
    """The answer to a request that carried an Idempotency-Key, so that the same request again gets the same answer."""

    key = models.CharField(max_length=255)
    caller = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    headers: models.JSONField[Any, Any] = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["IdempotentAnswer"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_idempotent_answers"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "caller", "key"], name="api_idempotency_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="api_idempotency_age")]
