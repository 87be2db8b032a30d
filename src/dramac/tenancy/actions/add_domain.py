"""Giving a site a host name of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.kit.refusal import Refused
from dramac.tenancy import audit, queries, rules
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Domain, Site


class CannotAddDomain(Refused):
    """The host name is malformed, or another shop answers at it."""

    code = "cannot_add_domain"


def add_domain(*, site: Site, host: str, by: Actor, now: datetime) -> Domain:
    """Let the site's storefront answer at `host`; a site's first host name becomes its address in links.

    Raises CannotAddDomain.
    """
    name = host.strip().lower().rstrip(".")
    if not rules.is_host(name):
        raise CannotAddDomain(
            _("Enter a host name such as shop.example.com, without https and without a path."), field="host"
        )
    with transaction.atomic():
        Site.objects.select_for_update().get(pk=site.pk)
        if Domain.objects.filter(host=name).exists():
            raise CannotAddDomain(_("A shop answers at this host name already."), field="host")
        first = not Domain.objects.filter(site=site).exists()
        domain = Domain.objects.create(site=site, host=name, is_primary=first)
        audit.write(site, by=by, action="domain.added", subject=f"domain:{domain.pk}", now=now, details={"host": name})
    queries.forget(site, host=name)
    return domain
