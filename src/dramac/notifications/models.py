"""Tables of notifications: every e-mail that was sent, or should have been."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dramac.kit.clock import utc_now
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class Mail(SiteRow):
    """An e-mail. (`site`, `cause`, `kind`, `to`) is unique, so that a fact heard twice is told once.

    `tried_at` is when a worker took its turn at sending it; it is empty again when the mail server did not take it.
    """

    cause = models.UUIDField()
    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    reference = models.CharField(max_length=80, blank=True)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Mail"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_mails"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "cause", "kind", "to"], name="notifications_mail_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "reference"], name="notifications_mail_about")]
