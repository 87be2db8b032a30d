"""Opening a shop: the site, its owner, and the host name it answers at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.kit.refusal import Refused
from dramac.tenancy import audit, rules
from dramac.tenancy.actions.add_domain import add_domain
from dramac.tenancy.actions.invite import invite
from dramac.tenancy.actions.particulars import check_particulars
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role


class CannotCreateSite(Refused):
    """The short name is taken, reserved or malformed."""

    code = "cannot_create_site"


@dataclass(frozen=True, slots=True)
class NewSite:
    """What a shop begins with. `slug` and `currency` stay for good; `domain` is optional."""

    slug: str
    name: str
    currency: str = "EUR"
    country: str = "IE"
    time_zone: str = "UTC"
    locale: str = "en-GB"
    prices_include_tax: bool = True
    domain: str = ""


def create_site(*, plan: NewSite, owner: str, by: Actor, now: datetime) -> Site:
    """Open a shop whose owner has the e-mail address `owner`; they are sent a link to set a password if they are new.

    Raises CannotCreateSite, CannotEditSite (an unknown currency, country, time zone or language) and CannotAddDomain.
    """
    if not rules.is_free_to_take(plan.slug):
        raise CannotCreateSite(_("Use small letters, digits and hyphens, and not a reserved word."), field="slug")
    check_particulars(_particulars(plan))
    with transaction.atomic():
        if Site.objects.filter(slug=plan.slug).exists():
            raise CannotCreateSite(_("Another shop has this short name."), field="slug")
        site = Site(slug=plan.slug, currency=plan.currency, created_at=now, **_particulars(plan, currency=False))
        try:
            site.full_clean(validate_unique=False)
        except ValidationError as error:
            raise CannotCreateSite("; ".join(error.messages)) from error
        site.save()
        audit.write(site, by=by, action="site.created", subject=f"site:{site.pk}", now=now)
        if plan.domain:
            add_domain(site=site, host=plan.domain, by=by, now=now)
        invite(site=site, email=owner, role=Role.OWNER, by=by, now=now)
    return site


def _particulars(plan: NewSite, *, currency: bool = True) -> dict[str, object]:
    found: dict[str, object] = {
        "name": plan.name,
        "country": plan.country,
        "time_zone": plan.time_zone,
        "locale": plan.locale,
        "prices_include_tax": plan.prices_include_tax,
    }
    return {**found, "currency": plan.currency} if currency else found
