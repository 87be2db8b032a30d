"""The screens of buying: what to order becomes orders, orders are sent, received and ended."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import assert_ledger_agrees, demand, keeping_batches, stocked
from dramac.commerce.purchasing.models import PurchaseOrder, Supplier, SupplierItem
from dramac.commerce.purchasing.testing import STAFF, a_draft, a_supplier, an_item, an_order, came, detail_of
from dramac.dashboard.testing import Browser, a_browser
from dramac.kit.clock import utc_now
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def rows(browser: Browser, name: str, query: str = "") -> list[str]:
    """What a list shows, in order: the words in the cells of each row."""
    page = browser.text(name, query).split("<tbody>", 1)
    found = re.findall(r"<tr>(.*?)</tr>", page[1] if len(page) > 1 else "", re.S)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def selling(browser: Browser, title: str) -> Any:
    """A new product of which one a day sells, and that is nearly gone."""
    variant = a_variant(browser.site, title, sku=title.upper())
    stocked(browser.site, {variant.pk: 29})
    for days in range(1, 29):
        reference = Reference("order", f"{variant.pk.hex[:20]}{days}")
        wanted, at = [demand(variant.pk, 1)], utc_now() - timedelta(days=days)
        inventory.take(site=browser.site, demands=wanted, reference=reference, by=STAFF, now=at)
    return variant


def test_what_to_order_becomes_one_draft_a_supplier_with_the_units_typed() -> None:
    browser = a_browser()
    mug, jug = selling(browser, "Mug"), selling(browser, "Jug")
    an_item(browser.site, a_supplier(browser.site, "North"), mug, pack_size=6)
    an_order(a_site())
    assert [row.split()[0] for row in rows(browser, "purchasing:reorder", "need=today")] == ["Mug", "Jug"]
    assert "Set a supplier" in rows(browser, "purchasing:reorder", "supplier=none")[0]
    sent = {"ids": [str(mug.pk), str(jug.pk)], f"quantity-{mug.pk}": "50", f"quantity-{jug.pk}": "5"}
    answer = browser.post("purchasing:reorder-bulk", sent, action="orders")
    assert "Nobody supplies it yet" in answer.content.decode()
    [order] = PurchaseOrder.objects.of(browser.site)
    [line] = detail_of(browser.site, order).lines
    assert (line.variant_id, line.ordered, order.state) == (mug.pk, 50, "draft")


def test_drafts_made_by_mistake_are_taken_back() -> None:
    browser = a_browser()
    mug = selling(browser, "Mug")
    an_item(browser.site, a_supplier(browser.site), mug)
    browser.post("purchasing:reorder-bulk", {"ids": [str(mug.pk)]}, action="orders")
    found = re.search(r'action="([^"]+/undo/[^"]+)"', browser.text("purchasing:reorder"))
    assert found
    browser.client.post(found.group(1))
    assert PurchaseOrder.objects.of(browser.site).get().state == "cancelled"


def test_units_that_are_none_are_refused_and_nothing_is_ordered() -> None:
    browser = a_browser()
    mug = selling(browser, "Mug")
    an_item(browser.site, a_supplier(browser.site), mug)
    answer = browser.post("purchasing:reorder-bulk", {"ids": [str(mug.pk)], f"quantity-{mug.pk}": "x"}, action="orders")
    assert "whole number" in answer.content.decode()
    assert not PurchaseOrder.objects.of(browser.site).exists()


def test_an_order_is_begun_filled_sent_received_and_taken_back() -> None:
    browser = a_browser()
    site, mug = browser.site, a_variant(browser.site, "Mug", sku="MUG")
    supplier = a_supplier(site, "North", email="")
    browser.post("purchasing:new-order", {"supplier": str(supplier.pk)})
    order = PurchaseOrder.objects.of(site).get()
    parts: dict[str, Any] = {"purchase_number": order.number}
    place = str(order.location_id)
    browser.post("purchasing:draft", {"add": "mug", "add_units": "7", "location": place}, **parts)
    [line] = detail_of(site, order).lines
    typed = {f"units_{line.pk.hex}": "8", f"cost_{line.pk.hex}": "2.50", "location": place, "shipping_cost": "4"}
    browser.post("purchasing:draft", typed, **parts)
    [line] = detail_of(site, order).lines
    assert (line.ordered, line.unit_cost) == (8, 250)
    browser.post("purchasing:placement", {}, **parts)
    assert "Receive goods" in browser.text("purchasing:order", **parts)
    browser.post("purchasing:receipt", {"key": "one", f"received_{line.pk.hex}": "8"}, **parts)
    [level] = stock.levels(site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.incoming) == (8, 0)
    receipt = detail_of(site, order).latest
    assert receipt is not None
    browser.post("purchasing:receipt-reversal", receipt_id=receipt.pk, **parts)
    [level] = stock.levels(site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.incoming) == (0, 8)


def test_too_many_units_are_refused_beside_their_line_with_what_was_typed() -> None:
    browser = a_browser()
    order = an_order(browser.site)
    [line] = detail_of(browser.site, order).lines
    name = f"received_{line.pk.hex}"
    sent = {"key": "one", name: "99", "note": "Note 7"}
    answer = browser.post("purchasing:receipt", sent, purchase_number=order.number)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "More than was ordered" in page
    assert 'value="99"' in page
    assert "Note 7" in page
    answer = browser.post("purchasing:receipt", {**sent, "may_exceed": "on"}, purchase_number=order.number)
    assert answer.status_code == 302


def test_an_unknown_sku_is_told_beside_its_field() -> None:
    browser = a_browser()
    draft = a_draft(browser.site)
    [line] = detail_of(browser.site, draft).lines
    sent = {"add": "nothing", "location": str(draft.location_id), f"units_{line.pk.hex}": "1"}
    answer = browser.post("purchasing:draft", sent, purchase_number=draft.number)
    assert answer.status_code == 422
    assert "Nothing has this SKU" in answer.content.decode()


def test_orders_end_with_a_reason_in_their_story() -> None:
    browser = a_browser()
    partly, whole = an_order(browser.site), an_order(browser.site)
    came(browser.site, partly, 2)
    browser.post("purchasing:closure", {"reason": "Out of print"}, purchase_number=partly.number)
    browser.post("purchasing:cancellation", {"reason": "Too dear"}, purchase_number=whole.number)
    assert "Out of print" in browser.text("purchasing:order", purchase_number=partly.number)
    assert "Too dear" in browser.text("purchasing:order", purchase_number=whole.number)
    answer = browser.post("purchasing:cancellation", {}, purchase_number=partly.number)
    assert "close it instead" in answer.content.decode()


def test_suppliers_and_their_items_are_written_down() -> None:
    browser = a_browser()
    mug = a_variant(browser.site, "Mug", sku="MUG")
    told: dict[str, Any] = {
        "name": "North",
        "currency": "usd",
        "minimum_order": "500",
        "lead_time_days": "9",
        "country": "IE",
    }
    assert browser.post("purchasing:new-supplier", told).status_code == 302
    row = Supplier.objects.of(browser.site).get()
    assert (row.currency, row.minimum_order, row.lead_time_days) == ("USD", 50000, 9)
    again = browser.post("purchasing:new-supplier", told)
    assert again.status_code == 422
    item = {"supplier": str(row.pk), "variant": "mug", "unit_cost": "3.20", "minimum_lot": "12", "pack_size": "6"}
    assert browser.post("purchasing:new-item", item).status_code == 302
    kept = SupplierItem.objects.of(browser.site).get()
    assert (kept.variant_id, kept.unit_cost, kept.is_preferred) == (mug.pk, 320, True)
    assert "North" in rows(browser, "purchasing:items")[0]
    browser.post("purchasing:item-removal", item_id=kept.pk)
    assert not SupplierItem.objects.of(browser.site).exists()
    browser.post("purchasing:supplier-closing", supplier_id=row.pk)
    assert "Closed" in rows(browser, "purchasing:suppliers")[0]


def test_names_are_shown_as_text_in_lists_sheets_and_files() -> None:
    browser = a_browser()
    order = an_order(
        browser.site, [(a_variant(browser.site, SCRIPT, sku="=1+1"), 2)], supplier=a_supplier(browser.site, SCRIPT)
    )
    parts: dict[str, Any] = {"purchase_number": order.number}
    for name in ("purchasing:order", "purchasing:sheet", "purchasing:receipt"):
        assert SCRIPT not in browser.text(name, **parts)
    assert SCRIPT not in browser.text("purchasing:orders")
    assert "'=1+1" in browser.get("purchasing:lines", **parts).content.decode()


def test_who_packs_may_receive_and_not_order() -> None:
    browser = a_browser(role=Role.FULFILMENT)
    order, draft = an_order(browser.site), a_draft(browser.site)
    assert browser.get("purchasing:receipt", purchase_number=order.number).status_code == 200
    assert browser.get("purchasing:placement", purchase_number=draft.number).status_code == 403
    answer = browser.post("purchasing:reorder-bulk", {"ids": ["x"]}, action="orders")
    assert answer.status_code == 403


def test_every_screen_takes_a_bounded_number_of_statements() -> None:
    browser = a_browser()
    supplier = a_supplier(browser.site)
    an_item(browser.site, supplier)
    order = an_order(browser.site, supplier=supplier)
    few = browser.statements("purchasing:orders"), browser.statements("purchasing:reorder")
    for _ in range(5):
        an_item(browser.site, supplier)
        an_order(browser.site, supplier=supplier)
    assert (browser.statements("purchasing:orders"), browser.statements("purchasing:reorder")) == few
    assert browser.statements("purchasing:order", purchase_number=order.number) <= 14


def test_delivered_goods_say_of_which_batch_they_are() -> None:
    browser = a_browser(keeping_batches(a_site()))
    variant = a_variant(browser.site, "Assam")
    order = an_order(browser.site, [(variant, 8)])
    line = detail_of(browser.site, order).lines[0]
    key = line.pk.hex
    typed = {"key": "one", f"received_{key}": "5", f"batch_{key}": "L-1", f"expires_{key}": "2031-05-01"}
    parts = {"purchase_number": order.number}
    for wrong in ({f"batch_{key}": ""}, {f"batch_{key}": "x" * 61}, {f"expires_{key}": "soon"}):
        assert browser.post("purchasing:receipt", typed | wrong, **parts).status_code == 422
    assert browser.post("purchasing:receipt", typed, **parts).status_code == 302
    [shelf] = stock.batch_levels(browser.site, variant.pk)
    assert (shelf.batch.number, shelf.units, str(shelf.batch.expires_on)) == ("L-1", 5, "2031-05-01")
    receipt = detail_of(browser.site, order).latest
    assert receipt is not None
    browser.post("purchasing:receipt-reversal", receipt_id=receipt.pk, **parts)
    assert not stock.batch_levels(browser.site, variant.pk).exists()
    assert_ledger_agrees(browser.site)
