"""Signing in and out."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import cast

from django.contrib import auth
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dramac.dashboard import toasts
from dramac.dashboard.entrance import throttles
from dramac.dashboard.entrance.forms import SignInForm
from dramac.dashboard.entrance.languages import in_readers_language
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
            if form.is_valid() and _let_in(request, form):
                return go(request, after)
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
    removed, _detail = Session.objects.filter(expire_date__lt=now).delete()
    return removed


def _let_in(request: HttpRequest, form: SignInForm) -> bool:
    """Start a session under a new key if address and password belong together. Raises TooMany."""
    email = form.cleaned_data["email"]
    throttles.SIGN_IN.knock(request, email, now=cast(SiteRequest, request).now)
    person = auth.authenticate(request, username=email, password=form.cleaned_data["password"])
    if not isinstance(person, User):
        log.info("sign-in refused", extra={"network": throttles.network(request)})
        form.add_error(None, _("This e-mail address and password do not belong together."))
        return False
    throttles.SIGN_IN.opened(email)
    auth.login(request, person)
    log.info("signed in", extra={"person": str(person.pk), "network": throttles.network(request)})
    return True
