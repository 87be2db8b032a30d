"""A page of settings that are kept as one area (`kit.settings`): the form that a part declares, shown and saved alike."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dramac.dashboard.forms import SiteForm
from dramac.dashboard.navigation import Words
from dramac.dashboard.pages import Page, done, here, page, refuse, sent, show
from dramac.dashboard.settings.records import FORM, Section
from dramac.kit.refusal import Refused
from dramac.kit.settings import Settings, read, written
from dramac.tenancy import actions as tenancy
from dramac.tenancy import permissions
from dramac.tenancy.requests import SiteRequest


class SettingsForm(SiteForm):
    """The form of an area: `kind` is what it makes, whose fields carry the same names; `address` the page it stands on."""

    kind: ClassVar[type[Settings]]
    title: ClassVar[Words]
    address: ClassVar[str]
    sections: ClassVar[tuple[Section, ...]]

    def settings(self) -> Settings:
        """What the form says."""
        return self.kind(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in self.cleaned_data.items()}
        )

    def check(self) -> None:
        """Raises Refused for settings that contradict others. None does unless a form says so."""


def settings_page(form_class: type[SettingsForm], *, template: str = FORM, **more: Any) -> Page:
    """The screen of an area, for those who may look at settings; `more` goes to its template."""

    @page(needs=permissions.SETTINGS_VIEW, changes=permissions.SETTINGS_EDIT)
    def screen(request: SiteRequest) -> HttpResponse:
        """Show the settings of an area, and change them."""
        initial = written(read(form_class.kind, request.site.settings))
        form = form_class(sent(request), site=request.site, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                form.check()
                tenancy.change_settings(site=request.site, settings=form.settings(), by=request.actor, now=request.now)
            except Refused as refusal:
                refuse(form, refusal)
            else:
                return done(request, _("Saved."), to=here(request, form_class.address))
        return show(
            request,
            template,
            heading=form_class.title,
            back=None,
            form=form,
            sections=form_class.sections,
            removal=None,
            editable=request.membership.may(permissions.SETTINGS_EDIT),
            **more,
        )

    return screen
