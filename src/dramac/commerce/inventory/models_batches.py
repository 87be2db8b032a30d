"""Tables of batches: units that were made together and expire together, and what each level has of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dramac.commerce.inventory.models import Location
from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class Batch(SiteRow):
    """Units of a variant under one number of their maker. `expires_on` is the first day on which they are no longer sold.

    `recalled_at` says since when all of it is called back; `ends_on` is the day of that, or of its expiry if that is earlier;
    `warned_at` when staff were told that it expires soon.
    """

    variant = SiteForeignKey("catalog.Variant", models.PROTECT)
    number = models.CharField(max_length=60)
    expires_on = models.DateField(null=True, blank=True)
    made_on = models.DateField(null=True, blank=True)
    supplier_reference = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)
    recall_reason = models.CharField(max_length=300, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Batch"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_batches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "variant", "number"], name="inventory_batch_number"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "expires_on"], name="inventory_batch_expiry")]


class BatchLevel(SiteRow):
    """What a location has of a batch: the sum of the movements that name it. `aside` units of it are held for quality."""

    batch = SiteForeignKey(Batch, models.PROTECT)
    variant = SiteForeignKey("catalog.Variant", models.PROTECT)
    location = SiteForeignKey(Location, models.PROTECT)
    units = models.IntegerField(default=0)
    aside = models.IntegerField(default=0)

    objects = SiteQuerySet["BatchLevel"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_batch_levels"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "batch", "location"], name="inventory_batch_level_once"),
            models.CheckConstraint(
                condition=Q(aside__gte=0, units__gte=F("aside")), name="inventory_batch_level_not_below_zero"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "variant", "location"], name="inventory_batch_level_shelf")]
