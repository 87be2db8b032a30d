"""Tables of stock: locations, levels, and the ledger of movements that is their only writer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dramac.kit.append_only import AppendOnly
from dramac.kit.clock import utc_now
from dramac.kit.fields import MinorField
from dramac.kit.money import Minor
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class Location(SiteRow):
    """A place that holds stock. One active location of a site is the default."""

    name = models.CharField(max_length=120)
    code = models.CharField(max_length=40, blank=True)
    address: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    is_default = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Location"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_inventory_locations"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "name"], name="inventory_location_name"),
            models.UniqueConstraint(
                fields=["site"], condition=Q(is_default=True), name="inventory_location_one_default"
            ),
        ]


class StockLevel(SiteRow):
    """What a location has of a variant. Available = on hand − committed − unavailable (semantics.md, section 1).

    `committed` is promised to orders that have not left; `incoming` is on its way and not on hand. Unavailable are units on
    hand that are not for sale: `damaged`, held for `quality`, or kept back for `safety`. `value` is what is on hand, in minor
    units of the site's currency, by moving average. Until `reserved_until` at the latest some units may be reserved. Of what is
    on hand `in_batches` units belong to batches; the first of those that are not set aside expire on `spoils_on`.
    """

    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    location = SiteForeignKey(Location, models.PROTECT)
    on_hand = models.IntegerField(default=0)
    committed = models.IntegerField(default=0)
    incoming = models.IntegerField(default=0)
    damaged = models.IntegerField(db_default=0)
    quality = models.IntegerField(db_default=0)
    safety = models.IntegerField(db_default=0)
    value: MinorField[Minor, Minor] = MinorField(db_default=0)
    reserved_until = models.DateTimeField(null=True, blank=True)
    in_batches = models.IntegerField(db_default=0)
    spoils_on = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["StockLevel"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_levels"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "variant", "location"], name="inventory_level_once"),
            models.CheckConstraint(condition=Q(committed__gte=0), name="inventory_level_committed"),
            models.CheckConstraint(condition=Q(incoming__gte=0), name="inventory_level_incoming"),
            models.CheckConstraint(
                condition=Q(damaged__gte=0, quality__gte=0, safety__gte=0), name="inventory_level_states"
            ),
            models.CheckConstraint(
                condition=Q(damaged=0, quality=0, safety=0) | Q(on_hand__gte=F("damaged") + F("quality") + F("safety")),
                name="inventory_level_unavailable",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="inventory_level_value"),
            models.CheckConstraint(
                condition=Q(in_batches=0) | Q(in_batches__gt=0, on_hand__gte=F("in_batches")),
                name="inventory_level_in_batches",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["site", "spoils_on"], condition=Q(spoils_on__isnull=False), name="inventory_level_spoils"
            ),
        ]

    @property
    def unavailable(self) -> int:
        """Units on hand that are not for sale."""
        return self.damaged + self.quality + self.safety

    @property
    def available(self) -> int:
        """Units that can be sold now, reservations aside; negative when more was sold than is on hand."""
        return self.on_hand - self.committed - self.unavailable


class Movement(SiteRow):
    """One change of one level, with its cause. Append-only: a mistake is put right by a counter-movement.

    `quantity` is the change of what is on hand, `committed_change` of what is promised and `incoming_change` of what is on
    its way; `damaged_change`, `quality_change` and `safety_change` are of units on hand that are not for sale; all signed.
    `previous_stock` and `new_stock` are on hand before and after, `…_after` what was promised, on its way and not for sale
    afterwards. A sale that is placed moves only `committed`; when it ships both go down. `unit_cost` is what a unit that came
    in has cost and `value_change` what all are worth, in minor units. The sum of a level's movements is the level.
    """

    class Type(models.TextChoices):
        ADJUSTMENT = "adjustment"
        SALE = "sale"
        RETURN = "return"
        RESTOCK = "restock"
        TRANSFER = "transfer"
        DAMAGE = "damage"
        EXPIRED = "expired"

    class Cause(models.TextChoices):
        ALLOCATED = "allocated"
        RELEASED = "released"
        SHIPPED = "shipped"
        RECEIVED = "received"
        ADJUSTED = "adjusted"
        EXPECTED = "expected"
        MOVED = "moved"
        COUNTED = "counted"

    product = SiteForeignKey("catalog.Product", models.PROTECT)
    variant = SiteForeignKey("catalog.Variant", models.PROTECT)
    location = SiteForeignKey(Location, models.PROTECT)
    type = models.CharField(max_length=10, choices=Type.choices)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    quantity = models.IntegerField(default=0)
    committed_change = models.IntegerField(default=0)
    incoming_change = models.IntegerField(default=0)
    damaged_change = models.IntegerField(db_default=0)
    quality_change = models.IntegerField(db_default=0)
    safety_change = models.IntegerField(db_default=0)
    previous_stock = models.IntegerField()
    new_stock = models.IntegerField()
    committed_after = models.IntegerField()
    incoming_after = models.IntegerField(db_default=0)
    unavailable_after = models.IntegerField(db_default=0)
    unit_cost: MinorField[Minor | None, Minor | None] = MinorField(null=True, blank=True)
    value_change: MinorField[Minor, Minor] = MinorField(db_default=0)
    batch = SiteForeignKey("inventory.Batch", models.PROTECT, null=True, blank=True)
    reason_code = models.CharField(max_length=20, blank=True, db_default="")
    reason = models.CharField(max_length=300, blank=True)
    reference_type = models.CharField(max_length=20, blank=True)
    reference_id = models.CharField(max_length=64, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Movement"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_inventory_movements"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(new_stock=F("previous_stock") + F("quantity")), name="inventory_movement_adds_up"
            ),
            models.CheckConstraint(
                condition=~Q(
                    quantity=0,
                    committed_change=0,
                    incoming_change=0,
                    damaged_change=0,
                    quality_change=0,
                    safety_change=0,
                    value_change=0,
                ),
                name="inventory_movement_moves_something",
            ),
            models.CheckConstraint(
                condition=Q(unavailable_after__gte=0, incoming_after__gte=0), name="inventory_movement_after"
            ),
            AppendOnly(name="inventory_movement_kept"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "variant", "-created_at", "-id"], name="inventory_movement_story"),
            models.Index(fields=["site", "-created_at", "-id"], name="inventory_movement_history"),
            models.Index(fields=["site", "location", "-created_at"], name="inventory_movement_place"),
            models.Index(fields=["site", "type", "-created_at"], name="inventory_movement_type"),
            models.Index(fields=["site", "reason_code", "-created_at"], name="inventory_movement_code"),
            models.Index(fields=["site", "created_by", "-created_at"], name="inventory_movement_actor"),
            models.Index(fields=["site", "reference_type", "reference_id"], name="inventory_movement_reference"),
            models.Index(
                fields=["site", "batch", "-created_at"],
                condition=Q(batch__isnull=False),
                name="inventory_movement_batch",
            ),
        ]


from dramac.commerce.inventory.models_batches import Batch, BatchLevel  # noqa: E402  # Django finds tables here
from dramac.commerce.inventory.models_reservations import StockReservation  # noqa: E402  # likewise
from dramac.commerce.inventory.models_snapshots import MonthEnd, StockSnapshot  # noqa: E402  # likewise

__all__ = [
    "Batch",
    "BatchLevel",
    "Location",
    "MonthEnd",
    "Movement",
    "StockLevel",
    "StockReservation",
    "StockSnapshot",
]
