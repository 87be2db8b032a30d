"""A person's authenticator: set up with a QR code, shown to work before it is asked for, removed with the password."""

from __future__ import annotations

from typing import Any

import pyotp
import segno
from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.dashboard.entrance import throttles
from dramac.dashboard.entrance.forms import CodeField, PasswordField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.kit.throttle import TooMany
from dramac.tenancy import actions as tenancy
from dramac.tenancy.models import User
from dramac.tenancy.requests import SiteRequest
from dramac.tenancy.rules import is_factor_required

ISSUER = "Dramac Commerce"
KEPT = "new_second_factor"


class ConfirmationForm(forms.Form):
    """The code that shows that the authenticator has the secret."""

    code = CodeField(label=gettext_lazy("Code from the authenticator"))


class PasswordForm(forms.Form):
    """The password once more, before a lock is taken off."""

    present = PasswordField(label=gettext_lazy("Present password"), autocomplete="current-password")


@page(needs=None, before_second_factor=True)
def second_factor(request: SiteRequest) -> HttpResponse:
    """Set an authenticator up, or say that there is one."""
    person = request.membership.user
    if person.second_factor:
        return _has_one(request, person, PasswordForm())
    secret = str(request.session.get(KEPT) or pyotp.random_base32())
    request.session[KEPT] = secret
    form = ConfirmationForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            throttles.SECOND_FACTOR.knock(request, person.email, now=request.now)
            code = form.cleaned_data["code"].replace(" ", "")
            codes = tenancy.confirm_second_factor(person=person, secret=secret, code=code, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            throttles.SECOND_FACTOR.opened(person.email)
            del request.session[KEPT]
            return show(request, "dashboard/security/recovery.html", codes=codes, is_new=True)
    return show(request, "dashboard/security/set_up.html", form=form, **_drawn(person, secret, request))


@page(needs=None, methods=("POST",), before_second_factor=True)
def recovery(request: SiteRequest) -> HttpResponse:
    """Make fresh recovery codes, given the password."""
    person = request.membership.user
    form = PasswordForm(sent(request))
    if not person.second_factor or not _is_they(request, person, form):
        return _has_one(request, person, form)
    return show(
        request, "dashboard/security/recovery.html", codes=tenancy.new_recovery_codes(person=person), is_new=False
    )


@page(needs=None, methods=("POST",), before_second_factor=True)
def second_factor_removal(request: SiteRequest) -> HttpResponse:
    """Take the authenticator off, given the password."""
    person = request.membership.user
    form = PasswordForm(sent(request))
    if not person.second_factor or not _is_they(request, person, form):
        return _has_one(request, person, form)
    tenancy.remove_second_factor(person=person)
    return done(request, _("Your password alone opens the door now."), to=here(request, "dashboard:second-factor"))


def _is_they(request: SiteRequest, person: User, form: PasswordForm) -> bool:
    if not form.is_valid():
        return False
    try:
        throttles.PASSWORD.knock(request, person.email, now=request.now)
    except TooMany as refusal:
        refuse(form, refusal)
        return False
    if person.check_password(form.cleaned_data["present"]):
        throttles.PASSWORD.opened(person.email)
        return True
    form.add_error("present", _("This is not your present password."))
    return False


def _has_one(request: SiteRequest, person: User, form: PasswordForm) -> HttpResponse:
    return show(
        request,
        "dashboard/security/second_factor.html",
        form=form,
        is_on=bool(person.second_factor),
        left=len(person.recovery_digests),
        is_required=is_factor_required(request.site.settings),
    )


def _drawn(person: User, secret: str, request: SiteRequest) -> dict[str, Any]:
    """The secret as a picture for a camera and as letters for a keyboard."""
    address = pyotp.TOTP(secret).provisioning_uri(name=person.email, issuer_name=ISSUER)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#000", light="#fff")
    letters = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"picture": picture, "letters": letters, "is_required": is_factor_required(request.site.settings)}
