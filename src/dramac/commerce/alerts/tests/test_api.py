"""Alerts through the API: listed and dismissed; limits set and removed; who is told."""

from __future__ import annotations

import pytest

from dramac.api.testing import a_client
from dramac.commerce.alerts.testing import a_limit, an_alert, looked_at
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory.testing import a_location, stocked
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
ALERTS, LIMITS, SETTINGS = (f"/api/v1/inventory/{name}" for name in ("alerts", "alert-limits", "alert-settings"))
JSON = "application/json"


def test_open_alerts_are_listed_by_level_and_dismissed_and_shown_again() -> None:
    site = a_site()
    alert = an_alert(site, 2)
    an_alert(site, 8)
    an_alert(a_site(), 2)
    client = a_client(site)
    assert len(client.get(ALERTS).json()["data"]) == 2
    [one] = client.get(ALERTS, {"level": "critical"}).json()["data"]
    assert (one["id"], one["state"], one["available"], one["threshold"]) == (str(alert.pk), "open", 2, 3)
    assert client.post(f"{ALERTS}/{alert.pk}/dismissal").json()["state"] == "dismissed"
    assert len(client.get(ALERTS).json()["data"]) == 1
    assert [one["id"] for one in client.get(ALERTS, {"state": "dismissed"}).json()["data"]] == [str(alert.pk)]
    assert client.delete(f"{ALERTS}/{alert.pk}/dismissal").status_code == 204
    stocked(site, {alert.variant_id: 40})
    looked_at(site, alert.variant)
    assert {one["closing"] for one in client.get(ALERTS, {"state": "closed"}).json()["data"]} == {"restocked"}


def test_limits_are_set_read_replaced_and_removed() -> None:
    site = a_site()
    mug, place = a_variant(site), a_location(site)
    client = a_client(site)
    body = {"variant_id": str(mug.pk), "location_id": str(place.pk), "low_stock_threshold": 25, "reorder_point": 12}
    made = client.post(LIMITS, body, content_type=JSON)
    assert made.status_code == 201
    assert made.json()["product_id"] == str(mug.product_id)
    again = client.post(LIMITS, {**body, "low_stock_threshold": 30}, content_type=JSON).json()
    assert (again["id"], again["low_stock_threshold"]) == (made.json()["id"], 30)
    at = f"{LIMITS}/{again['id']}"
    assert client.put(at, {"low_stock_threshold": 9}, content_type=JSON).json()["reorder_point"] is None
    assert [one["low_stock_threshold"] for one in client.get(LIMITS).json()["data"]] == [9]
    assert client.delete(at).status_code == 204
    assert client.get(at).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "product_id"),
        ({"low_stock_threshold": 2, "critical_stock_threshold": 3}, "critical_stock_threshold"),
        ({"low_stock_threshold": -1}, "low_stock_threshold"),
    ],
)
def test_limits_that_make_no_sense_are_refused_beside_their_field(body: dict[str, int], field: str) -> None:
    site = a_site()
    sent = {**body, "variant_id": str(a_variant(site).pk)} if body else {}
    answer = a_client(site).post(LIMITS, sent, content_type=JSON)
    assert answer.status_code == 422
    assert field in answer.content.decode()


def test_another_shops_goods_and_limits_are_not_there() -> None:
    site, other = a_site(), a_site()
    client = a_client(site)
    foreign = a_limit(other, location=a_location(other).pk)
    assert client.get(f"{LIMITS}/{foreign.pk}").status_code == 404
    assert client.delete(f"{LIMITS}/{foreign.pk}").status_code == 404
    for name, key in (("variant_id", a_variant(other).pk), ("product_id", a_variant(other).product_id),
                      ("location_id", a_location(other, "Barn").pk)):  # fmt: skip
        assert client.post(LIMITS, {name: str(key)}, content_type=JSON).status_code in (404, 422)


def test_the_shops_own_limits_and_wishes_are_replaced_as_a_whole() -> None:
    client = a_client(a_site())
    assert client.get(SETTINGS).json()["low_stock_threshold"] == 10
    sent = {"low_stock_threshold": 20, "email": "digest", "digest_hour": 7, "recipients": ["Ann@Example.com"]}
    kept = client.put(SETTINGS, sent, content_type=JSON).json()
    assert (kept["low_stock_threshold"], kept["email"], kept["recipients"]) == (20, "digest", ["ann@example.com"])
    assert client.get(SETTINGS).json() == kept
    assert client.put(SETTINGS, {"recipients": ["nobody"]}, content_type=JSON).status_code == 422
    assert client.put(SETTINGS, {"critical_stock_threshold": 11}, content_type=JSON).status_code == 422
