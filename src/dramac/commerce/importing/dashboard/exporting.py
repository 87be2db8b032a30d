"""Taking the whole catalogue out, as a file that imports to the same catalogue."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from dramac.commerce.importing import permissions, queries, writing
from dramac.dashboard.pages import done, here, page, show
from dramac.tenancy.requests import SiteRequest


@page(needs=permissions.EXPORT, methods=("GET",))
def choice(request: SiteRequest) -> HttpResponse:
    """Offer the catalogue as a file."""
    return show(request, "commerce/importing/dashboard/export.html")


@page(needs=permissions.EXPORT, methods=("GET",))
def as_csv(request: SiteRequest) -> HttpResponseBase:
    """The catalogue as CSV, sent while it is made."""
    pieces = writing.csv_pieces(queries.records(request.site))
    headers = {"Content-Disposition": f'attachment; filename="{_name(request)}.csv"'}
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)


@page(needs=permissions.EXPORT, methods=("GET",))
def as_workbook(request: SiteRequest) -> HttpResponseBase:
    """The catalogue as a workbook, made beside and removed when it was sent."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "products.xlsx"
        try:
            writing.write_xlsx(queries.records(request.site), path)
        except writing.TooLargeForWorkbook:
            message = _("The catalogue has more rows than a workbook can hold. Take the CSV.")
            return done(request, message, to=here(request, "importing:export"), tone="bad")
        made = path.open("rb")  # stays readable without its name, and is gone once the answer closes it
    return FileResponse(made, as_attachment=True, filename=f"{_name(request)}.xlsx")


def _name(request: SiteRequest) -> str:
    day = timezone.localdate(request.now, request.site.zone)
    return f"{request.site.slug}-products-{day:%Y-%m-%d}"
