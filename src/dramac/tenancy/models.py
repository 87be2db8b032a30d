"""Sites, their domains, people, memberships and the audit trail."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.tenancy.roles import Role, may
from dramac.tenancy.rows import SiteQuerySet, SiteRow


class Site(models.Model):
    """One shop: a storefront, a dashboard and an API of its own, in one currency, time zone and language.

    `currency` is an ISO 4217 code; `locale` a BCP 47 tag; `country` an ISO 3166 alpha-2 code, where the business is.
    `prices_include_tax` says how catalogue prices are meant. `settings` holds the settings of each area by its name; the part
    that obeys them declares them (`kit.settings`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(
        max_length=63,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\Z", _("Use small letters, digits and hyphens."))],
    )
    name = models.CharField(max_length=120)
    currency = models.CharField(max_length=3, default="EUR")
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=16, default="en-GB")
    country = models.CharField(max_length=2, default="IE")
    prices_include_tax = models.BooleanField(default=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    postal_address = models.TextField(max_length=500, blank=True)
    tagline = models.CharField(max_length=200, blank=True)
    theme: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    pages: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    settings: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    class Meta:
        db_table = "mod_ecommod01_sites"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the site's days, schedules and windows are meant."""
        return ZoneInfo(self.time_zone)


class Domain(models.Model):
    """A host name under which a site's storefront answers; exactly one of a site's domains is its address in links."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey(Site, models.CASCADE, related_name="domains")
    host = models.CharField(max_length=253, unique=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        db_table = "mod_ecommod01_domains"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site"], condition=models.Q(is_primary=True), name="tenancy_domain_one_primary"
            ),
        ]

    def __str__(self) -> str:
        return self.host


class People(BaseUserManager["User"]):
    """How people are found and made: by e-mail address, in small letters."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with this e-mail address, however it is capitalised."""
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> User:
        """A person who can sign in to the dashboards of the sites they are a member of."""
        person = self.model(email=email.strip().lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class User(AbstractBaseUser):
    """A member of staff, on one site or several. Shoppers are customers of a site, not users.

    `second_factor` is the sealed secret of their authenticator (RFC 6238), empty where there is none; `second_factor_step` the
    last time step a code was taken for, so that none is taken twice; `recovery_digests` those of recovery codes not yet used.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    preferences: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)
    second_factor = models.CharField(max_length=300, blank=True)
    second_factor_step = models.BigIntegerField(default=0)
    recovery_digests: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    USERNAME_FIELD = "email"
    objects = People()

    class Meta:
        db_table = "mod_ecommod01_users"

    def __str__(self) -> str:
        return self.name or self.email


class Membership(SiteRow):
    """A person's place among the staff of a site."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role], default=Role.VIEWER)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = SiteQuerySet["Membership"].as_manager()

    class Meta:
        db_table = "mod_ecommod01_memberships"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "user"], name="tenancy_membership_once"),
        ]

    def may(self, permission: str) -> bool:
        """Whether this membership grants `permission` (`area.verb`)."""
        return self.is_active and may(Role(self.role), permission)


class AuditQuerySet(SiteQuerySet["AuditEntry"]):
    """The trail, newest first."""

    def about(self, subject: str) -> Self:
        """Entries about one thing, by its name and key (`product:0190…`)."""
        return self.filter(subject=subject)


class AuditEntry(SiteRow):
    """Who did what, when, on a site. Written by actions; never changed."""

    actor = models.CharField(max_length=160)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=160)
    details: models.JSONField[Any, Any] = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=utc_now, editable=False)

    objects = AuditQuerySet.as_manager()

    class Meta:
        db_table = "mod_ecommod01_audit_entries"
        indexes: ClassVar = [
            models.Index(fields=["site", "-created_at"], name="tenancy_audit_recent"),
            models.Index(fields=["site", "subject"], name="tenancy_audit_subject"),
        ]
