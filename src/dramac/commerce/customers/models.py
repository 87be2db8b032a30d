"""Tables of the people who buy. An e-mail address is kept as typed and, for identity, normalised."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dramac.kit.clock import utc_now
from dramac.tenancy.fields import SiteForeignKey
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class Customer(SiteRow):
    """Someone who bought, or signed in, on a site. Known by normalised e-mail address (`email_key`)."""

    email = models.EmailField(max_length=254)
    email_key = models.CharField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    accepts_marketing = models.BooleanField(default=False)
    has_account = models.BooleanField(default=False)
    note = models.TextField(max_length=5000, blank=True)
    locale = models.CharField(max_length=16, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    updated_at = models.DateTimeField(default=utc_now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = SiteQuerySet["Customer"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_customers"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "email_key"], name="customers_email"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["site", "-created_at", "id"], name="customers_newest"),
            models.Index(fields=["site", "name"], name="customers_name"),
        ]


class CustomerAddress(SiteRow):
    """A postal address a customer keeps. Orders hold their own copy, frozen when they are placed."""

    customer = SiteForeignKey(Customer, models.CASCADE)
    name = models.CharField(max_length=200)
    company = models.CharField(max_length=200, blank=True)
    line1 = models.CharField(max_length=200)
    line2 = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2)
    phone = models.CharField(max_length=40, blank=True)
    is_default = models.BooleanField(default=False)

    objects = SiteQuerySet["CustomerAddress"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_customer_addresses"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "customer"], condition=Q(is_default=True), name="customers_one_default_address"
            ),
        ]


class CustomerTag(SiteRow):
    """A word that staff put on a customer to find and group people."""

    customer = SiteForeignKey(Customer, models.CASCADE)
    tag = models.CharField(max_length=60)

    objects = SiteQuerySet["CustomerTag"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_customer_tags"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "tag", "customer"], name="customers_tag_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "customer", "tag"], name="customers_tags_of_customer")]


class SignInCode(SiteRow):
    """A one-time code sent by e-mail; only its digest is kept, for a short time and a few tries."""

    email_key = models.CharField(max_length=254)
    digest = models.CharField(max_length=128)
    tries_left = models.PositiveSmallIntegerField(default=5)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SiteQuerySet["SignInCode"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_sign_in_codes"
        indexes: ClassVar = [models.Index(fields=["site", "email_key", "-expires_at"], name="customers_code_latest")]


class CustomerSession(SiteRow):
    """A signed-in browser of a customer; the cookie holds the secret, the table its digest."""

    customer = SiteForeignKey(Customer, models.CASCADE)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=utc_now, editable=False)
    expires_at = models.DateTimeField()

    objects = SiteQuerySet["CustomerSession"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_customer_sessions"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "digest"], name="customers_session_digest"),
        ]
