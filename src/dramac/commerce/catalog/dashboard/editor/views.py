"""The editor's page: a product is looked at, its form redrawn while one types, and saved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.catalog import permissions, queries
from dramac.commerce.catalog.actions import Stale
from dramac.commerce.catalog.dashboard.editor import pictures, saving, shown, state, variants
from dramac.commerce.catalog.dashboard.editor.state import Editing
from dramac.commerce.catalog.queries import EditableProduct
from dramac.dashboard.pages import done, here, page, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

SAVE, LOOK, OPTIONS, COMPLETE, APPLY, PICTURES = "save", "look", "options", "complete", "apply", "pictures"
TEMPLATE = "commerce/catalog/dashboard/editor/page.html"


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Make a product."""
    return _edit(request, None)


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def product(request: SiteRequest, product_id: UUID) -> HttpResponse:
    """Look at a product and change it."""
    found = queries.product_for_editing(request.site, product_id)
    if found is None:
        raise Http404
    return _edit(request, found)


def _edit(request: SiteRequest, found: EditableProduct | None) -> HttpResponse:
    if request.method != "POST":
        return _show(request, state.of_product(request.site, found))
    step = request.POST.get("step") or SAVE
    if step == PICTURES and found is not None:
        return _add_pictures(request, found)
    editing, is_refused = _sent(request, found, judged=step == SAVE)
    if step == SAVE:
        return _save(request, editing, is_refused=is_refused)
    if step in (OPTIONS, COMPLETE):
        editing.regrid(complete=step == COMPLETE)
    elif step == APPLY:
        editing.variants = variants.applied(editing.variants, request.POST)
    return _show(request, editing)


def _sent(request: SiteRequest, found: EditableProduct | None, *, judged: bool) -> tuple[Editing, bool]:
    """The form as it was sent, its files kept whatever else is wrong with it; and whether one of them was refused."""
    new, refused = [], None
    try:
        new = pictures.lay_by(request)
    except Refused as refusal:
        refused = refusal
    chosen = pictures.chosen(request, new)
    editing = state.of_sent(request.site, found, request.POST, judged=judged, chosen=chosen)
    if refused:
        editing.refuse(refused)
    return editing, refused is not None


def _save(request: SiteRequest, editing: Editing, *, is_refused: bool) -> HttpResponse:
    found = editing.product
    editing.regrid()
    if (read := saving.drafted(request, editing)) is None or is_refused:
        return _show(request, editing, status=422)
    draft, units = read
    try:
        saved = saving.save(request, editing, draft, units)
    except Stale:
        return _show(request, *shown.conflicting(request, editing, draft), status=422)
    except Refused as refusal:
        editing.refuse(refusal)
        return _show(request, editing, status=422)
    to = request.get_full_path() if found else here(request, "catalog:product", product_id=saved.product_id)
    return done(request, _("Saved.") if found else _("The product was added."), to=to)


def _add_pictures(request: SiteRequest, found: EditableProduct) -> HttpResponse:
    """Take files as soon as they are chosen; what else is in the form stays typed and unsaved."""
    refused = None
    try:
        pictures.add(request, found.id)
    except Refused as refusal:
        refused = refusal
    after = queries.product_for_editing(request.site, found.id)
    editing = state.of_sent(request.site, after, request.POST, judged=False, chosen=pictures.chosen(request, ()))
    # Whoever had read the newest version has read it still: the pictures are the only thing that is other.
    if after and editing.form.initial.get("version") == str(found.version):
        editing.form.initial["version"] = after.version
    if refused:
        editing.refuse(refused)
    return _show(request, editing)


def _show(request: SiteRequest, editing: Editing, conflict: Any = (), *, status: int = 200) -> HttpResponse:
    context = shown.context(request, editing)
    return show(request, TEMPLATE, status=status, editing=editing, conflict=conflict, **context)
