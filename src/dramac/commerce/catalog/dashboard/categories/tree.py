"""The tree as merchants see it, and the order of its levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import permissions, queries
from dramac.commerce.catalog.queries import ListedCategory
from dramac.dashboard.pages import done, here, page, show
from dramac.tenancy.requests import SiteRequest

INDEX = "catalog:categories"


@dataclass(frozen=True, slots=True)
class Branch:
    """A category in the tree, and whether it is the first or the last of its level."""

    row: ListedCategory
    is_first: bool
    is_last: bool


@page(needs=permissions.VIEW, methods=("GET",))
def index(request: SiteRequest) -> HttpResponse:
    """The whole tree with the products in each branch."""
    return show(
        request,
        "commerce/catalog/dashboard/categories/tree.html",
        branches=_branches(queries.categories(request.site)),
        may_edit=request.membership.may(permissions.EDIT),
    )


@page(needs=permissions.EDIT, methods=("POST",))
def position(request: SiteRequest, category_id: UUID) -> HttpResponse:
    """Move a category one place up (`move` is -1) or down among its neighbours."""
    rows = queries.categories(request.site)
    row = next((one for one in rows if one.id == category_id), None)
    if row is None:
        raise Http404
    level = [one.id for one in rows if one.parent_id == row.parent_id]
    place = level.index(category_id)
    other = place - 1 if request.POST.get("move") == "-1" else place + 1
    if 0 <= other < len(level):
        level[place], level[other] = level[other], level[place]
        catalog.reorder_categories(request.site, level, parent_id=row.parent_id, by=request.actor, now=request.now)
    return done(request, _("“%(name)s” was moved.") % {"name": row.name}, to=here(request, INDEX))


@page(needs=permissions.EDIT)
def arrangement(request: SiteRequest) -> HttpResponse:
    """Put the categories of one level into order by dragging; `below` names the category above them."""
    rows = queries.categories(request.site)
    below = request.GET.get("below", "")
    parent = next((one for one in rows if str(one.id) == below), None)
    if below and parent is None:
        raise Http404
    level = [one for one in rows if one.parent_id == (parent.id if parent else None)]
    if request.method == "POST":
        places = {one.id: _place(request.POST.get(f"category-{one.id}-position", ""), len(level)) for one in level}
        order = sorted(places, key=lambda key: places[key])
        above = parent.id if parent else None
        catalog.reorder_categories(request.site, order, parent_id=above, by=request.actor, now=request.now)
        return done(request, _("The order was saved."), to=here(request, INDEX))
    return show(request, "commerce/catalog/dashboard/categories/order.html", level=level, parent=parent)


def _place(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _branches(rows: Sequence[ListedCategory]) -> list[Branch]:
    levels: dict[UUID | None, list[UUID]] = {}
    for row in rows:
        levels.setdefault(row.parent_id, []).append(row.id)
    ends = {parent: (level[0], level[-1]) for parent, level in levels.items()}
    return [Branch(row, ends[row.parent_id][0] == row.id, ends[row.parent_id][1] == row.id) for row in rows]
