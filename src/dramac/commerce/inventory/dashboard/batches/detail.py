"""One batch: where its units are, who got how many, what moved it; put right, written off or called back."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import BatchName, UnknownBatch
from dramac.commerce.inventory.dashboard.batches.table import today_of, value_of
from dramac.commerce.inventory.dashboard.finding import called
from dramac.commerce.inventory.dashboard.groups import made
from dramac.commerce.inventory.dashboard.words import happened
from dramac.commerce.inventory.models import Batch
from dramac.commerce.orders import queries as orders
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

HERE = "commerce/inventory/dashboard/batches"


class DetailsForm(SiteForm):
    """What is written of a batch."""

    number = TextField(label=_("Batch number"), max_length=60)
    expires_on = forms.DateField(
        label=_("Expires on"),
        required=False,
        help_text=_("The last day of sale is the one before."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    made_on = forms.DateField(
        label=_("Made on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    supplier_reference = TextField(label=_("Supplier's reference"), max_length=120, required=False)
    note = TextField(label=_("Note"), max_length=300, required=False)

    def details(self) -> BatchName:
        """The same for the action."""
        return BatchName(**self.cleaned_data)


class RecallForm(SiteForm):
    """Why a batch is called back."""

    reason = TextField(label=_("Why is it called back?"), max_length=300)


@dataclass(frozen=True, slots=True)
class Recipient:
    """An order that got units of a batch, and whose it is."""

    number: int
    name: str
    email: str
    phone: str
    sent: int
    returned: int
    sent_at: datetime


def recipients(site: Site, batch_id: UUID) -> list[Recipient]:
    """Who got how many units, the latest first. Two statements."""
    got = queries.batch_recipients(site, batch_id)
    rows = {str(row.pk): row for row in orders.index(site).filter(pk__in=[one.order_id for one in got])}
    return [
        Recipient(row.number, row.name, row.email, row.phone, one.sent, one.returned, one.sent_at)
        for one in got
        if (row := rows.get(one.order_id))
    ]


def found(request: SiteRequest, batch_id: UUID) -> Batch:
    """The batch. Raises Http404."""
    try:
        return queries.batch(request.site, batch_id)
    except Batch.DoesNotExist:
        raise Http404 from None


@page(needs=permissions.VIEW, changes=permissions.ADJUST)
def batch(request: SiteRequest, batch_id: UUID) -> HttpResponse:
    """Show a batch, and put right what is written of it."""
    row = found(request, batch_id)
    names = ("number", "expires_on", "made_on", "supplier_reference", "note")
    form = DetailsForm(sent(request), site=request.site, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"details": form.details(), "by": request.actor, "now": request.now}
        try:
            actions.edit_batch(site=request.site, batch_id=batch_id, **told)
        except Refused as refusal:
            field = {"expires": "expires_on", "batch": "number"}.get(refusal.field or "", refusal.field)
            refuse(form, Refused(str(refusal), field=field, code=refusal.code))
        else:
            return done(request, now_("Saved."), to=here(request, "inventory:batch", batch_id=batch_id))
    return _shown(request, row, form, RecallForm(None, site=request.site))


@page(needs=permissions.ADJUST, methods=("POST",))
def recall(request: SiteRequest, batch_id: UUID) -> HttpResponse:
    """Call a batch back: nothing of it is sold or sent any more."""
    row = found(request, batch_id)
    form = RecallForm(sent(request), site=request.site)
    if not form.is_valid():
        return _shown(request, row, None, form)
    told: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.actor, "now": request.now}
    actions.recall(site=request.site, batch_id=batch_id, **told)
    to, undo = (
        here(request, name, batch_id=batch_id) for name in ("inventory:batch", "inventory:batch-recall-lifting")
    )
    return done(request, now_("The batch was called back. What is on hand is set aside."), to=to, undo=undo)


@page(needs=permissions.ADJUST, methods=("POST",))
def recall_lifting(request: SiteRequest, batch_id: UUID) -> HttpResponse:
    """Say that a recalled batch is in order after all."""
    row = found(request, batch_id)
    actions.lift_recall(site=request.site, batch_id=row.pk, by=request.actor, now=request.now)
    to = here(request, "inventory:batch", batch_id=batch_id)
    return done(request, now_("The recall was lifted. What it had set aside can be sold again."), to=to)


@page(needs=permissions.ADJUST, methods=("POST",))
def setting_aside(request: SiteRequest, batch_id: UUID) -> HttpResponse:
    """Set all of a batch aside."""
    return _all(request, batch_id, actions.set_batches_aside)


@page(needs=permissions.ADJUST, methods=("POST",))
def write_off(request: SiteRequest, batch_id: UUID) -> HttpResponse:
    """Write all of a batch off."""
    return _all(request, batch_id, actions.write_off_batches)


def _all(request: SiteRequest, batch_id: UUID, act: Any) -> HttpResponse:
    try:
        group = act(site=request.site, of=[(batch_id, None)], by=request.actor, now=request.now)
    except UnknownBatch:
        raise Http404 from None
    return made(request, group, to=here(request, "inventory:batch", batch_id=batch_id))


@page(needs=permissions.VIEW, methods=("GET",))
def recipients_file(request: SiteRequest, batch_id: UUID) -> HttpResponse:
    """Who got units of a batch, as a file."""
    row = found(request, batch_id)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["Order", "Name", "E-mail", "Phone", "Sent", "Returned", "Sent at", "Product", "SKU", "Batch"])
    for one in recipients(request.site, batch_id):
        who = [_plain(one.name), _plain(one.email), _plain(one.phone)]
        what = [_plain(called(row.variant)), _plain(row.variant.sku), _plain(row.number)]
        writer.writerow([one.number, *who, one.sent, one.returned, one.sent_at.isoformat(), *what])
    headers = {"Content-Disposition": f'attachment; filename="{request.site.slug}-recall.csv"'}
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _plain(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _shown(request: SiteRequest, row: Batch, form: DetailsForm | None, recalling: RecallForm) -> HttpResponse:
    names = ("number", "expires_on", "made_on", "supplier_reference", "note")
    shelves = list(queries.shelves(request.site).filter(batch_id=row.pk).order_by("location__name"))
    today = today_of(request.site)
    return show(
        request,
        f"{HERE}/batch.html",
        batch=row,
        name=called(row.variant),
        form=form or DetailsForm(None, site=request.site, initial={name: getattr(row, name) for name in names}),
        recalling=recalling,
        shelves=shelves,
        worth=sum(value_of(one, request.site.currency).minor for one in shelves),
        recipients=recipients(request.site, row.pk),
        latest=happened(request, queries.batch_history(request.site, row.pk, limit=30)),
        days_left=(row.expires_on - today).days if row.expires_on else None,
        may_adjust=request.membership.may(permissions.ADJUST),
    )
