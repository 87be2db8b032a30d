"""Transfers through the API: from one shelf to the other, refusals as problems, and nothing of other sites."""

from __future__ import annotations

from typing import Any

import pytest

from dramac.api.testing import a_client
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.transfers.testing import a_draft, a_transfer, came, detail_of, the_barn
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
API = "/api/v1/inventory/transfers"


def sent(client: Any, method: str, path: str, body: object = None, **headers: str) -> Any:
    return getattr(client, method)(f"{API}{path}", body or {}, content_type="application/json", headers=headers)


def test_goods_go_from_one_shelf_to_the_other() -> None:
    site = a_site()
    client, mug = a_client(site), a_stocked_product(site, 10, cost=100)
    body = {"origin_id": str(default_location(site)), "destination_id": str(the_barn(site).pk)}
    made = sent(client, "post", "", {**body, "lines": [{"variant_id": str(mug.pk), "quantity": 9}]})
    assert made.status_code == 201
    one = f"/{made.json()['id']}"
    lines = [{"variant_id": str(mug.pk), "quantity": 6}]
    assert sent(client, "put", one, {**body, "lines": lines, "carrier": "Van"}).json()["carrier"] == "Van"
    found = sent(client, "post", f"{one}/dispatch", {"tracking": "T-1"}).json()
    assert (found["state"], found["tracking"], found["carrier"]) == ("in_transit", "T-1", "Van")
    assert found["value_on_the_way"] == {"amount": 600, "currency": site.currency}
    line = found["lines"][0]
    receipt = {"lines": [{"line_id": line["id"], "received": 3, "damaged": 1}]}
    key = {"Idempotency-Key": "van-1"}
    first = sent(client, "post", f"{one}/receipts", receipt, **key)
    again = sent(client, "post", f"{one}/receipts", receipt, **key)
    assert (first.status_code, first.json()) == (201, again.json())
    assert (first.json()["state"], first.json()["lines"][0]["open"]) == ("partly_received", 2)
    closed = sent(client, "post", f"{one}/closure", {"reason": "Gone"}).json()
    assert (closed["state"], closed["value_lost"]["amount"]) == ("discrepancy", 200)
    taken_back = sent(client, "post", f"{one}/receipts/{closed['receipts'][1]['id']}/reversal").json()
    assert taken_back["state"] == "partly_received"
    assert sent(client, "post", f"{one}/cancellation").json()["lines"][0]["returned"] == 2
    levels = {level.location_id: level for level in stock.levels(site, [mug.pk])[mug.pk]}
    assert (levels[default_location(site)].on_hand, levels[the_barn(site).pk].on_hand) == (6, 4)
    listed = client.get(API, {"state": "discrepancy", "destination_id": str(the_barn(site).pk)}).json()
    assert [row["number"] for row in listed["data"]] == [1]


def test_refusals_are_problems() -> None:
    site = a_site()
    client, mug = a_client(site), a_stocked_product(site, 3)
    draft = a_draft(site, [(mug, 4)])
    answer = sent(client, "post", f"/{draft.pk}/dispatch")
    assert (answer.status_code, answer.json()["code"]) == (409, "below_zero")
    assert "Only 3 are on hand" in answer.json()["detail"]
    transfer = a_transfer(site)
    line = detail_of(site, transfer).lines[0]
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"received": 6}, "more_than_sent"),
        ({"lost": 6}, "lost_too_many"),
        ({}, "nothing_received"),
        *(({"received": units}, "invalid") for units in (-1, 1.5, "1", 10**9)),
    ]
    for units, code in wrong:
        answer = sent(client, "post", f"/{transfer.pk}/receipts", {"lines": [{"line_id": str(line.pk), **units}]})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert sent(client, "put", f"/{transfer.pk}", {"origin_id": str(line.pk)}).status_code == 422
    assert detail_of(site, transfer).receipts == []


def test_transfers_and_places_of_other_sites_are_not_there() -> None:
    site, other = a_site(), a_site()
    client, theirs = a_client(site), a_transfer(other)
    receipt = came(other, theirs, 1)
    line = str(detail_of(other, theirs).lines[0].pk)
    for part in ("dispatch", "closure", "cancellation", f"receipts/{receipt.pk}/reversal"):
        assert sent(client, "post", f"/{theirs.pk}/{part}").status_code == 404
    body = {"lines": [{"line_id": line, "received": 1}]}
    assert sent(client, "post", f"/{theirs.pk}/receipts", body).status_code == 404
    assert client.get(f"{API}/{theirs.pk}").status_code == 404
    places = {"origin_id": str(default_location(other)), "destination_id": str(the_barn(other).pk)}
    assert sent(client, "post", "", places).status_code == 422
    own = a_transfer(site)
    assert sent(client, "post", f"/{own.pk}/receipts", body).status_code == 422
    assert client.get(API).json()["data"][0]["id"] == str(own.pk)


def test_a_key_that_may_only_read_moves_nothing() -> None:
    site = a_site()
    transfer = a_draft(site)
    client = a_client(site, ("inventory.view",))
    assert client.get(f"{API}/{transfer.pk}").status_code == 200
    assert sent(client, "post", f"/{transfer.pk}/dispatch").status_code == 403
