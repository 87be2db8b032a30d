"""Tables of what stock was at the end of each month, so that reports on the past need not read the whole ledger.

They hold nothing of their own: all of it can be made again from the movements, and is where it is in doubt.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from dramac.kit.clock import utc_now
from dramac.kit.fields import MinorField
from dramac.kit.money import Minor
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class MonthEnd(SiteRow):
    """The end of a month, in the time zone of the site, at which its stock was kept.

    Its snapshots are the sums of the movements before `taken_at` that were written before `checked_until`; what was written
    later with an earlier time is added when they are read, so that a late entry never makes a report wrong. Where there
    was one, the month end is made anew beside the old one, which goes when nobody can be reading it any more.
    """

    taken_at = models.DateTimeField()
    checked_until = models.DateTimeField()
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["MonthEnd"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_month_ends"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "taken_at", "checked_until"], name="inventory_month_end_once"),
        ]


class StockSnapshot(SiteRow):
    """A level as it was at the end of a month: units, and what those on hand were worth in minor units, by moving average.

    Levels that were nothing have none.
    """

    month_end = SiteForeignKey(MonthEnd, models.CASCADE)
    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    location = SiteForeignKey("inventory.Location", models.PROTECT)
    on_hand = models.IntegerField()
    committed = models.IntegerField()
    unavailable = models.IntegerField()
    incoming = models.IntegerField()
    value: MinorField[Minor, Minor] = MinorField()

    objects = SiteQuerySet["StockSnapshot"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_snapshots"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "month_end", "variant", "location"], name="inventory_snapshot_once"
            ),
        ]
