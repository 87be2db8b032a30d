"""The product editor: what is typed is saved whole, or comes back with a reason beside it and nothing half-written."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.catalog.testing import a_category, a_product, variants_of
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.testing import a_stocked_product, assert_ledger_agrees, stocked
from dramac.dashboard.testing import Browser, a_browser, filled_in
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
SUM = "{{7*7}}"


def form_of(browser: Browser, product: Product | None = None) -> dict[str, list[str]]:
    """The editor's form as it stands."""
    page = browser.text("catalog:product", product_id=product.pk) if product else browser.text("catalog:new")
    return filled_in(page)


def send(browser: Browser, product: Product | None, form: dict[str, Any], **typed: Any) -> Any:
    """Send the form with these fields typed over."""
    data = {**form, **{name.replace("__", "-"): text for name, text in typed.items()}}
    if product is None:
        return browser.post("catalog:new", data)
    return browser.post("catalog:product", data, product_id=product.pk)


def save(browser: Browser, product: Product | None = None, **typed: Any) -> Any:
    """Open the form, type and press Save."""
    return send(browser, product, form_of(browser, product), **typed)


def told(answer: Any, status: int = 422) -> str:
    """What the page says, when the answer has this status."""
    assert answer.status_code == status
    return str(answer.content.decode())


def reread(product: Product) -> Product:
    return Product.objects.of(product.site_id).get(pk=product.pk)


def on_hand(browser: Browser, variant: Variant) -> int:
    return sum(level.on_hand for level in stock.levels(browser.site, [variant.pk]).get(variant.pk, []))


def test_a_title_and_a_price_are_enough_for_a_new_product() -> None:
    browser = a_browser()
    answer = save(browser, title="Oak bowl", variant__0__price="48.00")
    made = Product.objects.of(browser.site).get()
    assert answer["Location"] == browser.address("catalog:product", product_id=made.pk)
    assert (made.title, made.status, made.price_from, made.slug) == ("Oak bowl", "draft", 4800, "oak-bowl")


def test_everything_that_is_typed_is_saved() -> None:
    browser = a_browser()
    mug, kitchen = a_product(browser.site, "Mug"), a_category(browser.site, "Kitchen")
    save(
        browser, mug, title="Cup", description="Thrown by **hand**.", status="draft", vendor="Oak & Co", tags="clay, blue",
        category_ids=[str(kitchen.pk)], seo_title="A cup", slug="a-cup", variant__0__price="12.50",
        variant__0__compare_at_price="15", variant__0__cost="3.20", variant__0__sku="CUP", variant__0__weight_g="0.35",
    )  # fmt: skip
    draft = form_of(browser, mug)
    assert {name: draft[name] for name in ("title", "status", "vendor", "seo_title", "slug", "variant-0-cost", "variant-0-sku")} == {
        "title": ["Cup"], "status": ["draft"], "vendor": ["Oak & Co"], "seo_title": ["A cup"], "slug": ["a-cup"],
        "variant-0-cost": ["3.20"], "variant-0-sku": ["CUP"],
    }  # fmt: skip
    assert draft["category_ids"] == [str(kitchen.pk)]
    assert reread(mug).description_html == "<p>Thrown by <strong>hand</strong>.</p>"
    assert variants_of(mug)[0].weight_g == 350


def test_saving_an_unchanged_form_changes_nothing() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 3, options={"Size": ["S", "L"]}, tags=("clay",), sku="MUG").product
    before = reread(mug).version, Movement.objects.count()
    assert save(browser, mug).status_code == 302
    assert (reread(mug).version, Movement.objects.count()) == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", ""), ("title", "x" * 100_000), ("description", "x" * 300_000), ("vendor", "x" * 300), ("tags", "x" * 300),
        ("status", "sold"), ("tax_class", "none"), ("slug", "x" * 300), ("seo_title", "x" * 201), ("category_ids", "kitchen"),
        ("variant-0-price", ""), ("variant-0-price", "-1"), ("variant-0-price", "1.005"), ("variant-0-price", "9" * 40),
        ("variant-0-price", "£3"), ("variant-0-price", SCRIPT), ("variant-0-cost", "-2"), ("variant-0-compare_at_price", SUM),
        ("variant-0-sku", "x" * 256), ("variant-0-weight_g", "-1"), ("variant-0-weight_g", "heavy"),
        ("variant-0-units", "-1"), ("variant-0-units", "1.5"), ("variant-0-units", "99999999"), ("variant-0-units", SCRIPT),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_beside_its_field_with_what_was_typed(field: str, typed: str) -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 3).product
    before = reread(mug).version, Movement.objects.count()
    page = told(save(browser, mug, **{field: typed, "seo_description": "Kept words"}))
    assert 'aria-invalid="true"' in page or "Categories" in page
    assert "Kept words" in page
    assert html.escape(typed[:60], quote=False) in page or field in (
        "status",
        "tax_class",
        "category_ids",
        "description",
    )
    assert SCRIPT not in page
    assert (reread(mug).version, Movement.objects.count()) == before


