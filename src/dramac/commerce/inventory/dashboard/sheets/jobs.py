"""Posting files that are too long to wait for."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from dramac.commerce.importing import sentences
from dramac.commerce.importing.reading import CannotRead
from dramac.commerce.inventory.dashboard.sheets import keeping
from dramac.commerce.inventory.dashboard.sheets.posting import Order, post
from dramac.kit.clock import utc_now
from dramac.kit.refusal import Refused
from dramac.tenancy import queries as tenancy
from dramac.tenancy.actors import Actor

_decoder = msgspec.json.Decoder(Order)


def ordered(order: Order) -> str:
    """An order as the queue keeps it."""
    return msgspec.json.encode(order).decode()


@task
def post_sheet(site_id: str, sheet_id: str, order: str, who: tuple[str, str | None]) -> None:
    """Post a file, and remember what became of it. A second run of the same changes nothing."""
    site = tenancy.site_by_id(UUID(site_id))
    by = Actor("staff", who[0], UUID(who[1]) if who[1] else None)
    with translation.override(site.locale):
        try:
            group = post(site, _decoder.decode(order), by=by, now=utc_now())
        except CannotRead as refusal:
            keeping.note(site, UUID(sheet_id), state="failed", told=sentences.explain(refusal, _))
        except Refused as refusal:
            if refusal.code != "already_posted":
                keeping.note(site, UUID(sheet_id), state="failed", told=str(refusal))
        else:
            told = ngettext("%(n)s variant changed.", "%(n)s variants changed.", len(group.levels))
            keeping.note(site, UUID(sheet_id), state="done", told=told % {"n": len(group.levels)})
