"""Screens of batches: what expires, one batch with all who got some, the settings, and the doors of others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Batch
from dramac.commerce.inventory.rules.batches import BatchSettings
from dramac.commerce.inventory.testing import NOW, STAFF, a_batch, assert_ledger_agrees, came, keeping_batches
from dramac.commerce.orders.actions import Parcel, fulfil
from dramac.commerce.orders.testing import an_order
from dramac.dashboard.testing import a_browser, filled_in
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def shelf(site: Site, batch: Any) -> list[tuple[str, int, int]]:
    return [(one.batch.number, one.units, one.aside) for one in queries.batch_levels(site, batch.variant_id)]


def test_what_expires_is_listed_with_the_soonest_first() -> None:
    browser = a_browser()
    today = utc_now().date()
    for units, number, days in ((5, "LATER", 60), (2, "SOONER", -1)):
        a_batch(browser.site, units, number, today + timedelta(days=days))
    listed = browser.text("inventory:expiring")
    assert listed.index("SOONER") < listed.index("LATER")
    assert "SOONER" not in browser.text("inventory:expiring", "within=90")
    assert "LATER" not in browser.text("inventory:expiring", "within=expired")
    assert "SOONER" not in browser.text("inventory:expiring", "q=LATE")
    exported: Any = browser.client.get(browser.address("inventory:expiring-export") + "?format=csv")
    assert b"SOONER" in exported.getvalue()


def test_the_first_page_of_stock_names_what_expires_within_the_days_of_warning() -> None:
    browser = a_browser()
    keeping_batches(browser.site, warn_days=30)
    today = utc_now().date()
    for title, days in (("Green tea", 20), ("Black tea", 60)):
        variant = a_variant(browser.site, title)
        came(browser.site, variant.pk, 3, "ONE", today + timedelta(days=days))
    card = browser.text("inventory:index").partition("Expires soon")[2]
    assert "Green tea" in card
    assert "Black tea" not in card
    keeping_batches(browser.site, is_on=False)
    assert "Expires soon" not in browser.text("inventory:index")


def test_chosen_batches_are_written_off_and_put_back() -> None:
    browser = a_browser()
    batch = a_batch(browser.site)
    row = queries.shelves(browser.site).get()
    data = {"ids": [str(row.pk)], "step": "act"}
    assert browser.post("inventory:expiring-bulk", data, action="write-off").status_code == 302
    assert shelf(browser.site, batch) == []
    assert_ledger_agrees(browser.site)


def test_a_batch_is_put_right_or_told_why_not() -> None:
    browser = a_browser()
    batch = a_batch(browser.site)
    came(browser.site, batch.variant_id, 1, "OTHER")
    typed = {"number": "OTHER", "expires_on": "2030-01-01"}
    answer = browser.post("inventory:batch", typed, batch_id=batch.pk)
    assert (answer.status_code, "another batch of this number" in answer.content.decode()) == (422, True)
    answer = browser.post("inventory:batch", typed | {"number": "L-9", "made_on": "2031-01-01"}, batch_id=batch.pk)
    assert "before it was made" in answer.content.decode()
    answer = browser.post("inventory:batch", typed | {"number": "<b>L-9</b>"}, batch_id=batch.pk)
    assert answer.status_code == 302
    batch.refresh_from_db()
    assert str(batch.expires_on) == "2030-01-01"
    assert "<b>L-9</b>" not in browser.text("inventory:batch", batch_id=batch.pk)


def test_a_recall_says_who_got_some_and_sets_the_rest_aside() -> None:
    browser = a_browser()
    batch = a_batch(browser.site, 5)
    order = an_order(browser.site, [(batch.variant, 2)], email="mary@example.com")
    fulfil(site=browser.site, order_id=order.id, parcel=Parcel(notify=False), by=STAFF, now=NOW)
    assert "mary@example.com" in browser.text("inventory:batch", batch_id=batch.pk)
    assert browser.post("inventory:batch-recall", {"reason": ""}, batch_id=batch.pk).status_code == 422
    assert browser.post("inventory:batch-recall", {"reason": "Glass"}, batch_id=batch.pk).status_code == 302
    batch.refresh_from_db()
    assert batch.recall_reason == "Glass"
    assert shelf(browser.site, batch) == [(batch.number, 3, 3)]
    told = browser.text("inventory:batch-recipients", batch_id=batch.pk)
    assert str(order.number) in told
    assert "mary@example.com" in told
    assert "Lift the recall" in browser.text("inventory:batch", batch_id=batch.pk)
    assert browser.post("inventory:batch-recall-lifting", batch_id=batch.pk).status_code == 302
    assert shelf(browser.site, batch) == [(batch.number, 3, 0)]
    assert "Call it back" in browser.text("inventory:batch", batch_id=batch.pk)


def test_all_of_a_batch_is_set_aside_and_written_off() -> None:
    browser = a_browser()
    batch = a_batch(browser.site, 5)
    for deed, left in (("setting-aside", [(batch.number, 5, 5)]), ("write-off", [])):
        assert browser.post(f"inventory:batch-{deed}", batch_id=batch.pk).status_code == 302
        assert shelf(browser.site, batch) == left
    assert_ledger_agrees(browser.site)


def test_goods_come_in_by_hand_with_their_batch() -> None:
    browser = a_browser(keeping_batches(a_site()))
    site, batch = browser.site, a_batch(browser.site, 5)
    typed = {"location": str(actions.default_location(site)), "way": "difference", "number": "4", "type": "restock"}
    typed |= {"batch": "NEW", "expires": "2031-05-01", "step": "act"}
    for wrong in ({"batch": "x" * 100}, {"batch": ""}, {"expires": "soon"}, {"batch": batch.number}):
        assert browser.post("inventory:adjustment", typed | wrong, variant_id=batch.variant_id).status_code == 422
    assert browser.post("inventory:adjustment", typed, variant_id=batch.variant_id).status_code == 302
    assert str(Batch.objects.of(site).get(number="NEW").expires_on) == "2031-05-01"
    assert "NEW" in browser.text("inventory:variant", variant_id=batch.variant_id)
    assert "NEW" in browser.text("inventory:movements", "cols=product,batch")


def test_a_shop_without_batches_is_not_asked_for_any() -> None:
    browser = a_browser()
    batch = a_batch(browser.site)
    browser.site.settings = {}
    browser.site.save()
    assert 'name="batch"' not in browser.text("inventory:adjustment", variant_id=batch.variant_id)


def test_batches_are_turned_on_in_the_settings() -> None:
    browser = a_browser()
    typed = {"is_on": "on", "when_expired": "write_off", "least_days": "7", "warn_days": "14"}
    assert browser.post("inventory:batch-settings", typed).status_code == 302
    browser.site.refresh_from_db()
    assert queries.batching(browser.site) == BatchSettings(True, "write_off", 7, 14)
    assert browser.post("inventory:batch-settings", typed | {"warn_days": "-1"}).status_code == 422


def test_a_file_says_of_which_batch_goods_are() -> None:
    browser = a_browser(keeping_batches(a_site()))
    tea = a_variant(browser.site, "Assam", sku="TEA")
    lines = b"SKU;Menge;Charge;MHD\nTEA;5;L-1;31.05.2031\nTEA;2;L-2;2031-06-30\nTEA;1;L-3;soon\nTEA;1;;2031-06-30\n"
    file = SimpleUploadedFile("stock.csv", lines)
    at = browser.client.post(browser.address("inventory:sheets"), {"file": file}).headers["Location"]
    look = browser.client.get(at).content.decode()
    assert "This is no date." in look
    form = {**filled_in(look), "way": "add"}
    browser.client.post(at, {**form, "step": "act-partly"})
    found = {
        one.batch.number: (one.units, str(one.batch.expires_on)) for one in queries.batch_levels(browser.site, tea.pk)
    }
    assert found == {"L-1": (5, "2031-05-31"), "L-2": (2, "2031-06-30")}
    assert_ledger_agrees(browser.site)
