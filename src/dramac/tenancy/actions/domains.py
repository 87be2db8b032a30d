"""Choosing among a site's host names, and giving one up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.kit.refusal import Refused
from dramac.tenancy import audit, queries
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Domain, Site


class CannotRemoveDomain(Refused):
    """The host name is the shop's address in links while it has others."""

    code = "cannot_remove_domain"


def prefer_domain(*, site: Site, domain: Domain, by: Actor, now: datetime) -> None:
    """Let links to the site use this one of its host names."""
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)
        kept = Domain.objects.get(site=site, pk=domain.pk)
        if not kept.is_primary:
            Domain.objects.filter(site=site, is_primary=True).update(is_primary=False)
            Domain.objects.filter(site=site, pk=kept.pk).update(is_primary=True)
            audit.write(site, by=by, action="domain.preferred", subject=f"domain:{kept.host}", now=now)
    queries.forget(site)


def remove_domain(*, site: Site, domain: Domain, by: Actor, now: datetime) -> None:
    """Let the site answer at this host name no more. Raises CannotRemoveDomain for the one that links use, while there are
    others that could."""
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)
        kept = Domain.objects.get(site=site, pk=domain.pk)
        if kept.is_primary and Domain.objects.filter(site=site).exclude(pk=kept.pk).exists():
            raise CannotRemoveDomain(_("Links use this host name. Prefer another one first."))
        kept.delete()
        audit.write(site, by=by, action="domain.removed", subject=f"domain:{kept.host}", now=now)
    queries.forget(site, host=kept.host)
