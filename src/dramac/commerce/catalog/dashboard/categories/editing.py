"""One category: made, edited, moved below another, and removed with somewhere for its products to go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import permissions, queries
from dramac.commerce.catalog.actions import CategoryDraft, StaleCategory
from dramac.commerce.catalog.dashboard import choosing
from dramac.commerce.catalog.dashboard.categories.tree import INDEX
from dramac.commerce.catalog.queries import CategoryDetail, ListedCategory
from dramac.commerce.catalog.rules import formatting, trees
from dramac.commerce.catalog.rules.descriptions import LONGEST
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

FOLDER = "commerce/catalog/dashboard/categories"
TEXT, HTML = "text", "html"


class CategoryForm(SiteForm):
    """What is said of a category."""

    name = TextField(label=_("Name"), max_length=120)
    parent_id = forms.TypedChoiceField(label=_("Below"), coerce=UUID, empty_value=None, required=False)
    description = TextField(label=_("Description"), max_length=LONGEST, rows=5, required=False)
    description_format = forms.ChoiceField(choices=((TEXT, TEXT), (HTML, HTML)), widget=forms.HiddenInput)
    is_visible = forms.BooleanField(label=_("Shoppers see this category"), required=False)
    seo_title = TextField(label=_("Page title"), max_length=200, required=False)
    seo_description = TextField(label=_("Page description"), max_length=400, rows=3, required=False)
    slug = TextField(label=_("Address"), max_length=100, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, without: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {str(one.id): one.path for one in queries.categories(self.site)}
        inside = {key for key, path in own.items() if without and trees.is_within(path, without)}
        field = self.fields["parent_id"]
        assert isinstance(field, forms.ChoiceField)
        known = [pair for pair in choosing.category_pairs(self.site) if pair[0] not in inside]
        field.choices = [("", _("No other: it stands at the top")), *known]

    def draft(self) -> CategoryDraft:
        """The same for the action."""
        data = self.cleaned_data
        words = data["description"]
        return CategoryDraft(
            description_html=formatting.to_html(words) if data["description_format"] == TEXT else words,
            **{
                name: data[name] for name in ("name", "parent_id", "slug", "seo_title", "seo_description", "is_visible")
            },
        )


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Make a category; `below` proposes where."""
    start = {"is_visible": True, "description_format": TEXT, "parent_id": request.GET.get("below", "")}
    return _edit(request, None, CategoryForm(sent(request), site=request.site, initial=start))


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def category(request: SiteRequest, category_id: UUID) -> HttpResponse:
    """Look at a category and change it."""
    row = _found(request, category_id)
    text = formatting.to_text(row.description_html)
    names = ("name", "slug", "seo_title", "seo_description", "is_visible", "version")
    start = {
        **{name: getattr(row, name) for name in names},
        "parent_id": str(row.parent_id or ""),
        "description": row.description_html if text is None else text,
        "description_format": HTML if text is None else TEXT,
    }
    return _edit(request, row, CategoryForm(sent(request), site=request.site, initial=start, without=row.path))


def _edit(request: SiteRequest, row: CategoryDetail | None, form: CategoryForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            key = _save(request, row, form)
        except StaleCategory as refusal:
            refuse(form, refusal)
        except Refused as refusal:
            refuse(form, _renamed(refusal))
        else:
            return done(request, now_("Saved."), to=here(request, "catalog:category", category_id=key))
    may = request.membership.may
    return show(
        request, f"{FOLDER}/category.html", form=form, category=row, image=queries.picture(row.picture) if row else None,
        may_edit=may(permissions.EDIT), may_remove=may(permissions.REMOVE),
    )  # fmt: skip


@transaction.atomic
def _save(request: SiteRequest, row: CategoryDetail | None, form: CategoryForm) -> UUID:
    """Save what was typed, with a picture where one was chosen and no script has sent it yet."""
    key = catalog.save_category(
        request.site,
        form.draft(),
        by=request.actor,
        now=request.now,
        category_id=row.id if row else None,
        version=form.cleaned_data["version"] if row else None,
    )
    if file := request.FILES.get("picture"):
        catalog.set_category_picture(request.site, key, file, by=request.actor, now=request.now)
    return key


def _renamed(refusal: Refused) -> Refused:
    """The refusal beside the form's own field for the description."""
    field = {"description_html": "description"}.get(refusal.field or "", refusal.field)
    return Refused(str(refusal), field=field, code=refusal.code)


class RemovalForm(SiteForm):
    """Where the products of a category go when it is removed."""

    products_to = forms.TypedChoiceField(label=_("Its products go to"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, without: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["products_to"]
        assert isinstance(field, forms.ChoiceField)
        known = [pair for pair in choosing.category_pairs(self.site) if pair[0] != str(without)]
        field.choices = [("", _("Choose a category")), *known]


@page(needs=permissions.REMOVE)
def removal(request: SiteRequest, category_id: UUID) -> HttpResponse:
    """Remove a category; its products go elsewhere, and nothing may lie below it."""
    row = _found(request, category_id)
    listed = _listed(request, category_id)
    form = RemovalForm(sent(request), site=request.site, without=category_id)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["products_to"]
        try:
            catalog.remove_category(request.site, category_id, by=request.actor, now=request.now, products_to=to)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, now_("“%(name)s” was removed.") % {"name": row.name}, to=here(request, INDEX))
    return show(request, f"{FOLDER}/removal.html", form=form, category=row, listed=listed)


def _found(request: SiteRequest, category_id: UUID) -> CategoryDetail:
    row = queries.category_by_id(request.site, category_id)
    if row is None:
        raise Http404
    return row


def _listed(request: SiteRequest, category_id: UUID) -> ListedCategory:
    return next(one for one in queries.categories(request.site) if one.id == category_id)
