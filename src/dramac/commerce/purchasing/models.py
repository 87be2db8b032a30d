"""Tables of buying: suppliers, what they sell to us, purchase orders with their lines, deliveries and story."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from dramac.kit.clock import utc_now
from dramac.kit.fields import MinorField, non_negative
from dramac.kit.money import Minor
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow

Cost = MinorField[Minor | None, Minor | None]


class Supplier(SiteRow):
    """Someone who sells to the shop, in one `currency`. `minimum_order` is in minor units of it."""

    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3)
    address: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(null=True, blank=True)
    minimum_order: Cost = MinorField(null=True, blank=True, validators=non_negative())
    notes = models.TextField(max_length=2000, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["Supplier"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_suppliers"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "name"], name="purchasing_supplier_name")]


class SupplierItem(SiteRow):
    """A variant as a supplier sells it: at `unit_cost` (their currency), at least `minimum_lot`, in packs of `pack_size`.

    At most one supplier of a variant is preferred.
    """

    supplier = SiteForeignKey(Supplier, models.CASCADE)
    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    supplier_sku = models.CharField(max_length=120, blank=True)
    unit_cost: Cost = MinorField(null=True, blank=True, validators=non_negative())
    minimum_lot = models.PositiveIntegerField(default=1)
    pack_size = models.PositiveIntegerField(default=1)
    lead_time_days = models.PositiveSmallIntegerField(null=True, blank=True)
    is_preferred = models.BooleanField(default=False)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["SupplierItem"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_supplier_items"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "supplier", "variant"], name="purchasing_item_once"),
            models.UniqueConstraint(
                fields=["site", "variant"], condition=Q(is_preferred=True), name="purchasing_item_one_preferred"
            ),
            models.CheckConstraint(condition=Q(minimum_lot__gte=1, pack_size__gte=1), name="purchasing_item_packs"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "variant"], name="purchasing_item_variant")]


class PurchaseOrder(SiteRow):
    """Goods ordered from a supplier for a location. Amounts are in `currency`; `rate` is what one of it costs in the shop's.

    `state` is a member of `rules.State`. `spreads_costs` says that delivery and other costs are part of what the goods cost.
    """

    number = models.PositiveIntegerField()
    supplier = SiteForeignKey(Supplier, models.PROTECT)
    location = SiteForeignKey("inventory.Location", models.PROTECT)
    state = models.CharField(max_length=16, default="draft")
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=14, decimal_places=6, null=True, blank=True)
    shipping_cost: MinorField[Minor, Minor] = MinorField(default=0, validators=non_negative())
    other_cost: MinorField[Minor, Minor] = MinorField(default=0, validators=non_negative())
    spreads_costs = models.BooleanField(default=True)
    reference = models.CharField(max_length=120, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    updated_at = models.DateTimeField(default=utc_now)
    version = models.PositiveIntegerField(default=1)

    objects = SiteQuerySet["PurchaseOrder"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_purchase_orders"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "number"], name="purchasing_order_number")]
        indexes: ClassVar = [
            models.Index(fields=["site", "-created_at", "id"], name="purchasing_order_newest"),
            models.Index(fields=["site", "state", "expected_on"], name="purchasing_order_expected"),
        ]


class PurchaseOrderLine(SiteRow):
    """Units of a variant on a purchase order, and what became of them. `unit_cost` is in the order's currency.

    `landed_total` is what all `ordered` units cost in minor units of the shop's currency, with their part of the other costs,
    frozen as the order is sent. `received` came in, `rejected` were turned away, `cancelled` will not come.
    """

    order = SiteForeignKey(PurchaseOrder, models.CASCADE)
    position = models.PositiveIntegerField()
    variant = SiteForeignKey("catalog.Variant", models.PROTECT)
    title = models.CharField(max_length=600)
    sku = models.CharField(max_length=255, blank=True)
    supplier_sku = models.CharField(max_length=120, blank=True)
    ordered = models.PositiveIntegerField()
    unit_cost: Cost = MinorField(null=True, blank=True, validators=non_negative())
    landed_total: Cost = MinorField(null=True, blank=True)
    received = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)

    objects = SiteQuerySet["PurchaseOrderLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_purchase_order_lines"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "order", "variant"], name="purchasing_line_once"),
            models.CheckConstraint(condition=Q(ordered__gte=1), name="purchasing_line_ordered"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "variant"], name="purchasing_line_variant")]

    @property
    def open(self) -> int:
        """Units that are still to come."""
        return max(self.ordered - self.received - self.rejected - self.cancelled, 0)


class PurchaseReceipt(SiteRow):
    """A delivery. `key` makes recording it twice one delivery; `reversed_at` is when it was taken back as a mistake."""

    order = SiteForeignKey(PurchaseOrder, models.CASCADE)
    key = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    created_by = models.CharField(max_length=160)
    received_at = models.DateTimeField(default=utc_now)
    reversed_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet["PurchaseReceipt"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_purchase_receipts"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "order", "key"], name="purchasing_receipt_once"),
        ]


class PurchaseReceiptLine(SiteRow):
    """Units of a line in a delivery: that came in, of which batch, that were turned away, by how much incoming fell, and
    their worth."""

    receipt = SiteForeignKey(PurchaseReceipt, models.CASCADE)
    line = SiteForeignKey(PurchaseOrderLine, models.CASCADE)
    received = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    awaited = models.PositiveIntegerField(default=0)
    value: MinorField[Minor, Minor] = MinorField(default=0)
    batch = SiteForeignKey("inventory.Batch", models.PROTECT, null=True)

    objects = SiteQuerySet["PurchaseReceiptLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_purchase_receipt_lines"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "receipt", "line"], name="purchasing_receipt_line_once"),
        ]


class PurchaseOrderEntry(SiteRow):
    """A line of a purchase order's story. `details` hold what its words need."""

    order = SiteForeignKey(PurchaseOrder, models.CASCADE)
    kind = models.CharField(max_length=24)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    actor = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["PurchaseOrderEntry"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_purchase_order_entries"
        indexes: ClassVar = [models.Index(fields=["site", "order", "created_at"], name="purchasing_entry_story")]


class PurchaseOrderNumber(SiteRow):
    """The last number of a site's purchase orders: one row, locked until the transaction ends, so that none is left out."""

    last = models.PositiveIntegerField()

    objects = SiteQuerySet["PurchaseOrderNumber"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_purchase_order_numbers"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site"], name="purchasing_number_once")]