def test_several_faults_are_told_at_once_each_with_the_way_to_its_field() -> None:
    browser = a_browser()
    page = told(save(browser, title="", variant__0__price="x", variant__0__units="1.5"))
    for place in ("id_title", "field-variant-0-price", "field-variant-0-units"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page
    assert not Product.objects.of(browser.site).exists()


def test_texts_are_text_wherever_they_are_shown() -> None:
    browser = a_browser()
    hostile = f"{SCRIPT}{SUM}${{7*7}}"
    mug = a_product(browser.site, "Mug", options={hostile: [hostile, "L"]})
    save(
        browser,
        mug,
        title=hostile,
        description=f"{hostile} [x](javascript:alert(1))",
        vendor=hostile,
        seo_title=hostile,
    )
    page = browser.text("catalog:product", product_id=mug.pk)
    assert SCRIPT not in page
    assert SUM in page
    assert "href" not in reread(mug).description_html


def test_html_that_harms_is_taken_out_of_a_description() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug", description_html="<table><tr><td>Formatted</td></tr></table>")
    form = form_of(browser, mug)
    assert form["description_format"] == ["html"]
    send(browser, mug, form, description=f'<p onclick="x()" style="color:red">Fine</p>{SCRIPT}<iframe src=x></iframe>')
    assert reread(mug).description_html == "<p>Fine</p>"


def test_units_typed_are_counted_at_the_default_location_with_their_reason() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 3)
    save(browser, mug.product, variant__0__units="8", stock_reason=f"Found {SCRIPT}")
    moved = Movement.objects.of(browser.site).order_by("-id")[0]
    assert (moved.quantity, moved.new_stock, moved.reason) == (5, 8, f"Found {SCRIPT}")
    assert SCRIPT not in browser.text("inventory:variant", variant_id=mug.pk)
    assert_ledger_agrees(browser.site)


def test_units_sold_while_the_form_was_open_stay_sold() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10)
    form = form_of(browser, mug.product)
    stocked(browser.site, {mug.pk: 7})
    send(browser, mug.product, form, variant__0__units="12")
    assert on_hand(browser, mug) == 9


def test_who_may_not_adjust_stock_changes_none() -> None:
    browser = a_browser(role=Role.MARKETING)
    mug = a_stocked_product(browser.site, 3)
    assert save(browser, mug.product, title="Cup", **{"variant-0-units": "99"}).status_code == 302
    assert (on_hand(browser, mug), reread(mug.product).title) == (3, "Cup")


def test_of_two_people_who_save_one_product_the_second_is_shown_both_and_decides() -> None:
    ann = a_browser()
    bo = a_browser(ann.site)
    mug = a_product(ann.site, "Mug", price=2000)
    form = form_of(bo, mug)
    save(ann, mug, title="Harbour mug", variant__0__price="21.00")
    page = told(send(bo, mug, form, title="Tide mug", vendor="Oak & Co", variant__0__price="22.00"))
    assert "Someone else saved this product" in page
    assert re.search(r"Title</th><td>Harbour mug</td><td>Tide mug</td>", page)
    assert re.search(r"Price</th><td>€21.00</td><td>€22.00</td>", page)
    assert reread(mug).title == "Harbour mug"
    again = {**filled_in(page), "step": "save"}
    assert again["title"] == ["Tide mug"]
    assert send(bo, mug, again).status_code == 302
    assert (reread(mug).title, reread(mug).vendor, reread(mug).price_from) == ("Tide mug", "Oak & Co", 2200)


