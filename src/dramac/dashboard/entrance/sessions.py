"""Signing in and out."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import cast

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dramac.dashboard import toasts
from dramac.dashboard.entrance import second_factor, throttles
from dramac.dashboard.entrance.forms import SignInForm
from dramac.dashboard.entrance.languages import in_readers_language
from dramac.dashboard.models import StaffSession
from dramac.dashboard.pages import go, safe_next, sent
from dramac.kit.throttle import TooMany
from dramac.tenancy.models import User
from dramac.tenancy.requests import SiteRequest

log = logging.getLogger("dramac.security")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_readers_language
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for e-mail address and password; lead to where the person wanted to go, or to their shops."""
    after = safe_next(
        request, request.POST.get("next") or request.GET.get("next"), otherwise=reverse("dashboard:sites")
    )
    if request.method != "POST" and request.user.is_authenticated:
        return go(request, after)
    form = SignInForm(sent(request))
    status = 200
    if request.method == "POST":
        try:
            person = _known(request, form) if form.is_valid() else None
            if person is not None:
                return (
                    second_factor.ask(request, person, after)
                    if person.second_factor
                    else let_in(request, person, after)
                )
            status = 422
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
    context = {"form": form, "next": after, "toasts": toasts.take(request) if request.method == "GET" else []}
    return render(request, "dashboard/entrance/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the cookie is worth nothing from now on."""
    auth.logout(request)
    return go(request, reverse("dashboard:sign-in"))


def sweep(*, now: datetime) -> int:
    """Remove sessions that have ended; returns how many."""
    removed, _detail = StaffSession.objects.filter(expire_date__lt=now).delete()
    return removed


def let_in(request: HttpRequest, person: User, after: str) -> HttpResponse:
    """Start a session under a new key, and lead to where the person wanted to go."""
    throttles.SIGN_IN.opened(person.email)
    auth.login(request, person)
    network = throttles.network(request)
    request.session["network"] = network
    request.session["agent"] = request.headers.get("User-Agent", "")
    log.info("signed in", extra={"person": str(person.pk), "network": network})
    return go(request, after)


def _known(request: HttpRequest, form: SignInForm) -> User | None:
    """Who it is, if address and password belong together; else the form says so. Raises TooMany."""
    email = form.cleaned_data["email"]
    throttles.SIGN_IN.knock(request, email, now=cast(SiteRequest, request).now)
    person = auth.authenticate(request, username=email, password=form.cleaned_data["password"])
    if isinstance(person, User):
        return person
    log.info("sign-in refused", extra={"network": throttles.network(request)})
    form.add_error(None, _("This e-mail address and password do not belong together."))
    return None
