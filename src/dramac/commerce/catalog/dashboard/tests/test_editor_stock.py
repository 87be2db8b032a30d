"""The editor's fields of stock: units, selling beyond them, caps and promises are saved whole, or come back with a reason."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.catalog.testing import a_product, variants_of
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.testing import NOW, a_location, a_stocked_product, assert_ledger_agrees, stocked
from dramac.commerce.orders.testing import an_order
from dramac.dashboard.testing import Browser, a_browser, filled_in
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
FLAGS = ("sells_when_out", "is_preorder", "tracks_stock")


def save(browser: Browser, product: Product, *, ticked: tuple[str, ...] = ("tracks_stock",), **typed: Any) -> Any:
    """Open the form, tick these and no other flags of stock, type and press Save."""
    form = filled_in(browser.text("catalog:product", product_id=product.pk))
    kept = {name: value for name, value in form.items() if name not in FLAGS}
    data = {
        **kept,
        **{name: ["on"] for name in ticked},
        **{name.replace("__", "-"): text for name, text in typed.items()},
    }
    return browser.post("catalog:product", data, product_id=product.pk)


def everything(site: Site) -> list[Any]:
    """All that saving a product could change."""
    return [
        *Product.objects.of(site).order_by("pk").values_list("pk", "title", "version", "is_in_stock"),
        *Variant.objects.of(site).order_by("pk").values(),
        Movement.objects.of(site).count(),
        OutboxEvent.objects.filter(site_id=site.pk).count(),
    ]


def on_hand(site: Site, variant: Variant) -> dict[str, int]:
    names = {place.pk: place.name for place in stock.locations(site)}
    return {names[level.location_id]: level.on_hand for level in stock.levels(site, [variant.pk])[variant.pk]}


def sold(variant: Variant) -> tuple[Any, ...]:
    """How a variant is sold when it is out."""
    row = Variant.objects.of(variant.site_id).get(pk=variant.pk)
    return row.sells_when_out, row.is_preorder, row.oversell_limit, row.promised_on, row.promised_days


@pytest.mark.parametrize(
    ("ticked", "cap", "promise", "kept"),
    [
        (("tracks_stock", "sells_when_out"), "", "", (True, False, None, None, None)),
        (("tracks_stock", "sells_when_out"), "0", "0", (True, False, 0, None, 0)),
        (("tracks_stock", "sells_when_out"), " 12 ", "10", (True, False, 12, None, 10)),
        (("tracks_stock", "sells_when_out"), "1000000", "730", (True, False, 1_000_000, None, 730)),
        (("tracks_stock", "sells_when_out"), "5", "2027-03-31", (True, False, 5, date(2027, 3, 31), None)),
        (("tracks_stock", "sells_when_out", "is_preorder"), "", "2027-03-31", (True, True, None, date(2027, 3, 31), None)),
        (("tracks_stock",), "5", "2027-03-31", (False, False, 5, date(2027, 3, 31), None)),
    ],
)  # fmt: skip
def test_how_something_sells_when_it_is_out_is_saved_and_stands_in_the_form_again(
    ticked: tuple[str, ...], cap: str, promise: str, kept: tuple[Any, ...]
) -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 3)
    typed = {"variant__0__oversell_limit": cap, "variant__0__promised": promise}
    assert save(browser, mug.product, ticked=ticked, **typed).status_code == 302
    assert sold(mug) == kept
    again = filled_in(browser.text("catalog:product", product_id=mug.product_id))
    assert again["variant-0-oversell_limit"] == [cap.strip()]
    assert again["variant-0-promised"] == [promise]
    assert [name for name in FLAGS if name in again] == [name for name in FLAGS if name in ticked]
    before = everything(browser.site)
    assert save(browser, mug.product, ticked=ticked).status_code == 302
    assert everything(browser.site) == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *(("oversell_limit", typed) for typed in ("-1", "1.5", "1,5", "1000001", "9" * 200, "many", "٣", SCRIPT)),
        *(("promised", typed) for typed in (
            "-1", "731", "9" * 200, "1.5", "2027-02-30", "2027-13-01", "0000-00-00", "tomorrow", "²", SCRIPT,
        )),
        *(("units", typed) for typed in ("-1", "1.5", "1e3", "10000000", "9" * 200, "٣", SCRIPT)),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_beside_its_field_and_all_that_was_typed_stays(field: str, typed: str) -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 3)
    before = everything(browser.site)
    others = {"oversell_limit": "7", "promised": "9", "units": "8"} | {field: typed}
    sent = {f"variant__0__{name}": text for name, text in others.items()}
    answer = save(browser, mug.product, ticked=("tracks_stock", "sells_when_out"), title="Cup", **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#field-variant-0-{field}"' in page
    again = filled_in(page)
    assert {name: again[f"variant-0-{name}"] for name in others} == {name: [text] for name, text in others.items()}
    assert (again["title"], again["sells_when_out"]) == (["Cup"], ["on"])
    assert SCRIPT not in page.replace(html.escape(SCRIPT), "")
    assert everything(browser.site) == before


def test_days_after_the_order_are_no_promise_for_a_pre_order() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 3)
    before = everything(browser.site)
    ticked = ("tracks_stock", "sells_when_out", "is_preorder")
    answer = save(browser, mug.product, ticked=ticked, variant__0__promised="10", variant__0__units="9")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A pre-order is promised for its release day" in page
    assert 'href="#field-variant-0-promised"' in page
    assert filled_in(page)["variant-0-promised"] == ["10"]
    assert everything(browser.site) == before


def test_units_that_are_promised_cannot_be_typed_away_and_nothing_else_is_saved_either() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 5)
    an_order(browser.site, [(mug, 4)])
    before = everything(browser.site)
    answer = save(browser, mug.product, title="Cup", variant__0__units="3", variant__0__price="99")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#field-variant-0-units"' in page
    assert [filled_in(page)[name] for name in ("title", "variant-0-units", "variant-0-price")] == [
        ["Cup"],
        ["3"],
        ["99"],
    ]
    assert everything(browser.site) == before


def test_typed_units_are_those_of_the_default_location_and_other_locations_keep_theirs() -> None:
    browser = a_browser()
    a_location(browser.site, "Shop")
    barn = a_location(browser.site, "Barn")
    mug = a_stocked_product(browser.site, 3)
    stocked(browser.site, {mug.pk: 20}, location=barn)
    form = filled_in(browser.text("catalog:product", product_id=mug.product_id))
    assert form["variant-0-units"] == ["3"]
    assert save(browser, mug.product, variant__0__units="5").status_code == 302
    assert on_hand(browser.site, mug) == {"Shop": 5, "Barn": 20}
    assert_ledger_agrees(browser.site)


def test_of_many_variants_one_wrong_cell_saves_none_of_them() -> None:
    browser = a_browser()
    shirt = a_product(browser.site, "Shirt", options={"Size": ["S", "M", "L"]}, sells_when_out=True)
    before = everything(browser.site)
    typed: dict[str, Any] = {f"variant__{place}__oversell_limit": str(place) for place in range(3)}
    typed |= {f"variant__{place}__units": "5" for place in range(3)}
    flags = ("tracks_stock", "sells_when_out")
    answer = save(browser, shirt, ticked=flags, **{**typed, "variant__1__oversell_limit": "lots"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#field-variant-1-oversell_limit"' in page
    assert "M: Enter a whole number of units" in page
    assert [filled_in(page)[f"variant-{place}-oversell_limit"] for place in range(3)] == [["0"], ["lots"], ["2"]]
    assert everything(browser.site) == before
    assert save(browser, shirt, ticked=flags, **typed).status_code == 302
    assert [row.oversell_limit for row in variants_of(shirt)] == [0, 1, 2]
    assert [sum(on_hand(browser.site, row).values()) for row in variants_of(shirt)] == [5, 5, 5]
    assert_ledger_agrees(browser.site)


def test_a_column_filled_for_all_may_be_a_cap_or_a_promise() -> None:
    browser = a_browser()
    shirt = a_product(browser.site, "Shirt", options={"Size": ["S", "L"]}, sells_when_out=True)
    form = filled_in(browser.text("catalog:product", product_id=shirt.pk))
    asked = form | {"all-oversell_limit": ["4"], "all-promised": ["10"], "step": ["apply"]}
    again = filled_in(browser.post("catalog:product", asked, product_id=shirt.pk).content.decode())
    assert [again[f"variant-{place}-oversell_limit"] for place in range(2)] == [["4"], ["4"]]
    assert [again[f"variant-{place}-promised"] for place in range(2)] == [["10"], ["10"]]


def test_lowering_the_cap_below_what_was_sold_takes_nothing_back_and_sells_no_more() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 1, sells_when_out=True, oversell_limit=5)
    an_order(browser.site, [(mug, 4)], now=NOW)
    flags = ("tracks_stock", "sells_when_out")
    assert save(browser, mug.product, ticked=flags, variant__0__oversell_limit="2").status_code == 302
    [level] = stock.levels(browser.site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.committed) == (1, 4)
    assert not Product.objects.of(browser.site).get(pk=mug.product_id).is_in_stock


def test_a_promise_is_typed_in_one_way_in_every_language() -> None:
    browser = a_browser(a_site(locale="de-DE"))
    mug = a_stocked_product(browser.site, 3)
    flags = ("tracks_stock", "sells_when_out")
    assert save(browser, mug.product, ticked=flags, variant__0__promised="2027-03-31").status_code == 302
    assert sold(mug)[3] == date(2027, 3, 31)
    assert filled_in(browser.text("catalog:product", product_id=mug.product_id))["variant-0-promised"] == ["2027-03-31"]
