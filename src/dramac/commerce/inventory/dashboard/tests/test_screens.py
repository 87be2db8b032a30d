"""The stock screens: how many there are and why, changed by hand, looked at first, taken back once."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest

from dramac.commerce.catalog.testing import a_product, a_variant, variants_of
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Location, Movement
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_location,
    a_stocked_product,
    assert_ledger_agrees,
    demand,
    stocked,
)
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
SUM = "{{7*7}}"


def rows(browser: Browser, query: str = "") -> list[str]:
    """What the list shows, in order: the words in the cells of each row."""
    page = browser.text("inventory:levels", query).split("<tbody>", 1)
    found = re.findall(r"<tr>(.*?)</tr>", page[1] if len(page) > 1 else "", re.S)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def send(browser: Browser, variant: Any, **typed: str) -> Any:
    """Send the form that adjusts; `step=act` does it, anything else only looks."""
    place = actions.default_location(browser.site)
    form = {
        "location": str(place),
        "way": "difference",
        "number": "2",
        "type": "adjustment",
        "reason": "Counted",
        "step": "act",
    }
    return browser.post("inventory:adjustment", {**form, **typed}, variant_id=variant.pk)


def undo(browser: Browser, variant: Any) -> Any:
    """Press Undo in the message that the variant's page shows."""
    found = re.search(r'action="([^"]+/reversal)"', browser.text("inventory:variant", variant_id=variant.pk))
    assert found
    return browser.client.post(found.group(1))


def on_hand(browser: Browser, variant: Any) -> int:
    return sum(level.on_hand for level in queries.levels(browser.site, [variant.pk]).get(variant.pk, []))


def told(answer: Any, status: int = 422) -> str:
    """What the page says, when the answer has this status."""
    assert answer.status_code == status
    return str(answer.content.decode())


# The list


