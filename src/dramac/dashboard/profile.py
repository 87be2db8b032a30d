"""A person's own page: name, language, look, password."""

from __future__ import annotations

from typing import cast

from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from dramac.dashboard.entrance import throttles
from dramac.dashboard.entrance.forms import ChangePasswordForm
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.throttle import TooMany
from dramac.tenancy import actions as tenancy
from dramac.tenancy.requests import SiteRequest


class ProfileForm(SiteForm):
    """What a person is called and in which language they read."""

    name = TextField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), required=False, choices=lambda: _languages())


@page(needs=None)
def profile(request: SiteRequest) -> HttpResponse:
    """Show and change one's own particulars."""
    person = request.membership.user
    initial = {"name": person.name, "language": person.preferences.get("language", "")}
    form = ProfileForm(sent(request), site=request.site, initial=initial)
    if request.method == "POST" and form.is_valid():
        tenancy.rename_person(person=person, name=form.cleaned_data["name"])
        language = form.cleaned_data["language"]
        tenancy.prefer(person=person, language=language)
        with translation.override(language or request.site.locale):
            return done(request, _("Saved."), to=here(request, "dashboard:profile"))
    return show(request, "dashboard/profile.html", form=form)


@page(needs=None)
@sensitive_variables("form")
def password(request: SiteRequest) -> HttpResponse:
    """Change one's own password, given the present one; sessions elsewhere end."""
    person = request.membership.user
    form = ChangePasswordForm(sent(request), person=person)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            throttles.PASSWORD.knock(request, person.email, now=request.now)
        except TooMany as refusal:
            refuse(form, refusal)
            status = 429
        else:
            if person.check_password(form.cleaned_data["present"]):
                tenancy.set_password(person=person, password=form.cleaned_data["password"])
                throttles.PASSWORD.opened(person.email)
                update_session_auth_hash(request, person)
                return done(request, _("Password changed."), to=here(request, "dashboard:profile"))
            form.add_error("present", cast(str, _("This is not your present password.")))
    return show(request, "dashboard/password.html", status=status, form=form)


def _languages() -> list[tuple[str, str]]:
    return [("", str(_("The shop's language"))), *((code, name) for code, name in settings.LANGUAGES)]
