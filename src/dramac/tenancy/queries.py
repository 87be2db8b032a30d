"""Reads of sites and people that the frames and the other storeys ask for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet

from dramac.tenancy.models import AuditEntry, Domain, Membership, Site, User
from dramac.tenancy.rows import SiteQuerySet

KEPT_SECONDS = 30


def site_by_host(host: str) -> Site | None:
    """The active site whose storefront answers at `host` (without port); remembered for half a minute."""
    key = f"site-host:{host.lower()}"
    known = cache.get(key)
    if known is None:
        domain = Domain.objects.filter(host=host.lower(), site__is_active=True).select_related("site").first()
        known = domain.site if domain else False
        cache.set(key, known, KEPT_SECONDS)
    return known or None


def site_by_slug(slug: str) -> Site | None:
    """The active site with this short name; remembered for half a minute."""
    key = f"site-slug:{slug}"
    known = cache.get(key)
    if known is None:
        known = Site.objects.filter(slug=slug, is_active=True).first() or False
        cache.set(key, known, KEPT_SECONDS)
    return known or None


def site_by_id(site_id: UUID) -> Site:
    """The site with this key. Raises Site.DoesNotExist."""
    return Site.objects.get(pk=site_id)


def primary_host(site: Site) -> str | None:
    """The host name used in links to the site, if it has one of its own."""
    key = f"site-primary:{site.pk}"
    known = cache.get(key)
    if known is None:
        known = Domain.objects.filter(site=site, is_primary=True).values_list("host", flat=True).first() or ""
        cache.set(key, known, KEPT_SECONDS)
    return str(known) or None


def membership(site: Site, user: User) -> Membership | None:
    """The person's active membership of the site, if any. One statement."""
    return Membership.objects.of(site).filter(user=user, is_active=True).first()


def membership_at(slug: str, user: User) -> Membership | None:
    """The person's active membership of the active site with this short name, with site and person. One statement."""
    found = Membership.objects.filter(site__slug=slug, site__is_active=True, user=user, is_active=True)
    return found.select_related("site", "user").first()


def sites_of(user: User) -> list[Site]:
    """The active sites whose dashboards the person may open, by name. One statement."""
    keys = Membership.objects.filter(user=user, is_active=True).values("site_id")
    return list(Site.objects.filter(pk__in=keys, is_active=True))


def staff_of(site: Site) -> list[Membership]:
    """Who works on the site, by name. One statement."""
    return list(Membership.objects.of(site).select_related("user").order_by("user__name", "user__email"))


def active_sites() -> list[Site]:
    """Every active site, by name; for the worker's rounds and the command line."""
    return list(Site.objects.filter(is_active=True))


def member(site: Site, member_id: UUID) -> Membership | None:
    """A member of the site's staff by key, with the person. One statement."""
    return Membership.objects.of(site).select_related("user").filter(pk=member_id).first()


def trail(
    site: Site, *, subject: str = "", action: str = "", since: datetime | None = None, until: datetime | None = None
) -> SiteQuerySet[AuditEntry]:
    """The audit trail, to be put in order and cut: of one thing, of one kind of change, of `since` ≤ t < `until`."""
    chosen = {"subject": subject, "action": action, "created_at__gte": since, "created_at__lt": until}
    return AuditEntry.objects.of(site).filter(**{name: value for name, value in chosen.items() if value})


def forget(site: Site, *, host: str = "") -> None:
    """Forget what is remembered about a site that changed; other processes learn of it within half a minute."""
    cache.delete_many([f"site-slug:{site.slug}", f"site-primary:{site.pk}", f"site-host:{host}"])
    for name in Domain.objects.filter(site=site).values_list("host", flat=True):
        cache.delete(f"site-host:{name}")


def person(key: UUID | str) -> User | None:
    """The person with this key."""
    return User.objects.filter(pk=key).first()


def person_by_email(email: str) -> User | None:
    """The active person with this e-mail address, however it is capitalised."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def domains_of(site: Site) -> list[Domain]:
    """The host names of a site, the one in its links first. One statement."""
    return list(Domain.objects.filter(site=site).order_by("-is_primary", "host"))


def domain(site: Site, domain_id: UUID) -> Domain | None:
    """A host name of a site by key. One statement."""
    return Domain.objects.filter(site=site, pk=domain_id).first()


def audit_of(site: Site) -> QuerySet[AuditEntry]:
    """The site's trail, for a list."""
    return AuditEntry.objects.of(site)


def audit_actors(site: Site) -> list[str]:
    """Everyone who stands on the site's trail, by name; at most two hundred. One statement."""
    return list(AuditEntry.objects.of(site).order_by("actor").values_list("actor", flat=True).distinct()[:200])
