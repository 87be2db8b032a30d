"""Tables of carts. A cart's secret is in the shopper's cookie; the table keeps its digest."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class Cart(SiteRow):
    """What a shopper means to buy, and what they have told so far at checkout.

    `version` counts changes, so that a checkout can say the cart moved under it. `address` and `billing_address` hold the
    fields of an address form; `country`, `region` and `postcode` inside them decide shipping and tax.
    """

    class State(models.TextChoices):
        OPEN = "open"
        ORDERED = "ordered"
        MERGED = "merged"

    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    customer = SiteForeignKey("customers.Customer", models.SET_NULL, null=True, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    billing_address: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    shipping_method_id = models.UUIDField(null=True, blank=True)
    payment_method_id = models.UUIDField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    channel = models.CharField(max_length=10, default="website")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    updated_at = models.DateTimeField(default=utc_now)

    objects = SiteQuerySet["Cart"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_carts"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "digest"], name="cart_digest")]
        indexes: ClassVar = [
            models.Index(fields=["site", "customer"], condition=Q(state="open"), name="cart_of_customer"),
            models.Index(fields=["site", "updated_at"], condition=Q(state="open"), name="cart_idle"),
        ]


class CartLine(SiteRow):
    """A variant and how many of it. `seen_price` is the unit price (minor units) the shopper last saw."""

    cart = SiteForeignKey(Cart, models.CASCADE)
    variant = SiteForeignKey("catalog.Variant", models.CASCADE)
    quantity = models.PositiveIntegerField()
    seen_price = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["CartLine"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_cart_items"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "cart", "variant"], name="cart_line_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="cart_line_quantity"),
        ]
