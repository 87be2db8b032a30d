"""Starting a count: where, of what, and whether those who count see what is expected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.counts import actions, permissions
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.actions import default_location
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

EVERYTHING, HERE_NOW, CATEGORY, VENDOR, TAG = "all", "here", "category", "vendor", "tag"
SCOPES = (
    (EVERYTHING, _("Everything whose stock is tracked")),
    (HERE_NOW, _("What the books say is at this location")),
    (CATEGORY, _("A category")),
    (VENDOR, _("A vendor")),
    (TAG, _("A tag")),
)


class StartForm(SiteForm):
    """What is counted where."""

    location = forms.TypedChoiceField(label=_("Location"), coerce=UUID)
    scope = forms.ChoiceField(label=_("What is counted?"), choices=SCOPES, widget=forms.RadioSelect, initial=HERE_NOW)
    category = forms.TypedChoiceField(label=_("Category"), coerce=UUID, required=False, empty_value=None)
    vendor = forms.ChoiceField(label=_("Vendor"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    title = TextField(label=_("Title"), max_length=120, required=False)
    is_blind = forms.BooleanField(
        label=_("Hide what the books expect while counting"),
        required=False,
        help_text=_("Who does not know the number counts more carefully."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = catalog.choices(self.site)
        self._offer("location", [(str(one.pk), one.name) for one in inventory.locations(self.site, only_active=True)])
        self._offer("category", [("", "–"), *((str(row.id), row.name) for row in catalog.categories(self.site))])
        self._offer("vendor", [("", "–"), *((name, name) for name in offered.vendors)])
        self._offer("tag", [("", "–"), *((name, name) for name in offered.tags)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Whoever counts a category says which."""
        data = super().clean() or self.cleaned_data
        scope = data.get("scope")
        if scope in (CATEGORY, VENDOR, TAG) and not data.get(scope):
            self.add_error(scope, now_("Choose one, or count something else."))
        return data

    def details(self) -> actions.CountDetails:
        """The count as it was asked for."""
        data = self.cleaned_data
        return actions.CountDetails(data["location"], data["title"], self._words(), data["is_blind"])

    def variants(self) -> Iterable[UUID]:
        """The keys of what is counted. One statement."""
        data = self.cleaned_data
        rows = catalog.variants_for_index(self.site).filter(tracks_stock=True)
        part: dict[str, Any] = {
            CATEGORY: {"category_id": data["category"]},
            VENDOR: {"vendors": (data["vendor"],)},
            TAG: {"tags": (data["tag"],)},
        }.get(data["scope"], {})
        if part:
            meant = catalog.products_for_index(self.site, catalog.IndexFilters(**part))
            rows = rows.filter(product_id__in=meant.order_by().values("pk"))
        if data["scope"] == HERE_NOW:
            there = inventory.stock_levels(self.site, (), data["location"]).exclude(on_hand=0)
            rows = rows.filter(pk__in=there.order_by().values("variant_id"))
        return rows.order_by().values_list("pk", flat=True).iterator(chunk_size=2000)

    def _words(self) -> str:
        data = self.cleaned_data
        scope = data["scope"]
        if scope == CATEGORY:
            return str(dict(self.fields["category"].choices).get(str(data["category"]), ""))  # type: ignore[attr-defined]  # a choice
        return str(data[scope]) if scope in (VENDOR, TAG) else str(dict(SCOPES)[scope])


@page(needs=permissions.COUNT)
def new(request: SiteRequest) -> HttpResponse:
    """Start a count."""
    start = {"location": str(default_location(request.site)), "scope": HERE_NOW}
    form = StartForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start(
                site=request.site,
                details=form.details(),
                variant_ids=form.variants(),
                by=request.actor,
                now=request.now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            to = here(request, "counts:count", count_id=made.pk)
            return done(request, now_("Count %(number)s is open.") % {"number": made.number}, to=to)
    return show(request, "commerce/counts/dashboard/new.html", form=form)
