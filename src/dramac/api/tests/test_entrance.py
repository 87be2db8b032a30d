"""Programs pass no sessions, forms or pages on their way, and still get the headers that protect people."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from dramac.api.testing import a_publishable_key
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/storefront/products"


def test_an_answer_can_be_made_neither_a_page_nor_part_of_one() -> None:
    key = a_publishable_key(a_site())
    answer = Client(headers={"Authorization": f"Bearer {key.text}"}).get(ADDRESS)
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Length"] == str(len(answer.content))
    assert not answer.cookies


def test_the_documentation_is_a_page_like_others() -> None:
    answer = Client().get("/api/v1/docs")
    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]


@override_settings(ALLOWED_HOSTS=["shop.example"])
def test_a_host_that_is_not_ours_is_refused() -> None:
    assert Client().get(ADDRESS, headers={"Host": "elsewhere.example"}).status_code == 400
