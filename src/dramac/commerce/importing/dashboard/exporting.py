"""Taking the whole catalogue out, as a file that imports to the same catalogue."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from dramac.commerce.importing import exports, permissions, writing
from dramac.dashboard.pages import done, here, page, show
from dramac.tenancy.requests import SiteRequest


@page(needs=permissions.EXPORT, methods=("GET",))
def choice(request: SiteRequest) -> HttpResponse:
    """Offer the catalogue as a file."""
    return show(request, "commerce/importing/dashboard/export.html")


@page(needs=permissions.EXPORT, methods=("GET",))
def as_csv(request: SiteRequest) -> HttpResponseBase:
    """The catalogue as CSV, sent while it is made."""
    name = exports.name(request.site, request.now)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    pieces = exports.csv_pieces(request.site)
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)


@page(needs=permissions.EXPORT, methods=("GET",))
def as_workbook(request: SiteRequest) -> HttpResponseBase:
    """The catalogue as a workbook."""
    try:
        made = exports.workbook(request.site)
    except writing.TooLargeForWorkbook:
        message = _("The catalogue has more rows than a workbook can hold. Take the CSV.")
        return done(request, message, to=here(request, "importing:export"), tone="bad")
    return FileResponse(made, as_attachment=True, filename=f"{exports.name(request.site, request.now)}.xlsx")
