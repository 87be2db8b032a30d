"""Tables of orders. Everything an order says is frozen when it is placed; amounts are minor units of its currency."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dramac.kit.clock import utc_now
from dramac.kit.fields import MinorField, non_negative
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class OrderNumber(SiteRow):
    """The last order number given out on a site. Numbers are gapless: taken in the transaction that places the order."""

    last = models.PositiveIntegerField(default=1000)

    objects = SiteQuerySet["OrderNumber"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_order_numbers"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site"], name="orders_number_of_site")]


class Order(SiteRow):
    """A placed order.

    `state` is its life (open, completed, cancelled, expired); what was paid and what left the building are kept apart in
    `payment_state` and `fulfilment_state`. `token_digest` is the digest of the secret in the shopper's status link.
    `cart_id` and `key` make placing idempotent: one cart, one order; one key, one order. `refunded_total` is the sum of
    its refunds. `shipping_shares` is the delivery as it was billed, `taxes` all taxes by name and rate.
    """

    class State(models.TextChoices):
        OPEN = "open"
        COMPLETED = "completed"
        CANCELLED = "cancelled"
        EXPIRED = "expired"

    class PaymentState(models.TextChoices):
        PENDING = "pending"
        PARTLY_PAID = "partly_paid"
        PAID = "paid"
        PARTLY_REFUNDED = "partly_refunded"
        REFUNDED = "refunded"
        VOIDED = "voided"

    class FulfilmentState(models.TextChoices):
        UNFULFILLED = "unfulfilled"
        PARTLY = "partly_fulfilled"
        FULFILLED = "fulfilled"

    class Channel(models.TextChoices):
        WEBSITE = "website"
        QUOTE = "quote"
        MANUAL = "manual"

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    payment_state = models.CharField(max_length=16, choices=PaymentState.choices, default=PaymentState.PENDING)
    fulfilment_state = models.CharField(
        max_length=16, choices=FulfilmentState.choices, default=FulfilmentState.UNFULFILLED
    )
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEBSITE)
    currency = models.CharField(max_length=3)
    locale = models.CharField(max_length=16, blank=True)
    prices_include_tax = models.BooleanField()
    customer = SiteForeignKey("customers.Customer", models.PROTECT, null=True)
    email = models.CharField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    shipping_address: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    billing_address: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    shipping_method_id = models.UUIDField(null=True)
    shipping_method = models.CharField(max_length=120, blank=True)
    payment_method = models.CharField(max_length=120, blank=True)
    payment = SiteForeignKey("payments.Payment", models.PROTECT)
    subtotal = MinorField(validators=non_negative())
    discount_total = MinorField(default=0, validators=non_negative())
    shipping_total = MinorField(default=0, validators=non_negative())
    tax_total = MinorField(default=0, validators=non_negative())
    total = MinorField(validators=non_negative())
    refunded_total = MinorField(default=0, validators=non_negative())
    shipping_shares: models.JSONField[Any, Any] = models.JSONField(default=dict)
    taxes: models.JSONField[Any, Any] = models.JSONField(default=list)
    item_count = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=1000, blank=True)
    token_digest = models.CharField(max_length=64)
    cart_id = models.UUIDField(null=True)
    key = models.CharField(max_length=80, blank=True)
    placed_at = models.DateTimeField(default=utc_now)
    expires_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["Order"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_orders"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "number"], name="orders_number"),
            models.UniqueConstraint(fields=["site", "cart_id"], name="orders_one_per_cart"),
            models.UniqueConstraint(fields=["site", "token_digest"], name="orders_token"),
            models.UniqueConstraint(fields=["site", "key"], condition=~Q(key=""), name="orders_one_per_key"),
            models.CheckConstraint(condition=Q(refunded_total__lte=F("total")), name="orders_refund_within_total"),
            models.CheckConstraint(condition=Q(total__gte=0, refunded_total__gte=0), name="orders_not_negative"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "-placed_at", "id"], name="orders_newest"),
            models.Index(fields=["site", "state", "-placed_at"], name="orders_by_state"),
            models.Index(fields=["site", "payment_state", "-placed_at"], name="orders_by_payment"),
            models.Index(fields=["site", "fulfilment_state", "-placed_at"], name="orders_by_fulfilment"),
            models.Index(fields=["site", "customer", "-placed_at"], name="orders_of_customer"),
            models.Index(fields=["site", "email"], name="orders_by_email"),
            models.Index(fields=["site", "closed_at"], condition=~Q(closed_at=None), name="orders_by_close"),
            models.Index(
                fields=["expires_at"], condition=Q(state="open", payment_state="pending"), name="orders_expiring"
            ),
        ]


class OrderLine(SiteRow):
    """One thing that was bought, frozen: title, price, and its shares of discount and tax.

    `waits` counts its units that were not there when it was ordered, `waiting_as` what they were sold as, `promised_on` the day
    that the shopper was promised, if any.

    `gross` = unit price × quantity; `net` = gross − discount, as the price is meant (with or without tax); `total` is what
    the shopper pays for the line, tax included. `taxes` is `[{"name", "rate", "amount"}, …]`.
    `fulfilled` counts units that left, `returned` those of them that were paid back, `cancelled` those that will not leave,
    `refunded` all that were paid back.
    """

    class WaitingAs(models.TextChoices):
        BACK_ORDER = "back_order", _("Back-order")
        PRE_ORDER = "pre_order", _("Pre-order")

    order = SiteForeignKey(Order, models.CASCADE)
    position = models.PositiveIntegerField(default=0)
    product_id = models.UUIDField(null=True)
    variant = SiteForeignKey("catalog.Variant", models.PROTECT, null=True)
    title = models.CharField(max_length=255)
    variant_title = models.CharField(max_length=800, blank=True)
    sku = models.CharField(max_length=255, blank=True)
    image_file = models.CharField(max_length=255, blank=True)
    quantity = models.PositiveIntegerField()
    unit_price = MinorField(validators=non_negative())
    unit_cost = MinorField(null=True, validators=non_negative())
    weight_g = models.PositiveIntegerField(default=0)
    requires_shipping = models.BooleanField(default=True)
    gross = MinorField(validators=non_negative())
    discount = MinorField(default=0, validators=non_negative())
    net = MinorField(validators=non_negative())
    tax = MinorField(default=0, validators=non_negative())
    total = MinorField(validators=non_negative())
    taxes: models.JSONField[Any, Any] = models.JSONField(default=list)
    discounts: models.JSONField[Any, Any] = models.JSONField(default=list)
    location = SiteForeignKey("inventory.Location", models.PROTECT, null=True)
    holds_stock = models.BooleanField(default=True)
    waiting_as = models.CharField(max_length=12, choices=WaitingAs.choices, blank=True, default="", db_default="")
    waits = models.PositiveIntegerField(default=0, db_default=0)
    promised_on = models.DateField(null=True, blank=True)
    fulfilled = models.PositiveIntegerField(default=0)
    refunded = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)

    objects = SiteQuerySet["OrderLine"].as_manager()

    @property
    def still_waits(self) -> int:
        """Units that were not there when they were ordered and have not left yet."""
        return min(self.waits, self.quantity - self.fulfilled - self.cancelled)

    class Meta:
        db_table = "mod_ecommod01_order_items"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "order", "position"], name="orders_line_position"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="orders_line_quantity"),
            models.CheckConstraint(
                condition=Q(fulfilled__lte=F("quantity") - F("cancelled")), name="orders_line_fulfilled"
            ),
            models.CheckConstraint(condition=Q(refunded__lte=F("quantity")), name="orders_line_refunded"),
            models.CheckConstraint(condition=Q(returned__lte=F("fulfilled")), name="orders_line_returned"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "variant"], name="orders_line_variant"),
            models.Index(fields=["site", "promised_on"], condition=Q(waits__gt=0), name="orders_waiting"),
        ]


class Fulfilment(SiteRow):
    """Units of an order that left together, with the carrier's tracking where there is one."""

    order = SiteForeignKey(Order, models.CASCADE)
    carrier = models.CharField(max_length=80, blank=True)
    tracking_number = models.CharField(max_length=120, blank=True)
    tracking_url = models.URLField(max_length=1000, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Fulfilment"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_fulfilments"
        indexes: ClassVar = [models.Index(fields=["site", "order"], name="orders_fulfilment_of")]


class FulfilmentLine(SiteRow):
    """How many units of a line left in a fulfilment."""

    fulfilment = SiteForeignKey(Fulfilment, models.CASCADE)
    line = SiteForeignKey(OrderLine, models.CASCADE)
    quantity = models.PositiveIntegerField()

    objects = SiteQuerySet["FulfilmentLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_fulfilment_items"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "fulfilment", "line"], name="orders_fulfilment_line"),
        ]


