"""Changes of many levels that were made together: told with a way back, and taken back as one."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dramac.commerce.inventory import actions, permissions
from dramac.commerce.inventory.actions import CannotReverse, Group
from dramac.dashboard.pages import came_from, done, here, page, safe_next
from dramac.tenancy.requests import SiteRequest


def made(request: SiteRequest, group: Group, *, to: str) -> HttpResponse:
    """Say how many levels changed, with a way back; and where rows were left out, how many."""
    number = len({(level.variant_id, level.location_id) for level in group.levels})
    if not number:
        return done(request, _("Nothing had to change."), to=to, tone="info")
    told = ngettext("The stock of %(n)s variant was changed.", "The stock of %(n)s variants was changed.", number)
    words = told % {"n": number}
    if left := len(group.refused):
        out = ngettext("%(n)s row was left out.", "%(n)s rows were left out.", left)
        words = f"{words} {out % {'n': left}}"
    return done(request, words, to=to, undo=here(request, "inventory:group-reversal", group_id=group.id))


@page(needs=permissions.ADJUST, methods=("POST",))
def reversal(request: SiteRequest, group_id: UUID) -> HttpResponse:
    """Take everything back that one change of many levels did."""
    try:
        levels = actions.reverse_group(site=request.site, group_id=group_id, by=request.actor, now=request.now)
    except CannotReverse as refusal:
        if refusal.code == CannotReverse.code:
            raise Http404 from None
        raise
    told = ngettext("%(n)s change was taken back.", "%(n)s changes were taken back.", len(levels)) % {"n": len(levels)}
    return done(request, told, to=safe_next(request, came_from(request), otherwise=here(request, "inventory:index")))
