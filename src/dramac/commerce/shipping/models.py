"""Tables of shipping: the methods a site offers. Amounts are minor units of the site's currency; weights grams."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dramac.kit.fields import MinorField, non_negative
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class ShippingMethod(SiteRow):
    """A way to get goods to the shopper. `kind` is a member of `rules.ShippingKind`.

    `countries` lists ISO codes and `regions` `CC-REGION` codes; both empty means everywhere. `bands` is
    `[{"up_to_g": 1000, "amount": 490}, …]` for methods by weight; the last band may have no limit.
    """

    name = models.CharField(max_length=120)
    description = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10)
    amount = MinorField(default=0, validators=non_negative())
    free_over = MinorField(null=True, blank=True, validators=non_negative())
    bands: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    countries: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    regions: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    min_subtotal = MinorField(null=True, blank=True, validators=non_negative())
    max_subtotal = MinorField(null=True, blank=True, validators=non_negative())
    min_weight_g = models.PositiveIntegerField(null=True, blank=True)
    max_weight_g = models.PositiveIntegerField(null=True, blank=True)
    tax_class = models.CharField(max_length=40, default="standard")
    min_days = models.PositiveSmallIntegerField(null=True, blank=True)
    max_days = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    objects = SiteQuerySet["ShippingMethod"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_shipping_methods"
        indexes: ClassVar = [models.Index(fields=["site", "position"], name="shipping_method_order")]
