"""The picture of a category: uploaded and taken away at once, whatever else is typed in its form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import permissions, queries
from dramac.commerce.catalog.queries import CategoryDetail
from dramac.dashboard.pages import done, here, page, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

PART = "commerce/catalog/dashboard/categories/picture.html"


@page(needs=permissions.EDIT, methods=("POST",))
def picture(request: SiteRequest, category_id: UUID) -> HttpResponse:
    """Give the category a picture."""
    row = _found(request, category_id)
    file = request.FILES.get("picture")
    try:
        if file is None:
            raise Refused(_("Choose a file first."))
        catalog.set_category_picture(request.site, category_id, file, by=request.actor, now=request.now)
    except Refused as refusal:
        if not request.htmx:
            raise
        return show(request, PART, status=422, problem=str(refusal), **drawn(row))
    return _told(request, category_id, _("The picture was saved."))


@page(needs=permissions.EDIT, methods=("POST",))
def removal(request: SiteRequest, category_id: UUID) -> HttpResponse:
    """Take the category's picture away."""
    _found(request, category_id)
    catalog.remove_category_picture(request.site, category_id, by=request.actor, now=request.now)
    return _told(request, category_id, _("The picture was removed."))


def drawn(row: CategoryDetail) -> dict[str, Any]:
    """What the part of the page needs, for those who may change it."""
    return {"category": row, "image": queries.picture(row.picture), "may_edit": True}


def _told(request: SiteRequest, category_id: UUID, message: str) -> HttpResponse:
    """The picture as it is now, in place of what was there; without a script the page that it is on."""
    if request.htmx:
        return show(request, PART, told=message, **drawn(_found(request, category_id)))
    return done(request, message, to=here(request, "catalog:category", category_id=category_id))


def _found(request: SiteRequest, category_id: UUID) -> CategoryDetail:
    row = queries.category_by_id(request.site, category_id)
    if row is None:
        raise Http404
    return row
