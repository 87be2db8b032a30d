"""The table of wishes to be told when something is back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow

OPEN = Q(sent_at=None, cancelled_at=None)
"""Wishes that nothing became of yet."""


class RestockRequest(SiteRow):
    """A shopper's wish to be told once when a variant is back. One is open for each variant and address.

    `digest` finds it by the secret in the e-mail's link. `sent_at` is when it was their turn: it is written together with
    the fact for which the e-mail is sent. An erased person's row stays without them, so that the counts stay.
    """

    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    customer = SiteForeignKey("customers.Customer", models.PROTECT, null=True, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    email_key = models.CharField(max_length=254)
    locale = models.CharField(max_length=16, blank=True)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet["RestockRequest"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_restock_requests"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "variant", "email_key"], condition=OPEN, name="waitlist_request_open_once"
            ),
            models.UniqueConstraint(fields=["site", "digest"], name="waitlist_request_digest"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "variant", "created_at"], condition=OPEN, name="waitlist_request_waiting"),
            models.Index(fields=["site", "variant", "sent_at"], name="waitlist_request_told"),
            models.Index(fields=["site", "email_key"], name="waitlist_request_email"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether the shopper still waits."""
        return self.sent_at is None and self.cancelled_at is None

    @property
    def state(self) -> str:
        """Waiting, told or cancelled."""
        if self.is_open:
            return "waiting"
        return "told" if self.sent_at else "cancelled"
