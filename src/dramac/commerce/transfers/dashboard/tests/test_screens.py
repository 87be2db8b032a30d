"""The screens of transfers: drafted by scanning, sent, received, ended; what is wrong is said and nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import STAFF, a_stocked_product, assert_ledger_agrees, demand
from dramac.commerce.transfers.models import StockTransfer, StockTransferReceipt
from dramac.commerce.transfers.testing import NOW, a_draft, a_transfer, came, detail_of, the_barn
from dramac.dashboard.testing import Browser, a_browser, filled_in
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def places(browser: Browser) -> dict[str, str]:
    return {"origin": str(default_location(browser.site)), "destination": str(the_barn(browser.site).pk)}


def on_hand(browser: Browser, variant: Any) -> dict[str, int]:
    names = {one.pk: one.name for one in stock.locations(browser.site)}
    return {names[one.location_id]: one.on_hand for one in stock.levels(browser.site, [variant.pk])[variant.pk]}


def test_goods_are_scanned_onto_a_list_saved_sent_and_received() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, sku="MUG", title="Mug")
    start = places(browser)
    scanned = browser.post("transfers:new", {**start, "step": "scan", "scanned": "mug", "each": "2"})
    assert scanned.status_code == 200
    kept = {name: values[-1] for name, values in filled_in(scanned.content.decode()).items()}
    assert kept[f"units-{mug.pk}"] == "2"
    again = browser.post("transfers:new", {**start, **kept, "step": "scan", "scanned": "Mug", "each": "2"})
    kept = {name: values[-1] for name, values in filled_in(again.content.decode()).items()}
    saved = browser.post("transfers:new", {**kept, "step": "save", "scanned": "", "carrier": "Own van"})
    assert saved.status_code == 302
    transfer = StockTransfer.objects.of(browser.site).get()
    at: dict[str, Any] = {"transfer_number": transfer.number}
    assert detail_of(browser.site, transfer).lines[0].quantity == 4
    assert browser.post("transfers:dispatch", {"carrier": "Own van", "tracking": "T-9"}, **at).status_code == 302
    page = browser.text("transfers:transfer", **at)
    assert "T-9" in page
    assert "On its way" in page
    form = filled_in(browser.text("transfers:receipt", **at))
    answer = browser.post("transfers:receipt", {**form, "step": "receive"}, **at)
    assert answer.status_code == 302
    assert list(on_hand(browser, mug).values()) == [6, 4]
    assert StockTransfer.objects.of(browser.site).get().state == "received"
    assert_ledger_agrees(browser.site)


def test_what_is_wrong_with_a_draft_is_said_and_what_was_typed_is_kept() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, sku="MUG")
    start = {**places(browser), "line": str(mug.pk), "note": "By hand", "step": "save"}
    for typed in ("0", "-1", "1.5", "many", "1000001", "9" * 30):
        answer = browser.post("transfers:new", {**start, f"units-{mug.pk}": typed})
        assert answer.status_code == 422
        assert "Write a whole number between 1 and 1,000,000." in text(answer)
        assert f'value="{typed}"' in answer.content.decode()
        assert "By hand" in text(answer)
    same = browser.post("transfers:new", {**start, f"units-{mug.pk}": "2", "destination": start["origin"]})
    assert same.status_code == 422
    assert "choose two" in text(same)
    for scanned, each, words in (
        ("NOPE", "1", "Nothing that is tracked"),
        ("MUG", "0", "how many each scan counts"),
        (SCRIPT, "1", "Nothing that is tracked"),
        ("x" * 100_000, "1", "Nothing that is tracked"),
    ):
        answer = browser.post("transfers:new", {**start, "step": "scan", "scanned": scanned, "each": each})
        assert answer.status_code == 422
        assert words in text(answer)
        assert SCRIPT not in answer.content.decode()
    assert not StockTransfer.objects.of(browser.site).exists()


def test_a_draft_is_changed_until_its_goods_leave() -> None:
    browser = a_browser()
    draft = a_draft(browser.site)
    at: dict[str, Any] = {"transfer_number": draft.number}
    line = detail_of(browser.site, draft).lines[0]
    form = filled_in(browser.text("transfers:draft", **at))
    assert form[f"units-{line.variant_id}"] == ["5"]
    browser.post("transfers:draft", {**form, f"units-{line.variant_id}": "3", "step": "save"}, **at)
    assert detail_of(browser.site, draft).lines[0].quantity == 3
    browser.post("transfers:dispatch", {}, **at)
    assert browser.get("transfers:draft", **at).status_code == 404
    late = browser.post("transfers:draft", {**form, "step": "save"}, **at)
    assert late.status_code == 422
    assert "have left" in text(late)


def test_the_first_scan_of_a_receipt_begins_from_zero_and_unknown_codes_count_nothing() -> None:
    browser = a_browser()
    mug, jug = (a_stocked_product(browser.site, 10, sku=name, title=name) for name in ("MUG", "JUG"))
    a_stocked_product(browser.site, 10, sku="POT")
    transfer = a_transfer(browser.site, [(mug, 5), (jug, 4)])
    first, second = detail_of(browser.site, transfer).lines
    at: dict[str, Any] = {"transfer_number": transfer.number}
    form = filled_in(browser.text("transfers:receipt", **at))
    assert form[f"received_{first.pk.hex}"] == ["5"]
    for number in (1, 2):
        answer = browser.post("transfers:receipt", {**form, "step": "scan", "scanned": "mug", "each": "1"}, **at)
        assert answer.status_code == 200
        form = filled_in(answer.content.decode())
        assert (form[f"received_{first.pk.hex}"], form[f"received_{second.pk.hex}"]) == ([str(number)], ["0"])
    for code, words in (("POT", "is not on this transfer"), ("NOPE", "Nothing that is tracked")):
        answer = browser.post("transfers:receipt", {**form, "step": "scan", "scanned": code, "each": "1"}, **at)
        assert answer.status_code == 422
        assert words in text(answer)
    assert browser.post("transfers:receipt", {**form, "step": "receive"}, **at).status_code == 302
    assert [line.received for line in detail_of(browser.site, transfer).lines] == [2, 0]


def test_what_cannot_have_come_is_said_beside_its_line_and_kept() -> None:
    browser = a_browser()
    transfer = a_transfer(browser.site)
    at: dict[str, Any] = {"transfer_number": transfer.number}
    line = detail_of(browser.site, transfer).lines[0].pk.hex
    form = filled_in(browser.text("transfers:receipt", **at))
    for sent, words in (
        ({f"received_{line}": "7"}, "More than was sent"),
        ({f"received_{line}": "3", f"lost_{line}": "3"}, "No more can be lost"),
        ({f"received_{line}": "-1"}, "greater than or equal to 0"),
        ({f"received_{line}": "1.5"}, "whole number"),
        ({f"received_{line}": "0"}, "Say how many came"),
    ):
        answer = browser.post("transfers:receipt", {**form, "note": "On Monday", **sent, "step": "receive"}, **at)
        assert answer.status_code == 422
        assert words in text(answer)
        assert "On Monday" in answer.content.decode()
    assert not StockTransferReceipt.objects.of(browser.site).exists()
    more = {**form, f"received_{line}": "7", "may_exceed": "on", "step": "receive"}
    for _ in range(2):
        assert browser.post("transfers:receipt", more, **at).status_code == 302
    assert [one.found for one in detail_of(browser.site, transfer).lines] == [2]
    assert "Something else came than was sent" in browser.text("transfers:transfer", **at)


def test_more_than_can_be_taken_off_is_refused_with_the_reason() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 5, title="Mug")
    inventory.take(site=browser.site, demands=[demand(mug.pk, 3)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    draft = a_draft(browser.site, [(mug, 4)])
    at: dict[str, Any] = {"transfer_number": draft.number}
    assert "4 wanted, 2 available" in text(browser.get("transfers:dispatch", **at))
    answer = browser.post("transfers:dispatch", {"carrier": "Van"}, **at)
    assert answer.status_code == 422
    assert "3 of the 5 on hand are promised to orders" in text(answer)
    assert 'value="Van"' in answer.content.decode()
    assert detail_of(browser.site, draft).transfer.state == "draft"


def test_a_transfer_ends_with_its_losses_shown_and_each_step_can_be_taken_back() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, cost=250, title="Mug")
    transfer = a_draft(browser.site, [(mug, 4)])
    at: dict[str, Any] = {"transfer_number": transfer.number}
    browser.post("transfers:dispatch", {}, **at)
    browser.post("transfers:recall", **at)
    assert detail_of(browser.site, transfer).transfer.state == "draft"
    browser.post("transfers:dispatch", {}, **at)
    came(browser.site, transfer, 1)
    assert "€7.50" in text(browser.get("transfers:closure", **at))
    browser.post("transfers:closure", {"reason": "Fell off the van"}, **at)
    page = text(browser.get("transfers:transfer", **at))
    assert "Missing: 3, worth €7.50" in page
    assert "Fell off the van" in page
    latest = detail_of(browser.site, transfer).latest
    assert latest is not None
    browser.post("transfers:receipt-reversal", transfer_receipt_id=latest.pk, **at)
    browser.post("transfers:cancellation", {"reason": "Keep them"}, **at)
    found = detail_of(browser.site, transfer)
    assert (found.transfer.state, found.lines[0].returned) == ("received", 3)
    assert list(on_hand(browser, mug).values()) == [9, 1]


def test_the_list_has_views_filters_and_search() -> None:
    browser = a_browser()
    draft, sent = a_draft(browser.site, reference="Fair"), a_transfer(browser.site)
    a_transfer(a_site())
    assert "TR-3" not in browser.text("transfers:index")
    assert f"TR-{sent.number}" in browser.text("transfers:index", "state=in_transit")
    assert f"TR-{draft.number}" not in browser.text("transfers:index", "state=in_transit")
    assert f"TR-{draft.number}" in browser.text("transfers:index", "q=fair")
    assert f"TR-{sent.number}" in browser.text("transfers:index", f"q=tr-{sent.number}")
    assert "TR-" not in browser.text("transfers:index", f"origin={the_barn(browser.site).pk}").split("<tbody>")[-1]


def test_movements_and_the_variant_lead_to_the_transfer() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug")
    transfer = a_transfer(browser.site, [(mug, 4)])
    page = text(browser.get("inventory:variant", variant_id=mug.pk))
    assert "4 sent to another location" in page
    assert "4 on their way" in page
    assert f"Transfer {transfer.number} → The barn" in page
    address = browser.address("transfers:transfer", transfer_number=transfer.number)
    assert address in browser.text("inventory:variant", variant_id=mug.pk)
    begun = browser.text("transfers:new", f"variant={mug.pk}&origin={the_barn(browser.site).pk}")
    assert filled_in(begun)["origin"] == [str(the_barn(browser.site).pk)]
    assert filled_in(begun)[f"units-{mug.pk}"] == ["1"]


def test_names_are_shown_as_text_and_the_packing_list_tells_what_to_pack() -> None:
    browser = a_browser()
    transfer = a_transfer(browser.site, [(a_stocked_product(browser.site, 9, title=SCRIPT, sku="A-1"), 6)], note=SCRIPT)
    at: dict[str, Any] = {"transfer_number": transfer.number}
    for name in ("transfer", "sheet", "receipt", "dispatch", "closure"):
        assert SCRIPT not in browser.text(f"transfers:{name}", **at)
    sheet = text(browser.get("transfers:sheet", **at))
    assert "A-1" in sheet
    assert "6 units, 1 line" in sheet


def test_who_may_only_look_moves_nothing_and_other_shops_are_not_there() -> None:
    browser = a_browser(role=Role.VIEWER)
    draft, sent = a_draft(browser.site), a_transfer(browser.site)
    assert browser.get("transfers:transfer", transfer_number=sent.number).status_code == 200
    for name, number in (("dispatch", draft.number), ("receipt", sent.number), ("closure", sent.number)):
        assert browser.get(f"transfers:{name}", transfer_number=number).status_code == 403
    assert browser.get("transfers:new").status_code == 403
    owner, other = a_browser(), a_site()
    theirs = a_transfer(other)
    receipt = came(other, theirs, 1)
    own = a_transfer(owner.site)
    assert owner.get("transfers:transfer", transfer_number=10**12).status_code == 404
    gone = owner.post("transfers:receipt-reversal", transfer_receipt_id=receipt.pk, transfer_number=own.number)
    assert gone.status_code == 404
    foreign = a_stocked_product(other)
    answer = owner.post("transfers:new", {**places(owner), "line": str(foreign.pk), f"units-{foreign.pk}": "1"})
    assert str(foreign.pk) not in answer.content.decode()
    assert f"units-{foreign.pk}" not in owner.text("transfers:new", f"variant={foreign.pk}")


def test_every_screen_takes_a_bounded_number_of_statements() -> None:
    browser = a_browser()
    first = a_transfer(browser.site, [(a_stocked_product(browser.site), 1)])
    few = browser.statements("transfers:index")
    goods = [(a_stocked_product(browser.site), 2) for _ in range(8)]
    long = a_transfer(browser.site, goods)
    assert browser.statements("transfers:index") == few
    for name in ("transfer", "receipt", "sheet"):
        short = browser.statements(f"transfers:{name}", transfer_number=first.number)
        assert browser.statements(f"transfers:{name}", transfer_number=long.number) == short <= 15