def test_the_list_tells_on_hand_committed_available_and_incoming_of_every_variant() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    a_stocked_product(a_site(), 3, title="Foreign")
    actions.take(site=browser.site, demands=[demand(mug.pk, 3)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    actions.expect(site=browser.site, deliveries=[actions.Adjustment(mug.pk, 20)], by=STAFF, now=NOW)
    assert rows(browser) == ["Mug MUG 10 3 0 7 20 Adjust"]


def test_it_is_narrowed_by_location_number_and_words() -> None:
    browser = a_browser()
    shop, barn = a_location(browser.site, "Shop"), a_location(browser.site, "Barn")
    mug, plate = a_variant(browser.site, "Mug", sku="MUG"), a_variant(browser.site, "Plate", barcode="4006381333931")
    a_variant(browser.site, "Voucher", tracks_stock=False)
    stocked(browser.site, {mug.pk: 3}, location=shop)
    stocked(browser.site, {mug.pk: 9, plate.pk: 40}, location=barn)
    assert rows(browser, f"location={shop.pk}&available_from=1") == ["Mug MUG 3 0 0 3 0 Adjust"]
    assert rows(browser, "available_from=13") == ["Plate – 40 0 0 40 0 Adjust"]
    assert rows(browser, "q=MUG") == ["Mug MUG 12 0 0 12 0 Adjust"]
    assert rows(browser, "q=40063813") == ["Plate – 40 0 0 40 0 Adjust"]
    assert rows(browser, "tracked=no") == ["Voucher – 0 0 0 Not tracked 0"]
    assert [row.split()[0] for row in rows(browser, "sort=-available&tracked=yes")] == ["Plate", "Mug"]


def test_a_location_of_another_shop_is_not_looked_at() -> None:
    browser = a_browser()
    a_stocked_product(browser.site, 3, title="Mug")
    foreign = a_location(a_site(), "Foreign")
    page = browser.text("inventory:levels", f"location={foreign.pk}")
    assert "Some filters could not be read" in page
    assert "Foreign" not in page


def test_the_list_needs_as_many_statements_for_two_hundred_variants_as_for_five() -> None:
    few, browser = a_browser(), a_browser()
    for one, number in ((few, 5), (browser, 200)):
        mug = a_product(one.site, "Mug", options={"Size": [str(size) for size in range(number)]})
        stocked(one.site, {row.pk: 3 for row in variants_of(mug)})
    assert browser.statements("inventory:levels", "per=100") == few.statements("inventory:levels", "per=100") <= 18


def test_names_are_text_wherever_they_are_shown() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 3, title=f"Mug {SCRIPT}{SUM}", sku=SCRIPT)
    place = a_location(browser.site, f"Shed {SCRIPT}")
    stocked(browser.site, {mug.pk: 4}, location=place)
    pages = [
        browser.text("inventory:levels", "cols=sku"), browser.text("inventory:locations"), browser.text("dashboard:home"),
        browser.text("inventory:variant", variant_id=mug.pk), browser.text("inventory:adjustment", variant_id=mug.pk),
        browser.text("inventory:history", variant_id=mug.pk, location_id=place.pk),
    ]  # fmt: skip
    assert all(SCRIPT not in page for page in pages)
    assert SUM in pages[0]


# Adjusting


def test_a_change_is_looked_at_before_it_is_made() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    page = told(send(browser, mug, number="-3", step="look"), 200)
    assert "10 → 7 on hand, 7 available." in page
    assert on_hand(browser, mug) == 10
    assert send(browser, mug, number="-3")["Location"] == browser.address("inventory:variant", variant_id=mug.pk)
    assert on_hand(browser, mug) == 7
    assert_ledger_agrees(browser.site)


def test_what_was_counted_becomes_what_is_there() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    send(browser, mug, way="counted", number="4")
    assert on_hand(browser, mug) == 4
    assert "This is" not in told(send(browser, mug, way="counted", number="4"))
    assert on_hand(browser, mug) == 4


@pytest.mark.parametrize(
    "typed",
    [
        {"number": ""}, {"number": "0"}, {"number": "1.5"}, {"number": "-11"}, {"number": "1000001"}, {"number": "9" * 5000},
        {"number": "NaN"}, {"number": SCRIPT}, {"number": SUM}, {"number": "3", "type": "damage"}, {"number": "-3", "type": "restock"},
        {"number": "3", "type": "sale"}, {"number": "3", "reason": ""}, {"number": "3", "reason": "x" * 100_000},
        {"number": "-1", "way": "counted"}, {"number": "3", "way": "guessed"}, {"number": "3", "location": "shed"},
    ],
    ids=lambda typed: "-".join(f"{name}={text[:12]}" for name, text in typed.items()),
)  # fmt: skip
def test_a_change_that_makes_no_sense_is_refused_with_what_was_typed(typed: dict[str, str]) -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    page = told(send(browser, mug, **{"reason": "Kept words", **typed}))
    assert 'aria-invalid="true"' in page or "error" in page
    assert "Kept words" in page or "reason" in typed
    assert html.escape(typed["number"][:40], quote=False) in page
    assert SCRIPT not in page
    assert on_hand(browser, mug) == 10


def test_a_closed_location_and_one_of_another_shop_cannot_be_chosen() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    closed = a_location(browser.site, "Barn")
    actions.close_location(site=browser.site, location_id=closed.pk, by=STAFF, now=NOW)
    for place in (closed, a_location(a_site())):
        told(send(browser, mug, location=str(place.pk)))
    assert Movement.objects.of(browser.site).count() == 1


# Taking back


def test_a_change_is_taken_back_by_its_opposite_and_the_books_keep_both() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    send(browser, mug, number="-3", type="damage", reason="Dropped")
    undo(browser, mug)
    assert on_hand(browser, mug) == 10
    page = browser.text("inventory:variant", variant_id=mug.pk)
    assert "Taken back: Dropped" in page
    assert_ledger_agrees(browser.site)


def test_a_change_is_taken_back_only_once() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    send(browser, mug, number="5")
    moved = Movement.objects.of(browser.site).order_by("-id")[0]
    for _press in range(3):
        browser.post("inventory:reversal", movement_id=moved.pk)
    assert on_hand(browser, mug) == 10
    assert "This change was taken back already." in browser.text("inventory:levels")


def test_taking_back_can_itself_be_undone_once_and_no_further() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    send(browser, mug, number="5")
    undo(browser, mug)
    assert on_hand(browser, mug) == 10
    undo(browser, mug)
    assert on_hand(browser, mug) == 15
    assert "reversal" not in browser.text("inventory:variant", variant_id=mug.pk)
    last = Movement.objects.of(browser.site).order_by("-id")[0]
    assert browser.post("inventory:reversal", movement_id=last.pk).status_code == 404
    assert on_hand(browser, mug) == 15


def test_what_orders_did_cannot_be_taken_back_by_hand() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    actions.take(site=browser.site, demands=[demand(mug.pk, 3)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    actions.ship(site=browser.site, units={mug.pk: 3}, reference=Reference("order", "1"), by=STAFF, now=NOW)
    for moved in Movement.objects.of(browser.site).filter(reference_type="order"):
        assert browser.post("inventory:reversal", movement_id=moved.pk).status_code == 404
    assert on_hand(browser, mug) == 7


def test_what_is_no_longer_there_cannot_be_taken_back() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 0)
    send(browser, mug, number="5")
    moved = Movement.objects.of(browser.site).get()
    stocked(browser.site, {mug.pk: 2})
    browser.post("inventory:reversal", movement_id=moved.pk)
    assert "Only 2 are on hand." in browser.text("inventory:levels")
    assert on_hand(browser, mug) == 2


# The story


def test_the_story_of_a_number_names_cause_reason_person_and_order_newest_first() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug")
    send(browser, mug, number="-1", type="damage", reason="Dropped")
    page = browser.text("inventory:variant", variant_id=mug.pk)
    assert "Why is this number 9?" in page
    assert page.index("Damaged: \N{MINUS SIGN}1") < page.index("Correction: +10")
    assert "Dropped" in page


def test_a_long_story_goes_on_on_the_next_page_and_costs_no_more() -> None:
    browser = a_browser()
    mug = a_variant(browser.site)
    for hour in range(60):
        actions.adjust(site=browser.site, changes=[actions.Adjustment(mug.pk, 1)], why=actions.Why("restock"), by=STAFF,
                       now=NOW + timedelta(hours=hour))  # fmt: skip
    first = browser.text("inventory:variant", variant_id=mug.pk)
    further = re.search(r'href="\?([^"]+)"', first)
    assert further
    rest = browser.text("inventory:variant", html.unescape(further.group(1)), variant_id=mug.pk)
    assert (first.count("came in"), rest.count("came in")) == (50, 10)
    few = a_stocked_product(browser.site, 1)
    needed = browser.statements("inventory:variant", variant_id=few.pk)
    assert browser.statements("inventory:variant", variant_id=mug.pk) == needed <= 17
    for odd in ("since=yesterday&key=1", "since=2026-01-01", "since=2026-01-01T00:00:00&key=x"):
        assert browser.get("inventory:variant", odd, variant_id=mug.pk).status_code == 200


def test_a_location_has_a_story_of_its_own() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    barn = a_location(browser.site, "Barn")
    stocked(browser.site, {mug.pk: 4}, location=barn)
    page = browser.text("inventory:history", variant_id=mug.pk, location_id=barn.pk)
    assert "Why is this number 4?" in page
    foreign = a_location(a_site())
    assert browser.get("inventory:history", variant_id=mug.pk, location_id=foreign.pk).status_code == 404


# Places


def test_a_place_is_opened_described_made_the_default_closed_and_opened_again() -> None:
    browser = a_browser()
    actions.default_location(browser.site)
    assert browser.post("inventory:new-location", {"name": "Barn", "city": "Cork", "country": "IE"}).status_code == 302
    barn = Location.objects.of(browser.site).get(name="Barn")
    assert barn.address["city"] == "Cork"
    browser.post("inventory:closing", location_id=barn.pk)
    barn.refresh_from_db()
    assert not barn.is_active
    found = re.search(r'action="([^"]+/reopening)"', browser.text("inventory:locations"))
    assert found
    browser.client.post(found.group(1))
    browser.post("inventory:default", location_id=barn.pk)
    barn.refresh_from_db()
    assert (barn.is_active, barn.is_default) == (True, True)


@pytest.mark.parametrize(
    "typed",
    [{"name": ""}, {"name": "x" * 100_000}, {"name": "Barn", "code": "x" * 41}, {"name": "Barn", "country": "XX"}],
)
def test_a_place_that_makes_no_sense_is_refused_with_what_was_typed(typed: dict[str, str]) -> None:
    browser = a_browser()
    page = told(browser.post("inventory:new-location", {"city": f"Kept {SCRIPT}", **typed}))
    assert "Kept &lt;script&gt;" in page
    assert SCRIPT not in page
    assert not Location.objects.of(browser.site).exists()


def test_two_places_of_one_name_are_refused() -> None:
    browser = a_browser()
    a_location(browser.site, "Barn")
    told(browser.post("inventory:new-location", {"name": "Barn"}))


def test_who_may_only_look_changes_nothing() -> None:
    browser = a_browser(role=Role.VIEWER)
    mug = a_stocked_product(browser.site, 10)
    assert "Adjust" not in rows(browser)[0]
    assert send(browser, mug).status_code == 403
    assert on_hand(browser, mug) == 10


# Running low


def low_at(browser: Browser, typed: str) -> Any:
    """Say from how many units downwards stock is low."""
    rest = {"critical_stock_threshold": "0", "hysteresis": "1", "email": "single", "digest_hour": "8", "recipients": ""}
    return browser.post("alerts:settings", {**rest, "low_stock_threshold": typed})


def test_a_shop_decides_itself_when_stock_is_low() -> None:
    browser = a_browser()
    for title, units in (("Bowl", 0), ("Mug", 5), ("Plate", 12), ("Jug", 40)):
        a_stocked_product(browser.site, units, title=title)
    assert [row.split()[0] for row in rows(browser, "lasting=low")] == ["Mug"]
    assert [row.split()[0] for row in rows(browser, "lasting=out")] == ["Bowl"]
    assert low_at(browser, "12").status_code == 302
    assert [row.split()[0] for row in rows(browser, "lasting=low")] == ["Mug", "Plate"]
    assert low_at(browser, "0").status_code == 302
    assert rows(browser, "lasting=low") == []


def test_another_shop_keeps_its_own_limit() -> None:
    browser, other = a_browser(), a_browser()
    a_stocked_product(other.site, 18, title="Mug")
    low_at(browser, "20")
    assert rows(other, "lasting=low") == []


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "1000001", "many", SCRIPT, "9" * 5000])
def test_a_limit_that_makes_no_sense_is_refused_with_what_was_typed(typed: str) -> None:
    browser = a_browser()
    page = told(low_at(browser, typed))
    assert html.escape(typed[:40], quote=False) in page
    assert SCRIPT not in page
    browser.site.refresh_from_db()
    assert queries.low_at(browser.site) == 10


def test_who_may_not_change_settings_does_not_change_this_one() -> None:
    browser = a_browser(role=Role.VIEWER)
    assert low_at(browser, "9").status_code == 403
