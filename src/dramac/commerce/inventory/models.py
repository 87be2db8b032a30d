"""Tables of stock: locations, levels, and the ledger of movements that is their only writer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dramac.kit.clock import utc_now
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
    """What a location has of a variant. Available = on hand − committed (semantics.md, section 1).

    `committed` is promised to orders that have not left; `incoming` is on its way and not on hand.
    """

    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    location = SiteForeignKey(Location, models.PROTECT)
    on_hand = models.IntegerField(default=0)
    committed = models.IntegerField(default=0)
    incoming = models.IntegerField(default=0)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["StockLevel"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_levels"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "variant", "location"], name="inventory_level_once"),
            models.CheckConstraint(condition=Q(committed__gte=0), name="inventory_level_committed"),
            models.CheckConstraint(condition=Q(incoming__gte=0), name="inventory_level_incoming"),
        ]

    @property
    def available(self) -> int:
        """Units that can be sold now; negative when more was sold than is on hand."""
        return self.on_hand - self.committed


class Movement(SiteRow):
    """One change of one level, with its cause. Append-only: a mistake is put right by a counter-movement.

    `quantity` is the change of what is on hand, `committed_change` of what is promised and `incoming_change` of what is on
    its way, all signed; `previous_stock` and `new_stock` are on hand before and after. A sale that is placed moves only
    `committed`; when it ships both go down. The sum of a level's movements is the level.
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

    product = SiteForeignKey("catalog.Product", models.PROTECT)
    variant = SiteForeignKey("catalog.Variant", models.PROTECT)
    location = SiteForeignKey(Location, models.PROTECT)
    type = models.CharField(max_length=10, choices=Type.choices)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    quantity = models.IntegerField(default=0)
    committed_change = models.IntegerField(default=0)
    incoming_change = models.IntegerField(default=0)
    previous_stock = models.IntegerField()
    new_stock = models.IntegerField()
    committed_after = models.IntegerField()
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
                condition=~Q(quantity=0, committed_change=0, incoming_change=0),
                name="inventory_movement_moves_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "variant", "-created_at"], name="inventory_movement_variant"),
            models.Index(fields=["site", "-created_at"], name="inventory_movement_recent"),
            models.Index(fields=["site", "reference_type", "reference_id"], name="inventory_movement_reference"),
        ]
