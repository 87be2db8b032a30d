"""Tables of payments: methods, one payment per order, and the append-only ledger whose sum is what was paid."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dramac.kit.clock import utc_now
from dramac.kit.fields import MinorField, non_negative
from dramac.kit.ids import new_id
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class PaymentMethod(SiteRow):
    """A way to pay that a site offers, through a provider. `expires_after_hours` is how long an unpaid order waits."""

    provider = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    instructions = models.TextField(max_length=2000, blank=True)
    settings: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    expires_after_hours = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = SiteQuerySet["PaymentMethod"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_payment_methods"
        indexes: ClassVar = [models.Index(fields=["site", "position"], name="payments_method_order")]


class Payment(SiteRow):
    """What one order has to pay and what came of it. The amounts are sums of the ledger, kept for constraints."""

    method = SiteForeignKey(PaymentMethod, models.PROTECT, null=True, blank=True)
    provider = models.CharField(max_length=40)
    currency = models.CharField(max_length=3)
    amount = MinorField(validators=non_negative())
    authorized = MinorField(default=0, validators=non_negative())
    captured = MinorField(default=0, validators=non_negative())
    refunded = MinorField(default=0, validators=non_negative())
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Payment"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_payments"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(captured__lte=F("authorized")), name="payments_capture_authorized"),
            models.CheckConstraint(condition=Q(refunded__lte=F("captured")), name="payments_refund_captured"),
            models.CheckConstraint(
                condition=Q(authorized__gte=0, captured__gte=0, refunded__gte=0), name="payments_not_negative"
            ),
        ]


class PaymentEntry(SiteRow):
    """One line of the ledger. Append-only. `operation_id` is the idempotency key towards a provider."""

    class Kind(models.TextChoices):
        AUTHORIZE = "authorize"
        CAPTURE = "capture"
        REFUND = "refund"
        VOID = "void"

    class Status(models.TextChoices):
        DONE = "done"
        FAILED = "failed"
        UNKNOWN = "unknown"

    payment = SiteForeignKey(Payment, models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.DONE)
    amount = MinorField(validators=non_negative())
    currency = models.CharField(max_length=3)
    operation_id = models.UUIDField(default=new_id)
    reference = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["PaymentEntry"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_payment_entries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "operation_id"], name="payments_operation_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "payment", "created_at"], name="payments_entry_of")]
