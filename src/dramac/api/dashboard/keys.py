"""API keys: the list, a new one whose text is shown once, and taking one back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.api import actions, permissions, queries
from dramac.api.actions import NewKey
from dramac.api.models import ApiKey
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

KINDS: list[tuple[str, Promise]] = [
    (ApiKey.Kind.SECRET, gettext_lazy("Secret, for a server: it does what you tick below")),
    (ApiKey.Kind.PUBLISHABLE, gettext_lazy("Publishable, for a page or an app: it does what shoppers may")),
]
AREAS: list[tuple[str, Promise]] = [
    ("catalog", gettext_lazy("Products")),
    ("inventory", gettext_lazy("Stock")),
    ("orders", gettext_lazy("Orders")),
    ("payments", gettext_lazy("Payments")),
    ("customers", gettext_lazy("Customers")),
    ("shipping", gettext_lazy("Shipping")),
    ("tax", gettext_lazy("Taxes")),
    ("importing", gettext_lazy("Imports")),
    ("settings", gettext_lazy("Settings")),
]
LIVES: list[tuple[str, Promise]] = [
    ("", gettext_lazy("Until it is revoked")),
    ("30", gettext_lazy("30 days")),
    ("90", gettext_lazy("90 days")),
    ("365", gettext_lazy("A year")),
]


def scope_choices() -> list[tuple[str, str]]:
    """The scopes that are offered, widest first."""
    found = [("*", _("Everything")), ("*.view", _("Look at everything but staff and keys"))]
    for area, word in AREAS:
        found.append((f"{area}.view", _("%(area)s: look") % {"area": word}))
        found.append((f"{area}.*", _("%(area)s: look and change") % {"area": word}))
    return [*found, ("storefront.use", _("What shoppers may"))]


class KeyForm(SiteForm):
    """What will use the key, and what it may do."""

    name = TextField(label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("What will use it."))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=KINDS, widget=forms.RadioSelect, initial=ApiKey.Kind.SECRET
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=scope_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lives = forms.ChoiceField(label=gettext_lazy("Valid"), choices=LIVES, required=False)

    def wanted(self, now: datetime) -> NewKey:
        """The same in the words of the action; a publishable key has no scopes of its own."""
        told = self.cleaned_data
        is_secret = told["kind"] == ApiKey.Kind.SECRET
        expires_at = now + timedelta(days=int(told["lives"])) if told["lives"] else None
        return NewKey(told["name"], told["kind"], told["scopes"] if is_secret else (), expires_at)


@page(needs=permissions.VIEW, methods=("GET",))
def index(request: SiteRequest) -> HttpResponse:
    """The keys of the shop, living ones and those that were revoked."""
    keys = [(key, _state(key, request.now)) for key in queries.keys_of(request.site)]
    editable = request.membership.may(permissions.MANAGE)
    return show(request, "api/dashboard/keys.html", keys=keys, editable=editable)


@page(needs=permissions.MANAGE)
def new(request: SiteRequest) -> HttpResponse:
    """Make a key, and show its text this once."""
    form = KeyForm(sent(request), site=request.site)
    if request.method == "POST" and form.is_valid():
        try:
            issued = actions.create_key(
                site=request.site, wanted=form.wanted(request.now), by=request.actor, now=request.now
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return show(request, "api/dashboard/made.html", issued=issued)
    return show(request, "api/dashboard/new.html", form=form)


@page(needs=permissions.MANAGE, methods=("POST",))
def revocation(request: SiteRequest, key_id: UUID) -> HttpResponse:
    """Take a key back: it opens nothing from now on."""
    try:
        key = actions.revoke_key(site=request.site, key_id=key_id, by=request.actor, now=request.now)
    except ApiKey.DoesNotExist:
        raise Http404 from None
    message = _("%(name)s was revoked and opens nothing any more.") % {"name": key.name}
    return done(request, message, to=here(request, "keys:index"))


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at:
        return "disabled"
    return "expired" if key.expires_at and key.expires_at <= now else "enabled"
