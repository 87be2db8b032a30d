"""Those who wait, through the API."""

from __future__ import annotations

import pytest

from dramac.api.testing import a_client
from dramac.commerce.waitlist.testing import a_request
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_a_program_reads_the_demand_and_who_waits_and_ends_a_wish() -> None:
    site = a_site()
    wish = a_request(site, email="ann@example.com")
    program = a_client(site)
    [demand] = program.get("/api/v1/restock-demand").json()["data"]
    assert (demand["variant_id"], demand["waiting"]) == (str(wish.variant_id), 1)
    [row] = program.get("/api/v1/restock-requests?state=waiting").json()["data"]
    assert (row["email"], row["state"]) == ("ann@example.com", "waiting")
    assert program.post(f"/api/v1/restock-requests/{wish.pk}/cancellation").json()["state"] == "cancelled"
    assert program.get("/api/v1/restock-demand").json()["data"] == []
