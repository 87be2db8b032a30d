"""A lost password: a link by e-mail, and the page it leads to, where a new one is set. Invitations lead there, too."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dramac.dashboard import toasts
from dramac.dashboard.entrance import links, mails, throttles
from dramac.dashboard.entrance.forms import ForgottenForm, NewPasswordForm
from dramac.dashboard.entrance.languages import in_readers_language
from dramac.dashboard.pages import go, sent
from dramac.kit.throttle import TooMany
from dramac.tenancy import actions as tenancy
from dramac.tenancy.requests import SiteRequest

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
@in_readers_language
def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to an e-mail address; the answer is the same, and as quick, whether or not there is such a person."""
    form = ForgottenForm(sent(request))
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                email = form.cleaned_data["email"]
                throttles.FORGOTTEN.knock(request, email, now=cast(SiteRequest, request).now)
                mails.send_reset.enqueue(email, translation.get_language() or "en")
                return render(request, "dashboard/entrance/sent.html", {"email": email})
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
    return render(request, "dashboard/entrance/forgotten.html", {"form": form}, status=status)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(METHODS)
@in_readers_language
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Set a new password by a link from an e-mail. It ends every other session of the person, and the link itself."""
    person = links.bearer(token)
    if person is None:
        return render(request, "dashboard/entrance/dead_link.html", status=404)
    form = NewPasswordForm(sent(request), person=person)
    if request.method == "POST" and form.is_valid():
        tenancy.set_password(person=person, password=form.cleaned_data["password"])
        throttles.SIGN_IN.opened(person.email)
        toasts.add(request, _("Your password is set. Sign in with it."))
        return go(request, reverse("dashboard:sign-in"))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "person": person}
    response = render(request, "dashboard/entrance/new_password.html", context, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is a secret
    return response
