"""Pages for what goes wrong look like ours and give nothing away."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from dramac.dashboard import errors
from dramac.dashboard.testing import a_browser
from dramac.tenancy.models import Site

pytestmark = pytest.mark.django_db


def test_an_address_that_is_not_there_leads_back_to_the_dashboard() -> None:
    response = a_browser().client.get("/dashboard/nowhere/at/all/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "There is nothing here" in page
    assert 'href="/dashboard/"' in page


def test_below_a_shop_the_page_is_the_shops() -> None:
    request = RequestFactory().get("/shop/mugs/nothing")
    vars(request)["site"] = Site(name="Mugs & Pots")  # as the middleware does
    page = errors.not_found(request).content.decode()
    assert "Mugs &amp; Pots" in page
    assert "Dramac" not in page.partition("<footer")[0].partition("<body")[2]


def test_a_fault_names_its_request_and_nothing_else() -> None:
    request = RequestFactory().get("/dashboard/mugs/")
    vars(request)["id"] = "0123456789abcdef"  # as the middleware does
    response = errors.fault(request)
    assert response.status_code == 500
    assert "0123456789abcdef" in response.content.decode()


def test_strange_addresses_are_answered_calmly() -> None:
    for path in (
        "/dashboard/%00/",
        "/dashboard/..%2f..%2fetc/",
        "/dashboard/%E0%A4%A/",
        "/dashboard/" + "a" * 5000 + "/",
    ):
        assert Client().get(path).status_code in (302, 404), path
