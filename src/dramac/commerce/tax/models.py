"""Tables of tax: classes of goods, and rates by place and class."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from dramac.tenancy.rows import SiteQuerySet, SiteRow


class TaxClass(SiteRow):
    """A class of goods taxed alike (standard, reduced, zero). `key` is what products refer to."""

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=120)

    objects = SiteQuerySet["TaxClass"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_tax_classes"
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "key"], name="tax_class_key")]


class TaxRate(SiteRow):
    """A rate in per cent for a class of goods in a place; empty region means the whole country.

    `postcodes` (exact, or a beginning and a star) and `cities` narrow the place further; empty lists mean all of it.
    """

    name = models.CharField(max_length=120)
    rate = models.DecimalField(max_digits=7, decimal_places=4)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=120, blank=True)
    tax_class = models.CharField(max_length=40, default="standard")
    applies_to_shipping = models.BooleanField(default=True)
    priority = models.PositiveSmallIntegerField(default=1)
    is_compound = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    postcodes: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    cities: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)

    objects = SiteQuerySet["TaxRate"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_tax_rates"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "country", "region", "tax_class", "priority", "name"], name="tax_rate_once"
            ),
            models.CheckConstraint(condition=Q(rate__gte=0, rate__lte=100), name="tax_rate_percent"),
        ]
