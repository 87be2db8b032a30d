"""A form of one site: its fields learn the site's currency and the language of the person who types."""

from __future__ import annotations

from typing import Any, Protocol, runtime_checkable

from django import forms
from django.utils import translation

from dramac.tenancy.models import Site


@runtime_checkable
class OfSite(Protocol):
    """A field that depends on the site."""

    def belong(self, site: Site, locale: str) -> None:
        """Take what is needed from the site; `locale` is how numbers are written on this page."""


class SiteForm(forms.Form):
    """A form whose money is of the site's currency. Use it for every form of the dashboard: `Form(sent(request), site=…)`."""

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.site = site
        for field in self.fields.values():
            self.settle(field)

    def settle(self, field: forms.Field) -> None:
        """Tell a field of which site it is, and how numbers are written on this page."""
        if isinstance(field, OfSite):
            field.belong(self.site, translation.get_language() or self.site.locale)
