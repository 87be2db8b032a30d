"""Tables of alerts: the limits that people set, the alerts that were raised, and each site's turn at looking and telling."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class StockAlert(SiteRow):
    """The limits of a product, of one of its variants, of a location, or of either at a location; units available.

    The row of the whole shop (without product, variant and location) is not kept here: its limits are
    `inventory.rules.StockSettings`, which slices below read as well, and `queries.get_alert_settings` gives it in the shape of
    the others. Of the rows that fit a variant at a location the nearest counts: variant and location, variant, product and
    location, product, location, shop. `product` is there wherever `variant` is. `reorder_point` and `reorder_quantity` are what
    people set in place of what is suggested, `safety_stock` what should always be left; empty for no word on it.
    """

    product = SiteForeignKey("catalog.Product", models.CASCADE, null=True)
    variant = SiteForeignKey("catalog.Variant", models.CASCADE, null=True)
    location = SiteForeignKey("inventory.Location", models.CASCADE, null=True)
    low_stock_threshold = models.PositiveIntegerField(default=10)
    critical_stock_threshold = models.PositiveIntegerField(default=3)
    reorder_point = models.PositiveIntegerField(null=True)
    reorder_quantity = models.PositiveIntegerField(null=True)
    safety_stock = models.PositiveIntegerField(null=True)
    is_active = models.BooleanField(default=True)
    notify_email = models.BooleanField(default=True)
    notify_dashboard = models.BooleanField(default=True)
    last_alerted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["StockAlert"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_alerts"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "variant", "location"],
                condition=Q(variant__isnull=False, location__isnull=False),
                name="alerts_limit_variant_location",
            ),
            models.UniqueConstraint(
                fields=["site", "variant"],
                condition=Q(variant__isnull=False, location__isnull=True),
                name="alerts_limit_variant",
            ),
            models.UniqueConstraint(
                fields=["site", "product", "location"],
                condition=Q(product__isnull=False, variant__isnull=True, location__isnull=False),
                name="alerts_limit_product_location",
            ),
            models.UniqueConstraint(
                fields=["site", "product"],
                condition=Q(product__isnull=False, variant__isnull=True, location__isnull=True),
                name="alerts_limit_product",
            ),
            models.UniqueConstraint(
                fields=["site", "location"],
                condition=Q(product__isnull=True, variant__isnull=True, location__isnull=False),
                name="alerts_limit_location",
            ),
            models.CheckConstraint(
                condition=Q(critical_stock_threshold__lte=F("low_stock_threshold")),
                name="alerts_limit_critical_below_low",
            ),
            models.CheckConstraint(
                condition=Q(product__isnull=False) | Q(variant__isnull=True, location__isnull=False),
                name="alerts_limit_of_something",
            ),
        ]


class RaisedAlertQuerySet(SiteQuerySet["RaisedAlert"]):
    """Raised alerts, by where they stand."""

    def standing(self) -> Self:
        """Those whose stock has not come back, dismissed or not."""
        return self.filter(closed_at=None)

    def open(self) -> Self:
        """Those that wait for somebody: standing and not dismissed."""
        return self.filter(closed_at=None, dismissed_at=None)

    def gravest(self) -> Self:
        """Of the alerts that stand for a variant at a location, only the gravest: out before critical before low."""
        graver = RaisedAlert.objects.filter(
            site_id=OuterRef("site_id"),
            variant_id=OuterRef("variant_id"),
            location_id=OuterRef("location_id"),
            severity__gt=OuterRef("severity"),
            closed_at=None,
        )
        return self.filter(~Exists(graver))


class RaisedAlert(SiteRow):
    """Stock of a variant at a location fell to a limit. At most one stands for each level, and stock that is out is low as well.

    `level` is a member of `rules.AlertLevel` and `severity` its rank; `available` and `threshold` are units as it was raised,
    `opened_at` when the stock became that, `raised_at` when it was noticed. It stands until `closed_at`, for the reason
    `closing`; dismissed it stands on and is not shown, so that it is not raised again. `wants_email` says that people are to be
    told of it, `emailed_at` when that was handed to the outbox.
    """

    class Closing(models.TextChoices):
        RESTOCKED = "restocked"
        LIMIT_CHANGED = "limit_changed"
        UNWATCHED = "unwatched"

    product = SiteForeignKey("catalog.Product", models.CASCADE)
    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    location = SiteForeignKey("inventory.Location", models.CASCADE)
    level = models.CharField(max_length=8)
    severity = models.PositiveSmallIntegerField()
    available = models.IntegerField()
    threshold = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=13, choices=Closing.choices, blank=True)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.CharField(max_length=160, blank=True)
    on_dashboard = models.BooleanField(default=True)
    wants_email = models.BooleanField(default=False)
    emailed_at = models.DateTimeField(null=True)

    objects = RaisedAlertQuerySet.as_manager()

    class Meta:
        db_table = "mod_ecommod01_raised_stock_alerts"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "variant", "location", "level"],
                condition=Q(closed_at__isnull=True),
                name="alerts_raised_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["site", "variant", "location"],
                condition=Q(closed_at__isnull=True),
                name="alerts_raised_standing",
            ),
            models.Index(fields=["site", "-opened_at", "id"], name="alerts_raised_newest"),
            models.Index(
                fields=["site", "raised_at"],
                condition=Q(wants_email=True, emailed_at__isnull=True, closed_at__isnull=True),
                name="alerts_raised_to_tell",
            ),
        ]


class AlertRound(SiteRow):
    """A site's turn: whoever looks at its stock or gathers its alerts for an e-mail locks this row first, and nothing else
    meanwhile, so that one does at a time and sees what the one before wrote."""

    objects = SiteQuerySet["AlertRound"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_alert_rounds"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site"], name="alerts_round_once")]
