"""Files through the API: brought in again, told what was wrong with them, and the catalogue taken out."""

from __future__ import annotations

import io

import pytest

from dramac.api.testing import a_client
from dramac.commerce.catalog.testing import a_product
from dramac.commerce.importing import queries
from dramac.commerce.importing.testing import a_product_file, an_import, brought
from dramac.kit import media
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db

IMPORTS = "/api/v1/imports"
ROW = ("mug", "Mug", "active", "MUG", "12.50", "TRUE", "5")


def test_what_is_taken_out_can_be_brought_in_again() -> None:
    here, there = a_site(), a_site()
    a_product(here, "Oak bowl", price=1250)
    answer = a_client(here).get("/api/v1/exports/products.csv", headers={"Accept": "text/csv"})
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{here.slug}-products-')
    run = brought(there, io.BytesIO(answer.getvalue()))
    assert (run.products_created, run.refused) == (1, 0)


def test_a_workbook_is_one() -> None:
    site = a_site()
    a_product(site, "Oak bowl")
    answer = a_client(site).get("/api/v1/exports/products.xlsx")
    assert answer.getvalue().startswith(b"PK")


def test_taking_out_needs_its_own_scope() -> None:
    refused = a_client(a_site(), ["importing.view"]).get("/api/v1/exports/products.csv")
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")


def test_who_accepts_only_pictures_gets_no_table() -> None:
    refused = a_client(a_site()).get("/api/v1/exports/products.csv", headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_the_report_tells_each_row_and_runs_no_formula() -> None:
    site = a_site()
    run = brought(site, a_product_file(("mug", "Mug", "active", "MUG", "=1+1", "TRUE", "5")))
    text = a_client(site).get(f"{IMPORTS}/{run.pk}/report.csv").getvalue().decode("utf-8-sig")
    assert text.splitlines()[0] == "Row,Column,What became of it,Why,Value"
    assert "Refused" in text
    assert ",=1+1" not in text


def test_a_kept_file_is_brought_in_once_more() -> None:
    site = a_site()
    run = brought(site, a_product_file(ROW))
    again = a_client(site).post(f"{IMPORTS}/{run.pk}/repetition", content_type="application/json").json()
    assert (again["state"], again["id"] != str(run.pk)) == ("running", True)
    assert queries.runs(site).count() == 2


def test_a_file_that_is_gone_is_said_to_be_gone() -> None:
    site = a_site()
    run = an_import(site)
    media.place(run.file).unlink()
    refused = a_client(site).post(f"{IMPORTS}/{run.pk}/repetition", content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "file_gone")
