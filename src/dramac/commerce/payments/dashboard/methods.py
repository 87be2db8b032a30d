"""Ways to pay: the list, and a form for each, with what its provider wants to know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.commerce.payments import actions, permissions, queries, registry
from dramac.commerce.payments.actions import MethodDetails
from dramac.commerce.payments.models import PaymentMethod
from dramac.commerce.payments.ports import Provider
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.dashboard.settings.records import FORM, LIST, Row, Section
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

PREFIX = "setting_"


class MethodForm(SiteForm):
    """A way to pay; the fields of its provider are added."""

    name = TextField(label=gettext_lazy("Name"), max_length=120)
    instructions = TextField(
        label=gettext_lazy("Instructions"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=gettext_lazy("Shoppers read them after they have ordered."),
    )
    expires_after_hours = forms.IntegerField(
        label=gettext_lazy("Hours an unpaid order waits"),
        min_value=1,
        max_value=24 * 365,
        required=False,
        help_text=gettext_lazy("Then it expires and its goods can be bought again. Empty: it waits for ever."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("Offered to shoppers"), required=False)

    def __init__(self, *args: Any, provider: Provider, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provider = provider
        for field in provider.setting_fields():
            self.fields[PREFIX + field.name] = TextField(
                label=field.label, max_length=field.longest, required=field.is_required
            )

    def details(self) -> MethodDetails:
        """What the form says, as the action takes it."""
        given = self.cleaned_data
        settings = {name.removeprefix(PREFIX): value for name, value in given.items() if name.startswith(PREFIX)}
        plain = {name: value for name, value in given.items() if not name.startswith(PREFIX)}
        return MethodDetails(provider=self.provider.key, settings=settings, **plain)

    def sections(self) -> tuple[Section, ...]:
        """The parts of the form."""
        own = tuple(name for name in self.fields if name.startswith(PREFIX))
        first = Section(self.provider.title(), _("Shoppers choose by its name."), ("name", "instructions"))
        last = Section(_("Waiting"), _("What happens while nobody has paid."), ("expires_after_hours", "is_active"))
        return (
            (first, Section(_("Details"), _("What shoppers need in order to pay."), own), last)
            if own
            else (first, last)
        )


@page(needs=permissions.VIEW, methods=("GET",))
def methods(request: SiteRequest) -> HttpResponse:
    """The ways to pay, in the order in which they are offered."""
    rows = [_row(request, method) for method in queries.methods(request.site)]
    add = (_("Add way to pay"), here(request, "payments:choice")) if request.membership.may(permissions.EDIT) else None
    return show(
        request,
        LIST,
        heading=_("Payments"),
        lead=_("How shoppers pay, and how long an unpaid order waits."),
        add=add,
        rows=rows,
        icon_name="banknote",
        empty=(_("No way to pay yet"), _("Add one: without it nobody can order.")),
    )


@page(needs=permissions.EDIT, methods=("GET",))
def choice(request: SiteRequest) -> HttpResponse:
    """Choose what kind of payment to add."""
    kinds = [
        {"label": provider.title(), "href": here(request, "payments:new", provider=key)}
        for key, provider in registry.providers().items()
    ]
    return show(request, "commerce/payments/dashboard/choice.html", kinds=kinds)


@page(needs=permissions.EDIT)
def new(request: SiteRequest, provider: str) -> HttpResponse:
    """Add a way to pay through a provider."""
    known = registry.providers().get(provider)
    if known is None:
        raise Http404
    start = {"name": known.title(), "is_active": True}
    return _edited(request, known, None, start)


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def method(request: SiteRequest, method_id: UUID) -> HttpResponse:
    """Show a way to pay, and change it."""
    found = queries.method(request.site, method_id)
    known = registry.providers().get(found.provider) if found else None
    if found is None or known is None:
        raise Http404
    start = {name: getattr(found, name) for name in MethodForm.base_fields}
    settings = {PREFIX + name: value for name, value in found.settings.items()}
    return _edited(request, known, found, {**start, **settings})


@page(needs=permissions.EDIT, methods=("POST",))
def removal(request: SiteRequest, method_id: UUID) -> HttpResponse:
    """Offer a way to pay no more."""
    if queries.method(request.site, method_id) is None:
        raise Http404
    actions.remove_method(site=request.site, method_id=method_id, by=request.actor, now=request.now)
    return done(request, _("The way to pay was removed."), to=here(request, "payments:methods"))


def _row(request: SiteRequest, found: PaymentMethod) -> Row:
    known = registry.providers().get(found.provider)
    title = known.title() if known else found.provider
    return Row(found.name, here(request, "payments:method", method_id=found.pk), title, found.is_active)


def _edited(
    request: SiteRequest, provider: Provider, found: PaymentMethod | None, start: dict[str, Any]
) -> HttpResponse:
    form = MethodForm(sent(request), site=request.site, provider=provider, initial=start)
    if request.method == "POST" and form.is_valid():
        same = {"site": request.site, "details": form.details(), "by": request.actor, "now": request.now}
        try:
            _save(found, same)
        except Refused as refusal:
            field = PREFIX + (refusal.field or "")
            refusal.field = field if field in form.fields else refusal.field
            refuse(form, refusal)
        else:
            return done(request, _("Saved."), to=here(request, "payments:methods"))
    editable = request.membership.may(permissions.EDIT)
    return show(
        request,
        FORM,
        heading=found.name if found else _("New way to pay"),
        back=(_("Payments"), here(request, "payments:methods")),
        form=form,
        sections=form.sections(),
        removal=here(request, "payments:removal", method_id=found.pk) if found and editable else None,
        editable=editable,
    )


def _save(found: PaymentMethod | None, same: dict[str, Any]) -> None:
    if found is None:
        actions.add_method(**same)
    else:
        actions.edit_method(method_id=found.pk, **same)
