"""Stock through the API: levels read whole or in part, variants found by their codes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dramac.api.testing import a_client
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.rules import StockSettings
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, keeping_batches, stocked
from dramac.kit.clock import utc_now
from dramac.tenancy.actions import change_settings
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db

JSON = "application/json"
LEVELS = "/api/v1/inventory/levels"
HOLDS = "/api/v1/inventory/holds"


def test_all_levels_can_be_read_page_by_page() -> None:
    site, other = a_site(), a_site()
    variants = [a_variant(site, f"Bowl {number}") for number in range(5)]
    stocked(site, {one.pk: 10 for one in variants})
    stocked(other, {a_variant(other).pk: 3})
    client, seen, cursor = a_client(site), [], None
    while True:
        page = client.get(LEVELS, {"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += [level["variant_id"] for level in page["data"]]
        if (cursor := page["next"]) is None:
            break
    assert sorted(seen) == sorted(str(one.pk) for one in variants)


def test_levels_are_narrowed_by_variant_place_and_what_is_left() -> None:
    site = a_site()
    few, many = a_variant(site, "Few"), a_variant(site, "Many")
    stocked(site, {few.pk: 2, many.pk: 50})
    client = a_client(site)
    assert [one["variant_id"] for one in client.get(LEVELS, {"available_to": 5}).json()["data"]] == [str(few.pk)]
    assert [one["on_hand"] for one in client.get(LEVELS, {"variant_id": str(many.pk)}).json()["data"]] == [50]
    assert client.get(LEVELS, {"location_id": str(a_location(site, "Back room").pk)}).json()["data"] == []


def test_a_variant_is_found_by_its_code() -> None:
    site = a_site()
    wanted = a_variant(site, "Oak bowl", sku="BOWL-S")
    a_variant(site, "Mug", sku="MUG")
    client = a_client(site)
    found = client.get("/api/v1/variants", {"sku": "BOWL-S"}).json()["data"]
    assert [(one["id"], one["product_title"]) for one in found] == [(str(wanted.pk), "Oak bowl")]
    assert [one["sku"] for one in client.get("/api/v1/variants", {"q": "bowl-"}).json()["data"]] == ["BOWL-S"]
    assert client.get(f"/api/v1/variants/{wanted.pk}").json()["product_id"] == str(wanted.product_id)


def test_what_is_low_is_told_by_the_shops_own_limit() -> None:
    site = a_site()
    few, some = a_variant(site, "Few"), a_variant(site, "Some")
    stocked(site, {few.pk: 4, some.pk: 14})
    client = a_client(site)
    assert [one["variant_id"] for one in client.get(LEVELS, {"is_low": "true"}).json()["data"]] == [str(few.pk)]
    change_settings(site=site, settings=StockSettings(low_at=14), by=STAFF, now=NOW)
    assert len(client.get(LEVELS, {"is_low": "true"}).json()["data"]) == 2
    assert len(client.get(LEVELS, {"is_low": "true", "available_to": "4"}).json()["data"]) == 1


def test_batches_come_in_are_read_and_called_back() -> None:
    site = keeping_batches(a_site())
    tea = a_variant(site, "Assam")
    client = a_client(site)
    batch = {"number": "L-1", "expires_on": "2031-05-01"}
    sent = {"deliveries": [{"variant_id": str(tea.pk), "quantity": 4, "batch": batch}]}
    assert client.post("/api/v1/inventory/deliveries", sent, content_type=JSON).status_code == 200
    [listed] = client.get("/api/v1/inventory/batches", {"expires_until": "2031-05-01"}).json()["data"]
    assert (listed["number"], listed["units"], listed["expires_on"]) == ("L-1", 4, "2031-05-01")
    assert client.get("/api/v1/inventory/batches", {"expires_until": "2031-04-30"}).json()["data"] == []
    address = f"/api/v1/inventory/batches/{listed['id']}"
    told = client.put(address, {"expires_on": "2031-06-01"}, content_type=JSON).json()["batch"]
    assert (told["number"], told["expires_on"]) == ("L-1", "2031-06-01")
    told = client.post(f"{address}/recall", {"reason": "Glass"}, content_type=JSON).json()
    assert (told["batch"]["aside"], told["batch"]["recall_reason"]) == (4, "Glass")
    assert [one["units"] for one in client.get(address).json()["places"]] == [4]
    lifted = client.delete(f"{address}/recall").json()["batch"]
    assert (lifted["aside"], lifted["recalled_at"], lifted["recall_reason"]) == (0, None, "")
    lost = {"reason": "Gone", "changes": [{"variant_id": str(tea.pk), "quantity": -9, "batch": {"number": "L-1"}}]}
    refused = client.post("/api/v1/inventory/adjustments", lost, content_type=JSON)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_in_batch")


def test_a_shop_without_batches_says_so() -> None:
    site = a_site()
    tea = a_variant(site, "Assam")
    sent = {"deliveries": [{"variant_id": str(tea.pk), "quantity": 4, "batch": {"number": "L-1"}}]}
    refused = a_client(site).post("/api/v1/inventory/deliveries", sent, content_type=JSON)
    assert (refused.status_code, refused.json()["code"]) == (422, "batches_off")


def test_units_are_kept_for_somebody_and_given_back() -> None:
    site = a_site()
    mug = a_variant(site, "Mug")
    stocked(site, {mug.pk: 5})
    client, until = a_client(site), (utc_now() + timedelta(days=2)).isoformat()
    wanted = {"variant_id": str(mug.pk), "quantity": 3, "until": until, "reason": "For Mrs Murray"}
    made = client.post(HOLDS, wanted, JSON)
    assert (made.status_code, made.json()["quantity"], made.json()["reason"]) == (201, 3, "For Mrs Murray")
    assert client.get(made["Location"]).json() == made.json()
    assert [one["id"] for one in client.get(HOLDS, {"variant_id": str(mug.pk)}).json()["data"]] == [made.json()["id"]]
    [level] = client.get(LEVELS).json()["data"]
    assert (level["on_hand"], level["reserved"], level["available"]) == (5, 3, 2)
    assert client.delete(made["Location"]).status_code == 204
    assert client.get(HOLDS).json()["data"] == []
    assert client.get(LEVELS).json()["data"][0]["available"] == 5


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"quantity": 6}, "not_enough"),
        ({"quantity": 0}, "greater_than_equal"),
        ({"quantity": 1.5}, "int_type"),
        ({"until": "2020-01-01T00:00:00Z"}, "in_the_past"),
        ({"until": "2099-01-01T00:00:00Z"}, "too_long"),
        ({"location_id": "01900000-0000-7000-8000-000000000000"}, "unknown_level"),
        ({"reason": "x" * 301}, "string_too_long"),
    ],
)
def test_a_hold_that_cannot_be_says_why_and_keeps_nothing(wrong: dict[str, Any], code: str) -> None:
    site = a_site()
    mug = a_variant(site, "Mug")
    stocked(site, {mug.pk: 5})
    until = (utc_now() + timedelta(days=2)).isoformat()
    body = {"variant_id": str(mug.pk), "quantity": 2, "until": until} | wrong
    answer = a_client(site).post(HOLDS, body, JSON)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    assert queries.availability(site, [mug.pk]) == {mug.pk: 5}
