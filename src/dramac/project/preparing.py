"""Getting an installation and its shops ready: tables, static files, and what a new shop begins with."""

from __future__ import annotations

from collections.abc import Callable

from django.core.management import call_command

from dramac.kit.clock import utc_now
from dramac.kit.statements import learn_sizes
from dramac.project.furnishing import furnish
from dramac.tenancy import actions as tenancy
from dramac.tenancy import addresses
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

Say = Callable[[str], object]


def prepare(*, say: Say) -> None:
    """Bring the tables to this version and gather static files; quick when nothing changed."""
    say("Bringing the database to this version…")
    call_command("migrate", verbosity=0, interactive=False)
    learn_sizes()
    say("Gathering static files…")
    call_command("collectstatic", verbosity=0, interactive=False)


def create_site(plan: tenancy.NewSite, *, owner: str, say: Say) -> Site:
    """Open a shop, furnish it, and say where it is. The owner gets an e-mail with a link to set a password.

    Raises the refusals of `tenancy.actions.create_site`.
    """
    now = utc_now()
    site = tenancy.create_site(plan=plan, owner=owner, by=SYSTEM, now=now)
    furnish(site, by=SYSTEM, now=now)
    say(f"Shop      {addresses.shop_url(site)}/")
    say(f"Dashboard {addresses.dashboard_page(site, 'dashboard:home')}")
    say(f"{owner} is sent a link to set a password once the worker runs.")
    return site
