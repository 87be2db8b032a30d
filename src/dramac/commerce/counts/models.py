"""Tables of counts: a count, and its lines."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class StockCount(SiteRow):
    """A count of a location. `scope` says in words what is counted; while it is blind, nobody sees what the books expect.

    `state` is a member of `rules.State`. The numbers of a site have no gap.
    """

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120, blank=True)
    location = SiteForeignKey("inventory.Location", models.PROTECT)
    scope = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default="open")
    is_blind = models.BooleanField(default=False)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    closed_by = models.CharField(max_length=160, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SiteQuerySet["StockCount"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_counts"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "number"], name="counts_count_number")]
        indexes: ClassVar = [models.Index(fields=["site", "state", "-created_at"], name="counts_count_newest")]


class StockCountLine(SiteRow):
    """A variant on a count. `expected` is what was on hand at the moment in which it was `counted`, so that what is sold
    during a count distorts nothing; both are empty until then. `posted` is the difference that went into the books."""

    count = SiteForeignKey(StockCount, models.CASCADE)
    variant = SiteForeignKey("catalog.Variant", models.PROTECT)
    expected = models.IntegerField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    posted = models.IntegerField(null=True, blank=True)
    counted_by = models.CharField(max_length=160, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet["StockCountLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_count_lines"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "count", "variant"], name="counts_line_once"),
            models.CheckConstraint(
                condition=Q(counted=None, expected=None) | Q(counted__isnull=False, expected__isnull=False),
                name="counts_line_whole",
            ),
        ]


class StockCountNumber(SiteRow):
    """The last number of a site's counts: one row, locked until the transaction ends, so that none is left out."""

    last = models.PositiveIntegerField()

    objects = SiteQuerySet["StockCountNumber"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_count_numbers"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site"], name="counts_number_once")]
