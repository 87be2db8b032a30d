"""Tables of transfers: a transfer, its lines, what came of them, and its story."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from dramac.kit.clock import utc_now
from dramac.kit.fields import MinorField
from dramac.kit.money import Minor
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class StockTransfer(SiteRow):
    """Goods that one location sends to another. `state` is a member of `rules.State`; the numbers of a site have no gap."""

    number = models.PositiveIntegerField()
    origin = SiteForeignKey("inventory.Location", models.PROTECT)
    destination = SiteForeignKey("inventory.Location", models.PROTECT)
    state = models.CharField(max_length=16, default="draft")
    expected_on = models.DateField(null=True, blank=True)
    carrier = models.CharField(max_length=120, blank=True)
    tracking = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(default=utc_now)
    version = models.PositiveIntegerField(default=1)

    objects = SiteQuerySet["StockTransfer"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_transfers"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "number"], name="transfers_transfer_number"),
            models.CheckConstraint(condition=~Q(origin=F("destination")), name="transfers_transfer_moves"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "-created_at", "id"], name="transfers_transfer_newest"),
            models.Index(fields=["site", "state", "expected_on"], name="transfers_transfer_expected"),
        ]


class StockTransferLine(SiteRow):
    """Units of a variant on a transfer, and what became of them.

    `quantity` is to be sent; once the goods left, `sent` units worth `value` are out. Of these `received` came whole and
    `damaged` came broken, `lost` never came, `returned` went back; `found` of those that came were more than was sent. What
    became of the value stands in `value_received`, `value_lost` and `value_returned`; the rest is on its way. Minor units of the
    site's currency.
    """

    transfer = SiteForeignKey(StockTransfer, models.CASCADE)
    position = models.PositiveIntegerField()
    variant = SiteForeignKey("catalog.Variant", models.PROTECT)
    title = models.CharField(max_length=600)
    sku = models.CharField(max_length=255, blank=True)
    quantity = models.PositiveIntegerField()
    sent = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    damaged = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    value: MinorField[Minor, Minor] = MinorField(default=0)
    value_received: MinorField[Minor, Minor] = MinorField(default=0)
    value_lost: MinorField[Minor, Minor] = MinorField(default=0)
    value_returned: MinorField[Minor, Minor] = MinorField(default=0)

    objects = SiteQuerySet["StockTransferLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_transfer_lines"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "transfer", "variant"], name="transfers_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="transfers_line_quantity"),
            models.CheckConstraint(
                condition=Q(sent__gte=F("received") + F("damaged") + F("lost") + F("returned") - F("found")),
                name="transfers_line_adds_up",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "variant"], name="transfers_line_variant")]

    @property
    def open(self) -> int:
        """Units that are still on their way."""
        return self.sent - self.received - self.damaged - self.lost - self.returned + self.found

    @property
    def value_open(self) -> Minor:
        """What those are worth."""
        return self.value - self.value_received - self.value_lost - self.value_returned


class StockTransferReceipt(SiteRow):
    """What came at one time, or was given up. `key` makes recording it twice one receipt; `is_closing` gave up all that had
    not come; `reversed_at` is when it was taken back as a mistake."""

    transfer = SiteForeignKey(StockTransfer, models.CASCADE)
    key = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    is_closing = models.BooleanField(default=False)
    created_by = models.CharField(max_length=160)
    received_at = models.DateTimeField(default=utc_now)
    reversed_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet["StockTransferReceipt"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_transfer_receipts"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "transfer", "key"], name="transfers_receipt_once"),
        ]


class StockTransferReceiptLine(SiteRow):
    """Units of a line in a receipt: come whole, come damaged, lost, and of those that came more than was sent.

    `value` is what they brought of the value that left, `booked` by how much the destination's rose by it (units that were sold
    before they came have no worth), `value_lost` what the lost ones took, `value_found` what those found are worth. Minor units.
    """

    receipt = SiteForeignKey(StockTransferReceipt, models.CASCADE)
    line = SiteForeignKey(StockTransferLine, models.CASCADE)
    received = models.PositiveIntegerField(default=0)
    damaged = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    value: MinorField[Minor, Minor] = MinorField(default=0)
    booked: MinorField[Minor, Minor] = MinorField(default=0)
    value_lost: MinorField[Minor, Minor] = MinorField(default=0)
    value_found: MinorField[Minor, Minor] = MinorField(default=0)

    objects = SiteQuerySet["StockTransferReceiptLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_transfer_receipt_lines"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "receipt", "line"], name="transfers_receipt_line_once"),
        ]

    @property
    def awaited(self) -> int:
        """Units that came and had been on their way."""
        return self.received + self.damaged - self.found


class StockTransferEntry(SiteRow):
    """A line of a transfer's story. `details` hold what its words need."""

    transfer = SiteForeignKey(StockTransfer, models.CASCADE)
    kind = models.CharField(max_length=24)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    actor = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["StockTransferEntry"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_transfer_entries"
        indexes: ClassVar = [models.Index(fields=["site", "transfer", "created_at"], name="transfers_entry_story")]


class StockTransferNumber(SiteRow):
    """The last number of a site's transfers: one row, locked until the transaction ends, so that none is left out."""

    last = models.PositiveIntegerField()

    objects = SiteQuerySet["StockTransferNumber"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_stock_transfer_numbers"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site"], name="transfers_number_once")]
