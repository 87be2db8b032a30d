"""Choosing a file: it is kept and recognised, and nothing of the shop changes yet."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.importing import actions, permissions
from dramac.dashboard.forms import SiteForm
from dramac.dashboard.pages import go, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

ACCEPT = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(SiteForm):
    """The file with the products. An empty one is refused by the importer, which says what to do."""

    file = forms.FileField(
        label=_("File with products"),
        help_text=_("CSV or XLSX of Shopify, WooCommerce, Medusa, PrestaShop or Spree, or our own layout."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Choose a file first.")},
    )


@page(needs=permissions.IMPORT)
def upload(request: SiteRequest) -> HttpResponse:
    """Take a file in and show what it is."""
    form = UploadForm(sent(request), request.FILES or None, site=request.site)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            run = actions.upload(
                site=request.site, source=chosen.file, file_name=chosen.name, by=request.actor, now=request.now
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return go(request, here(request, "importing:run", run_id=run.pk))
    return show(request, "commerce/importing/dashboard/upload.html", form=form)