def test_prices_are_read_and_written_as_the_persons_language_does() -> None:
    browser = a_browser(a_site(locale="de-DE"))
    mug = a_product(browser.site, "Tasse", price=123450)
    assert form_of(browser, mug)["variant-0-price"] == ["1234,50"]
    save(browser, mug, variant__0__price="1.299,95")
    assert reread(mug).price_from == 129995
    page = told(save(browser, mug, variant__0__price="12.5"))
    assert 'value="12.5"' in page


def test_a_copy_is_a_draft_without_codes_and_the_page_says_so() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug", sku="MUG", barcode="4006381333931", options={"Size": ["S", "L"]})
    answer = browser.post("catalog:duplication", product_id=mug.pk)
    page = browser.client.get(answer["Location"]).content.decode()
    assert "Its SKUs, barcodes and pictures were left out" in page
    copy = Product.objects.of(browser.site).get(title="Copy of Mug")
    assert (copy.status, copy.price_from) == ("draft", mug.price_from)
    assert {(one.title, one.sku, one.barcode) for one in variants_of(copy)} == {("S", "", ""), ("L", "", "")}
    assert {one.sku for one in variants_of(mug)} == {"MUG", "MUG-2"}


def test_archiving_publishing_and_taking_back() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug")
    browser.post("catalog:archiving", product_id=mug.pk)
    assert reread(mug).status == "archived"
    found = re.search(r'action="([^"]+/publication)"', browser.text("catalog:index"))
    assert found
    browser.client.post(found.group(1))
    assert reread(mug).status == "active"


def test_a_product_is_removed_for_good_only_when_its_title_was_typed_and_it_was_never_stocked() -> None:
    browser = a_browser()
    mug, plate = a_product(browser.site, f"Mug {SCRIPT}"), a_stocked_product(browser.site, 3, title="Plate").product
    page = told(browser.post("catalog:removal", {"typed": "Mug"}, product_id=mug.pk))
    assert SCRIPT not in page
    assert browser.post("catalog:removal", {"typed": f"Mug {SCRIPT}"}, product_id=mug.pk).status_code == 302
    assert told(browser.post("catalog:removal", {"typed": "Plate"}, product_id=plate.pk))
    assert [one.title for one in Product.objects.of(browser.site)] == ["Plate"]


def test_the_editor_needs_as_many_statements_for_two_hundred_variants_as_for_five() -> None:
    few, browser = a_browser(), a_browser()
    small = a_product(few.site, "Mug", options={"Size": [str(one) for one in range(5)]})
    large = a_product(
        browser.site,
        "Mug",
        options={"Size": [str(one) for one in range(10)], "Colour": [f"c{one}" for one in range(20)]},
    )
    needed = few.statements("catalog:product", product_id=small.pk)
    assert browser.statements("catalog:product", product_id=large.pk) == needed <= 30


def test_neighbours_in_the_list_are_those_of_the_list_it_was_opened_from() -> None:
    browser = a_browser()
    rows = [
        a_product(browser.site, title, status=status)
        for title, status in (("A", "active"), ("B", "draft"), ("C", "active"))
    ]
    page = browser.text("catalog:product", "list=status%3Dactive%26sort%3Dtitle", product_id=rows[0].pk)
    assert str(rows[2].pk) in page
    assert str(rows[1].pk) not in page


def test_a_variant_of_another_product_is_not_taken_over() -> None:
    browser = a_browser()
    mug, plate = a_product(browser.site, "Mug"), a_product(a_site(), "Plate")
    theirs = variants_of(plate)[0]
    form = form_of(browser, mug)
    mine = str(variants_of(mug)[0].pk)
    answer = send(
        browser,
        mug,
        {**form, "variant-0-is": [form["variant-0-is"][0].replace(mine, str(theirs.pk))]},
        variant__0__price="1",
    )
    assert answer.status_code in (302, 422)
    theirs.refresh_from_db()
    assert (theirs.price, theirs.product_id, theirs.is_archived) == (1250, plate.pk, False)


def test_a_category_of_another_shop_cannot_be_chosen() -> None:
    browser = a_browser()
    mug, foreign = a_product(browser.site, "Mug"), a_category(a_site(), "Foreign")
    assert save(browser, mug, category_ids=[str(foreign.pk)]).status_code == 422