class Refund(SiteRow):
    """Money given back. `amount` is the sum of its lines and of `shipping_amount`, the part of the delivery.

    `other_amount` is how much of it was given as an amount and spread over lines and delivery, instead of for units.
    `key` makes refunding idempotent, and is the operation id towards the provider. `failed_at` is set when a provider
    refused in the end: such a refund counts nowhere.
    """

    order = SiteForeignKey(Order, models.CASCADE)
    amount = MinorField(validators=non_negative())
    tax = MinorField(default=0, validators=non_negative())
    shipping_amount = MinorField(default=0, validators=non_negative())
    shipping_taxes: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    other_amount = MinorField(default=0, validators=non_negative())
    reason = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=80)
    failed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Refund"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_refunds"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "order", "key"], name="orders_refund_once")]
        indexes: ClassVar = [models.Index(fields=["site", "-created_at"], name="orders_refund_recent")]


class RefundLine(SiteRow):
    """Units of a line that were paid back, their share of the money, and whether they went back into stock.

    Without units it is the line's share of an amount. `taxes` are the parts of `tax`, in the order of the line's taxes.
    """

    refund = SiteForeignKey(Refund, models.CASCADE)
    line = SiteForeignKey(OrderLine, models.CASCADE)
    quantity = models.PositiveIntegerField()
    amount = MinorField(validators=non_negative())
    tax = MinorField(default=0, validators=non_negative())
    taxes: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    restocked = models.BooleanField(default=False)

    objects = SiteQuerySet["RefundLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_refund_items"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "refund", "line"], name="orders_refund_line"),
        ]


class TimelineEntry(SiteRow):
    """One line of an order's story: what happened, who did it, when; staff comments are `kind` note.

    The words are made when it is shown, from `kind` and `details`, so that they follow the reader's language.
    """

    order = SiteForeignKey(Order, models.CASCADE)
    kind = models.CharField(max_length=40)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    actor = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["TimelineEntry"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_order_timeline_entries"
        indexes: ClassVar = [models.Index(fields=["site", "order", "created_at"], name="orders_timeline")]
