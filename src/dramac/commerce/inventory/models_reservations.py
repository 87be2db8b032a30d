"""The table of units that are kept for somebody for a while."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dramac.commerce.inventory.models import Location
from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class StockReservation(SiteRow):
    """Units of a level that nobody but `holder` may have until `expires_at`: a cart on its way to an order, or a hold by staff.

    Whether it lives is read off the clock each time, so that a late sweep changes nothing. The level's `reserved_until` is
    never earlier than the last of its reservations.
    """

    class Kind(models.TextChoices):
        CHECKOUT = "checkout"
        HOLD = "hold"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    holder = models.CharField(max_length=64)
    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    location = SiteForeignKey(Location, models.PROTECT)
    quantity = models.PositiveIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    created_by = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    expires_at = models.DateTimeField()

    objects = SiteQuerySet["StockReservation"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_reservations"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "holder", "variant", "location"], name="inventory_reservation_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="inventory_reservation_holds_something"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "variant", "expires_at"], name="inventory_reservation_live"),
            models.Index(fields=["site", "kind", "-expires_at"], name="inventory_reservation_holds"),
        ]
