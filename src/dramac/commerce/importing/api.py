"""Files through the API: one is uploaded, looked at, brought in by the worker, its problems told row by row; the catalogue is
taken out."""

from __future__ import annotations

from typing import Annotated, BinaryIO, Literal, cast
from uuid import UUID

import msgspec
import pydantic
from django.utils.translation import get_language, gettext
from ninja import File, Query, UploadedFile

from dramac.api.bodies import MaybeJson, Sent
from dramac.api.downloads import CSV, XLSX, Download
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.paging import Paging, page_of
from dramac.api.problems import Denied
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Moment, Page, Shape, shaped
from dramac.commerce.importing import actions, exports, models, permissions, queries, reports, writing
from dramac.commerce.importing.reading import Limits
from dramac.commerce.importing.records import CannotRead, RowProblem
from dramac.commerce.importing.sentences import explain, purpose

router = Endpoints("Imports and exports")

FORM_BYTES = 64 * 1024
MOST_BYTES = Limits().file_bytes + FORM_BYTES


class Import(Shape, frozen=True, kw_only=True):
    """A file of products. A dry run does everything and keeps nothing. `problem` says why a whole file was refused."""

    id: Id
    file_name: Annotated[str, msgspec.Meta(examples=["products.csv"])]
    format: Annotated[str, msgspec.Meta(examples=["shopify"])]
    state: Literal["uploaded", "running", "done", "failed"]
    is_dry_run: bool
    rows_total: int
    rows_done: int
    products_created: int
    products_updated: int
    variants_created: int
    variants_updated: int
    refused: int
    warnings: int
    problem: str | None
    created_by: str
    created_at: Moment
    finished_at: Moment | None


class ImportColumn(Shape, frozen=True, kw_only=True):
    """What becomes of a column: the field that it fills, or none, and why in words."""

    header: Annotated[str, msgspec.Meta(examples=["Variant Price"])]
    field: Annotated[str | None, msgspec.Meta(examples=["price"])]
    purpose: Annotated[str, msgspec.Meta(examples=["Price"])]


class ImportPreview(Shape, frozen=True, kw_only=True):
    """What a file is: its layout, what each column fills, and its first rows."""

    format: Annotated[str, msgspec.Meta(examples=["shopify"])]
    label: Annotated[str, msgspec.Meta(examples=["Shopify"])]
    columns: list[ImportColumn]
    sample: list[list[str]]


class ImportProblem(Shape, frozen=True, kw_only=True):
    """A row, or a part of one, that was refused, or taken with a warning. Line 0 is the file as a whole."""

    id: Id
    line: int
    column: str
    code: Annotated[str, msgspec.Meta(examples=["price_missing"])]
    message: Annotated[str, msgspec.Meta(examples=["A new variant needs a price. It was left out."])]
    severity: Literal["refused", "warning"]
    value: str


class ImportStart(Sent):
    """How an uploaded file is brought in."""

    is_dry_run: Annotated[bool, pydantic.Field(description="Do everything, and keep nothing.")] = False


@router.get("/imports", permissions.VIEW)
def list_imports(request: ApiRequest, paging: Query[Paging]) -> Page[Import]:
    """List imports, newest first."""
    return page_of(queries.runs(request.site), paging, name="imports", order=("-created_at", "-id"), show=_import)


@router.get("/imports/{import_id}", permissions.VIEW)
def get_import(request: ApiRequest, import_id: UUID) -> Import:
    """Read an import, with how far it is."""
    return _import(found(queries.run(request.site, import_id)))


@router.get("/imports/{import_id}/preview", permissions.VIEW)
def preview_import(request: ApiRequest, import_id: UUID) -> ImportPreview:
    """Look at an uploaded file. What each column fills, and its first rows."""
    seen = actions.preview(site=request.site, run=found(queries.run(request.site, import_id)))
    columns = [shaped(ImportColumn, one, purpose=purpose(one, gettext)) for one in seen.columns]
    sample = [list(row) for row in seen.sample]
    return ImportPreview(format=seen.format_name, label=seen.format_label, columns=columns, sample=sample)


@router.get("/imports/{import_id}/problems", permissions.VIEW)
def list_import_problems(request: ApiRequest, import_id: UUID, paging: Query[Paging]) -> Page[ImportProblem]:
    """List what was wrong in a file, in the order of its rows."""
    run = found(queries.run(request.site, import_id))
    rows = queries.problems(request.site, run.pk)
    return page_of(rows, paging, name="import-problems", order=("line", "id"), show=_problem)


@router.post("/imports", permissions.IMPORT, status=201, located=True, uploads=MOST_BYTES)
def upload_import(request: ApiRequest, file: File[UploadedFile]) -> Import:
    """Upload a file of products. CSV or XLSX of a known layout; nothing happens until it is started."""
    source = cast(BinaryIO, file.file)
    actor, now, name = request.actor, request.now, file.name or ""
    return _import(actions.upload(site=request.site, source=source, file_name=name, by=actor, now=now))


@router.post("/imports/{import_id}/start", permissions.IMPORT, status=202)
def start_import(request: ApiRequest, import_id: UUID, body: MaybeJson[ImportStart | None]) -> Import:
    """Start an import. The worker brings the file in; starting it again changes nothing."""
    wanted, actor, now = body or ImportStart(), request.actor, request.now
    return _import(actions.start(site=request.site, run_id=import_id, is_dry_run=wanted.is_dry_run, by=actor, now=now))


@router.post("/imports/{import_id}/repetition", permissions.IMPORT, status=202)
def repeat_import(request: ApiRequest, import_id: UUID, body: MaybeJson[ImportStart | None]) -> Import:
    """Bring the file of an import in once more. That is an import of its own, which starts now."""
    wanted, actor, now = body or ImportStart(), request.actor, request.now
    return _import(actions.again(site=request.site, run_id=import_id, is_dry_run=wanted.is_dry_run, by=actor, now=now))


@router.get("/imports/{import_id}/report.csv", permissions.VIEW, media=CSV)
def download_import_report(request: ApiRequest, import_id: UUID) -> Download:
    """Download everything that was wrong in a file, row by row, as CSV."""
    run = found(queries.run(request.site, import_id))
    return Download(reports.pieces(request.site, run, get_language() or "en"), reports.name(request.site, run))


@router.get("/exports/products.csv", permissions.EXPORT, media=CSV)
def export_products(request: ApiRequest) -> Download:
    """Download the catalogue as CSV. It imports to the same catalogue."""
    return Download(exports.csv_pieces(request.site), f"{exports.name(request.site, request.now)}.csv")


@router.get("/exports/products.xlsx", permissions.EXPORT, media=XLSX)
def export_product_workbook(request: ApiRequest) -> Download:
    """Download the catalogue as a workbook of up to 1,048,575 rows. It imports to the same catalogue."""
    try:
        made = exports.workbook(request.site)
    except writing.TooLargeForWorkbook:
        message = gettext("The catalogue has more rows than a workbook can hold. Take the CSV.")
        raise Denied(422, "too_large_for_workbook", message) from None
    return Download(made, f"{exports.name(request.site, request.now)}.xlsx")


def _import(run: models.ImportRun) -> Import:
    problem = explain(CannotRead(run.problem["code"], run.problem["params"]), gettext) if run.problem else None
    return shaped(Import, run, problem=problem)


def _problem(row: models.ImportProblem) -> ImportProblem:
    words = explain(RowProblem(row.line, row.column, row.code, row.params), gettext)
    return shaped(ImportProblem, row, message=words)
