"""The second step of signing in, for those who have an authenticator: the password alone opens nothing."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dramac.dashboard.entrance import sessions, throttles
from dramac.dashboard.entrance.forms import SecondFactorForm
from dramac.dashboard.entrance.languages import in_readers_language
from dramac.dashboard.pages import go, sent
from dramac.kit.throttle import TooMany
from dramac.tenancy import actions as tenancy
from dramac.tenancy import queries
from dramac.tenancy.models import User
from dramac.tenancy.requests import SiteRequest

log = logging.getLogger("dramac.security")
WAITS = timedelta(minutes=10)
KEPT = "waits_for_code"


def ask(request: HttpRequest, person: User, after: str) -> HttpResponse:
    """The password was right: ask for the code, and remember for ten minutes who is to give it."""
    request.session.cycle_key()
    until = cast(SiteRequest, request).now + WAITS
    request.session[KEPT] = {
        "person": str(person.pk),
        "after": after,
        "until": until.isoformat(),
        "mark": _mark(person),
    }
    return go(request, reverse("dashboard:second-step"))


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_readers_language
def second_step(request: HttpRequest) -> HttpResponse:
    """Take the code; whoever waited too long begins anew."""
    waiting = _waiting(request)
    if waiting is None:
        return go(request, reverse("dashboard:sign-in"))
    person, after = waiting
    form = SecondFactorForm(sent(request))
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid() and _fits(request, person, form):
                request.session.pop(KEPT, None)
                return sessions.let_in(request, person, after)
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
    return render(request, "dashboard/entrance/second_step.html", {"form": form}, status=status)


def _fits(request: HttpRequest, person: User, form: SecondFactorForm) -> bool:
    now = cast(SiteRequest, request).now
    throttles.SECOND_FACTOR.knock(request, person.email, now=now)
    if tenancy.use_second_factor(person=person, code=form.cleaned_data["code"], now=now):
        throttles.SECOND_FACTOR.opened(person.email)
        return True
    log.info("second factor refused", extra={"person": str(person.pk), "network": throttles.network(request)})
    form.add_error("code", _("This code does not fit, or was used before."))
    return False


def _waiting(request: HttpRequest) -> tuple[User, str] | None:
    kept = request.session.get(KEPT)
    if not kept or datetime.fromisoformat(kept["until"]) < cast(SiteRequest, request).now:
        return None
    person = queries.person(kept["person"])
    is_same = person is not None and person.is_active and _mark(person) == kept["mark"]
    return (person, kept["after"]) if person is not None and is_same else None


def _mark(person: User) -> str:
    """Changes with the password, so that a new one ends what an old one began."""
    return person.get_session_auth_hash()
