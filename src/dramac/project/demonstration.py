"""`dramac demo`: the demonstration shops, filled and served, web and worker together."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from django.conf import settings

from dramac.kit.clock import utc_now
from dramac.project import preparing, server
from dramac.project.demo.filling import fill
from dramac.project.demo.shops import SHOPS
from dramac.tenancy import actions as tenancy
from dramac.tenancy import addresses, queries
from dramac.tenancy.models import Site

PASSWORD = "demonstration"  # noqa: S105  # of an owner who exists in the demonstration alone, printed for whoever runs it
WORKER = [sys.executable, "-m", "dramac.project.cli", "worker"]


def run(*, host: str, port: int, reload: bool, fill_only: bool, say: Callable[[str], object]) -> None:
    """Prepare, fill and serve; the worker ends with the server. Raises PortTaken before anything is done."""
    if not fill_only:
        server.check_free(host, port)
    settings.PUBLIC_URL = f"http://{host}:{port}"
    preparing.prepare(say=say)
    sites = fill(now=utc_now(), say=say)
    _let_the_owner_in()
    if fill_only:
        return
    worker = subprocess.Popen(WORKER)
    try:
        _announce(sites, say)
        server.serve(host=host, port=port, reload=reload)
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def _let_the_owner_in() -> None:
    person = queries.person_by_email(SHOPS[0].owner)
    if person is not None and not person.has_usable_password():
        tenancy.set_password(person=person, password=PASSWORD)


def _announce(sites: list[Site], say: Callable[[str], object]) -> None:
    say("")
    for site in sites:
        say(f"{site.name:14} shop       {addresses.shop_url(site)}/")
        say(f"{'':14} dashboard  {addresses.dashboard_page(site, 'dashboard:home')}")
    say(f"\nSign in with {SHOPS[0].owner} and the password: {PASSWORD}")
    say("E-mails are written to " + str(settings.EMAIL_FILE_PATH) + "\n")
