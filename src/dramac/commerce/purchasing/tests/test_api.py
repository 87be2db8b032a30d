"""Buying through the API: suppliers, orders from the list to the shelf, and refusals as problems."""

from __future__ import annotations

from typing import Any

import pytest

from dramac.api.testing import a_client
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import queries as stock
from dramac.commerce.purchasing.testing import a_supplier, an_item, an_order
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
API = "/api/v1"


def sent(client: Any, method: str, path: str, body: object = None) -> Any:
    return getattr(client, method)(f"{API}{path}", body or {}, content_type="application/json")


def test_an_order_goes_from_the_supplier_to_the_shelf() -> None:
    site = a_site()
    client, mug = a_client(site), a_variant(site, "Mug")
    supplier = sent(client, "post", "/suppliers", {"name": "North", "lead_time_days": 5}).json()
    path = f"/suppliers/{supplier['id']}/items/{mug.pk}"
    assert sent(client, "put", path, {"unit_cost": 250, "pack_size": 6}).json()["is_preferred"] is True
    made = sent(client, "post", "/reorder-list/orders", {"lines": [{"variant_id": str(mug.pk), "quantity": 12}]}).json()
    order = f"/purchase-orders/{made['orders'][0]['id']}"
    assert sent(client, "post", f"{order}/placement").json()["state"] == "ordered"
    [line] = client.get(f"{API}{order}").json()["lines"]
    assert line["landed_total"] == {"amount": 3000, "currency": site.currency}
    lines = [{"line_id": line["id"], "received": 10, "rejected": 1}]
    found = sent(client, "post", f"{order}/receipts", {"lines": lines}).json()
    assert (found["state"], found["lines"][0]["open"]) == ("partly_received", 1)
    assert sent(client, "post", f"{order}/closure").json()["state"] == "received"
    [level] = stock.levels(site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.incoming, level.value) == (10, 0, 2500)


def test_refusals_are_problems_and_foreign_orders_are_not_there() -> None:
    site, other = a_site(), a_site()
    client, order = a_client(site), an_order(site)
    answer = sent(client, "post", f"/purchase-orders/{order.pk}/closure")
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_came")
    foreign = an_order(other)
    for part in ("placement", "closure", "cancellation"):
        assert sent(client, "post", f"/purchase-orders/{foreign.pk}/{part}").status_code == 404
    assert client.get(f"{API}/purchase-orders/{foreign.pk}").status_code == 404
    body = {"supplier_id": str(a_supplier(other).pk)}
    assert sent(client, "post", "/purchase-orders", body).status_code == 422


def test_the_reorder_list_is_read_page_by_page() -> None:
    site = a_site()
    supplier = a_supplier(site)
    for number in range(3):
        an_item(site, supplier, a_variant(site, f"Mug {number}"))
    client = a_client(site)
    first = client.get(f"{API}/reorder-list", {"limit": 2}).json()
    rest = client.get(f"{API}/reorder-list", {"limit": 2, "cursor": first["next"]}).json()
    assert (len(first["data"]), len(rest["data"]), rest["next"]) == (2, 1, None)
    assert client.get(f"{API}/reorder-list", {"due": "true"}).json()["data"] == []
