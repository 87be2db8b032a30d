"""Tables of the tools: outbox, schedule and throttle. They carry `site_id` without a reference, for they lie below sites."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id


class OutboxEvent(models.Model):
    """A fact, written in the transaction of its change. `spread_at` is when it was given to the listeners' queues."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site_id = models.UUIDField()
    name = models.CharField(max_length=80)
    payload = models.TextField()
    created_at = models.DateTimeField(default=utc_now)
    spread_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mod_ecommod01_outbox_events"
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(spread_at=None), name="kit_outbox_waiting"),
            models.Index(fields=["created_at"], name="kit_outbox_age"),
        ]


class OutboxDelivery(models.Model):
    """One listener's copy of a fact: waiting, done, or given up after many tries (kept for a person to look at)."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site_id = models.UUIDField()
    event = models.ForeignKey(OutboxEvent, models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=utc_now)
    leased_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "mod_ecommod01_outbox_deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "listener"], name="kit_delivery_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="kit_delivery_due"),
        ]


class ScheduleEntry(models.Model):
    """When a repeated piece of work is next due; moved on by one conditional update, so that one worker does it."""

    name = models.CharField(primary_key=True, max_length=80)
    due_at = models.DateTimeField()

    class Meta:
        db_table = "mod_ecommod01_schedule_entries"


class ThrottleWindow(models.Model):
    """How often something was tried in a window of time, by a key such as `sign-in:ann@example.com`."""

    key = models.CharField(max_length=200)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "mod_ecommod01_throttle_windows"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "window"], name="kit_throttle_once"),
        ]
