"""Orders through the API: each endpoint does what its action does, and asks for the scope that the action needs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from dramac.api.testing import a_client
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.models import Batch
from dramac.commerce.inventory.testing import a_location, came, keeping_batches, stocked
from dramac.commerce.orders.actions import PlacedOrder
from dramac.commerce.orders.testing import a_paid_order, an_order, assert_books_agree, detail_of
from dramac.kit.ids import new_id
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db

ORDERS = "/api/v1/orders"


def bowls(site: Site, *, paid: bool = False) -> PlacedOrder:
    variant = a_variant(site, "Oak bowl", price=1000)
    stocked(site, {variant.pk: 10})
    return (a_paid_order if paid else an_order)(site, [(variant, 3)])


def post(client: Client, path: str, body: Any = None, **headers: str) -> Any:
    sent = "" if body is None else json.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.generic("POST", f"{ORDERS}/{path}", sent, content_type="application/json", headers=named)


def test_an_order_is_paid_sent_in_parts_and_refunded_by_line() -> None:
    site = a_site()
    client, order = a_client(site), bowls(site)
    paid = post(client, f"{order.id}/payments", {"reference": "Statement 7"}).json()
    assert (paid["payment_state"], paid["due"]["amount"]) == ("paid", 0)
    line = paid["lines"][0]["id"]
    body = {"lines": [{"line_id": line, "quantity": 1}], "carrier": "An Post", "tracking_number": "CX1"}
    sent = post(client, f"{order.id}/fulfilments", body).json()
    assert (sent["fulfilment_state"], sent["fulfilments"][0]["carrier"]) == ("partly_fulfilled", "An Post")
    assert post(client, f"{order.id}/fulfilments").json()["fulfilment_state"] == "fulfilled"
    wish = {"lines": [{"line_id": line, "quantity": 1, "from_shipped": True}], "reason": "Chipped"}
    foreseen = post(client, f"{order.id}/refund-preview", wish).json()
    back = post(client, f"{order.id}/refunds", wish).json()
    assert back["refunds"][0]["amount"] == foreseen["amount"] == {"amount": 1000, "currency": "EUR"}
    assert back["payment_state"] == "partly_refunded"
    assert [entry["kind"] for entry in back["timeline"]] == ["placed", "paid", "fulfilled", "fulfilled", "refunded"]
    assert_books_agree(site)


def test_goods_leave_from_the_location_and_of_the_batch_that_the_body_names() -> None:
    site = keeping_batches(a_site())
    client, order = a_client(site), bowls(site, paid=True)
    line = detail_of(site, order).lines[0]
    assert line.variant_id
    came(site, line.variant_id, 2, "L-7")
    batch, barn = Batch.objects.get(), a_location(site, "Barn")
    lines = [{"line_id": str(line.pk), "quantity": 1, "batch_id": str(batch.pk)}]
    refused = post(client, f"{order.id}/fulfilments", {"lines": lines, "location_id": str(barn.pk)})
    assert (refused.status_code, refused.json()["code"]) == (422, "not_in_batch")
    assert post(client, f"{order.id}/fulfilments", {"lines": lines}).status_code == 201
    assert stock.batch_levels(site, line.variant_id).get().units == 1
    twice = [{**lines[0], "batch_id": str(new_id())}]
    assert post(client, f"{order.id}/fulfilments", {"lines": twice}).status_code == 422
    nowhere = post(client, f"{order.id}/fulfilments", {"location_id": str(new_id())})
    assert nowhere.json()["code"] == "unknown_location"
    assert_books_agree(site)


def test_a_refund_sent_twice_with_one_key_is_made_once() -> None:
    site = a_site()
    client, order = a_client(site), bowls(site, paid=True)
    wish = {"amount": {"amount": 500, "currency": "EUR"}}
    answers = [post(client, f"{order.id}/refunds", wish, Idempotency_Key="r-1") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert client.get(f"{ORDERS}/{order.id}").json()["refunded_total"]["amount"] == 500


def test_more_than_was_paid_cannot_go_back() -> None:
    site = a_site()
    client, order = a_client(site), bowls(site, paid=True)
    answer = post(client, f"{order.id}/refunds", {"amount": {"amount": 10**9, "currency": "EUR"}})
    assert (answer.status_code, answer.json()["code"]) == (422, "more_than_paid")
    wrong = post(client, f"{order.id}/refunds", {"amount": {"amount": 5, "currency": "USD"}})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/amount/currency")


def test_cancelling_with_a_refund_needs_the_scope_to_refund() -> None:
    site = a_site()
    order = bowls(site, paid=True)
    clerk = a_client(site, ["orders.*"])
    denied = post(clerk, f"{order.id}/cancellation")
    assert (denied.status_code, "payments.refund" in denied.json()["detail"]) == (403, True)
    assert post(clerk, f"{order.id}/cancellation", {"refund": False}).json()["state"] == "cancelled"
    again = post(clerk, f"{order.id}/cancellation", {"refund": False})
    assert (again.status_code, again.json()["code"]) == (409, "is_cancelled")
    assert_books_agree(site)


@pytest.mark.parametrize("path", ["payments", "captures", "refunds"])
def test_reading_orders_does_not_move_money(path: str) -> None:
    site = a_site()
    order = bowls(site)
    reader = a_client(site, ["*.view", "orders.*"])
    assert post(reader, f"{order.id}/{path}", {}).status_code == 403


def test_lists_are_narrowed_by_state_text_and_time() -> None:
    site = a_site()
    client, paid, open_one = a_client(site), bowls(site, paid=True), bowls(site)

    def numbers(query: str) -> list[int]:
        return [one["number"] for one in client.get(f"{ORDERS}?{query}").json()["data"]]

    assert numbers("payment_state=paid") == [paid.number]
    assert numbers("payment_state=pending&payment_state=voided") == [open_one.number]
    assert numbers(f"q=%23{paid.number}") == [paid.number]
    assert numbers("since=2026-03-02T12:00:01Z") == []
    assert sorted(numbers("until=2026-03-02T12:00:01Z")) == sorted([paid.number, open_one.number])
    assert client.get(f"{ORDERS}?since=yesterday").json()["errors"][0]["parameter"] == "since"


def test_a_note_is_in_the_story_and_shown_to_staff_only() -> None:
    site = a_site()
    order = bowls(site)
    noted = post(a_client(site), f"{order.id}/notes", {"text": "<b>Wrap</b>"}).json()
    assert (noted["timeline"][-1]["kind"], noted["timeline"][-1]["text"]) == ("note", "<b>Wrap</b>")
    assert noted["timeline"][-1]["actor"] == "Warehouse"
