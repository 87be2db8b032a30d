"""Lists of products: filters, order, pages and counts, in one statement whatever is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.models import Product, ProductOptionValue
from dramac.commerce.catalog.queries import Facets, ListingQuery, Sort, listing
from dramac.commerce.catalog.testing import a_category, a_product
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def titles(site: Site, **asked: Any) -> list[str]:
    return [card.title for card in queries.product_page(site, ListingQuery(**asked)).cards]


def a_wardrobe(site: Site) -> None:
    clothing = a_category(site, "Clothing")
    shirts = a_category(site, "Shirts", parent=clothing)
    a_product(
        site,
        "Linen Shirt",
        price=4000,
        options={"Size": ["S", "M"], "Colour": ["White"]},
        vendor="Acme",
        tags=("Summer",),
        categories=[shirts],
        tracks_stock=False,
    )
    a_product(
        site,
        "Wool Shirt",
        price=6000,
        options={"Size": ["M", "L"], "colour": ["Red", "white"]},
        vendor="Basil",
        tags=("Winter",),
        categories=[shirts],
    )
    a_product(site, "Coat", price=12000, vendor="Acme", tags=("Winter",), categories=[clothing], tracks_stock=False)
    a_product(site, "Mug", price=900, vendor="Clay")
    a_product(site, "Secret", status="draft", categories=[shirts])


def counts(found: Facets, kind: str, key: str = "") -> dict[str, int]:
    for facet in found.groups:
        if (facet.kind, facet.key) == (kind, key):
            return {value.label: value.count for value in facet.values}
    return {}


def test_only_what_shoppers_may_see_on_this_site_is_listed_newest_first() -> None:
    site = a_site()
    a_wardrobe(site)
    a_wardrobe(a_site())
    assert titles(site) == ["Mug", "Coat", "Wool Shirt", "Linen Shirt"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"category": "clothing"}, ["Coat", "Wool Shirt", "Linen Shirt"]),
        ({"category": "clothing/shirts"}, ["Wool Shirt", "Linen Shirt"]),
        ({"category": "cloth"}, []),
        ({"vendors": ("Acme",)}, ["Coat", "Linen Shirt"]),
        ({"vendors": ("Acme", "Clay")}, ["Mug", "Coat", "Linen Shirt"]),
        ({"tags": ("Winter",)}, ["Coat", "Wool Shirt"]),
        ({"options": {"Colour": ("WHITE",)}}, ["Wool Shirt", "Linen Shirt"]),
        ({"options": {"colour": ("red",), "size": ("m",)}}, ["Wool Shirt"]),
        ({"options": {"size": ("s", "l")}}, ["Wool Shirt", "Linen Shirt"]),
        ({"options": {"size": ()}}, ["Mug", "Coat", "Wool Shirt", "Linen Shirt"]),
        ({"price_min": 4001}, ["Coat", "Wool Shirt"]),
        ({"price_max": 4000}, ["Mug", "Linen Shirt"]),
        ({"price_min": 10**40}, []),
        ({"in_stock_only": True}, ["Coat", "Linen Shirt"]),
        ({"category": "clothing", "vendors": ("Acme",), "tags": ("Winter",), "text": "coat"}, ["Coat"]),
        ({"text": "shirt", "sort": Sort.PRICE_DOWN}, ["Wool Shirt", "Linen Shirt"]),
        ({"sort": Sort.PRICE}, ["Mug", "Linen Shirt", "Wool Shirt", "Coat"]),
        ({"sort": Sort.TITLE}, ["Coat", "Linen Shirt", "Mug", "Wool Shirt"]),
        ({"sort": Sort.RELEVANCE}, ["Mug", "Coat", "Wool Shirt", "Linen Shirt"]),
        ({"vendors": ("' OR 1=1 --",)}, []),
        ({"category": "a\0\ud800' OR ''='"}, []),
        ({"size": 10**9, "page": -5}, ["Mug", "Coat", "Wool Shirt", "Linen Shirt"]),
    ],
)
def test_a_filter_narrows_and_several_narrow_together(asked: dict[str, Any], found: list[str]) -> None:
    site = a_site()
    a_wardrobe(site)
    with CaptureQueriesContext(connection) as statements:
        assert titles(site, **asked) == found
    assert len(statements) == 1 + bool(asked.keys() & {"category", "text"})


def test_a_card_says_what_a_list_shows() -> None:
    site = a_site()
    a_product(site, "Mug", price=900, compare_at_price=1200, vendor="Clay", options={"Size": ["S", "M"]})
    card = queries.product_page(site, ListingQuery()).cards[0]
    assert (card.slug, card.price_from, card.price_to, card.compare_at) == ("mug", 900, 900, 1200)
    assert (card.variant_count, card.is_in_stock, card.picture, card.vendor) == (2, False, None, "Clay")


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("text", ["", "thing"])
def test_pages_by_cursor_and_by_number_hold_everything_once_and_in_order(sort: Sort, text: str) -> None:
    site = a_site()
    for number in range(11):
        a_product(site, f"Thing {number % 4}", price=100 * (number % 3))
    Product.objects.of(site).update(created_at=utc_now())
    Product.objects.of(site).filter(title="Thing 2").update(created_at=utc_now() - timedelta(days=1))
    asked: dict[str, Any] = {"sort": sort, "text": text, "size": 3}
    whole = [card.id for card in queries.product_page(site, ListingQuery(sort=sort, text=text)).cards]
    by_cursor, cursor = [], ""
    while True:
        page = queries.product_page(site, ListingQuery(cursor=cursor, **asked))
        by_cursor += [card.id for card in page.cards]
        cursor = page.next_cursor
        if not cursor:
            break
    pages = [queries.product_page(site, ListingQuery(page=number, **asked)) for number in (1, 2, 3, 4, 5)]
    assert len(whole) == 11
    assert by_cursor == whole
    assert [card.id for page in pages for card in page.cards] == whole


@pytest.mark.parametrize("cursor", ["x", "AAAA", "bnVsbA", "W10", "WyJuZXdlc3QiLDEsMl0", "é", "\0", "=" * 3000])
def test_a_cursor_that_no_list_gave_is_refused(cursor: str) -> None:
    with pytest.raises(queries.CannotList) as refused:
        queries.product_page(a_site(), ListingQuery(cursor=cursor))
    assert refused.value.code == "bad_cursor"


def test_a_cursor_of_another_order_is_refused() -> None:
    site = a_site()
    a_product(site)
    a_product(site)
    cursor = queries.product_page(site, ListingQuery(size=1)).next_cursor
    with pytest.raises(queries.CannotList):
        queries.product_page(site, ListingQuery(size=1, cursor=cursor, sort=Sort.PRICE))


def test_a_product_in_several_categories_below_one_is_listed_once() -> None:
    site = a_site()
    root = a_category(site, "Root")
    a_product(site, categories=[a_category(site, "A", parent=root), a_category(site, "B", parent=root), root])
    assert titles(site, category="root") == ["Mug"]
    assert queries.facets(site, ListingQuery(category="root")).total == 1


def test_facets_count_what_would_be_listed() -> None:
    site = a_site()
    a_wardrobe(site)
    found = queries.facets(site, ListingQuery(category="clothing"))
    assert (found.total, found.price_lowest, found.price_highest, found.in_stock) == (3, 4000, 12000, 2)
    assert counts(found, "option", "size") == {"S": 1, "M": 2, "L": 1}
    assert counts(found, "option", "colour") == {"Red": 1, "White": 2}
    assert counts(found, "vendor") == {"Acme": 2, "Basil": 1}
    assert counts(found, "tag") == {"Winter": 2, "Summer": 1}


def test_a_facet_is_counted_without_its_own_filter() -> None:
    site = a_site()
    a_wardrobe(site)
    asked = ListingQuery(vendors=("Acme",), options={"size": ("s",)}, price_max=5000, in_stock_only=True)
    found = queries.facets(site, asked)
    assert found.total == 1
    assert counts(found, "vendor") == {"Acme": 1}
    assert counts(found, "option", "size") == {"S": 1, "M": 1}
    assert (found.price_lowest, found.price_highest) == (4000, 4000)
    chosen = [value.label for facet in found.groups for value in facet.values if value.is_chosen]
    assert chosen == ["S", "Acme"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_count_is_what_choosing_the_value_lists(data: st.DataObject) -> None:
    site = a_site()
    a_wardrobe(site)
    options = st.sampled_from([{}, {"size": ("m",)}, {"colour": ("white",)}, {"size": ("m", "l"), "colour": ("red",)}])
    asked: dict[str, Any] = {
        "category": data.draw(st.sampled_from(["", "clothing", "clothing/shirts"])),
        "options": data.draw(options),
        "vendors": data.draw(st.sampled_from([(), ("Acme",), ("Basil", "Clay")])),
        "in_stock_only": data.draw(st.booleans()),
        "text": data.draw(st.sampled_from(["", "shirt"])),
    }
    found = queries.facets(site, ListingQuery(**asked))
    assert found.total == len(titles(site, **asked))
    for facet in found.groups:
        for value in facet.values:
            one: dict[str, Any] = {"vendors": (value.key,)} if facet.kind == "vendor" else {"tags": (value.key,)}
            if facet.kind == "option":
                one = {"options": {**asked["options"], facet.key: (value.key,)}}
            assert value.count == len(titles(site, **{**asked, **one})), (facet.key, value.label)


def test_an_option_without_a_name_is_one_that_no_product_has() -> None:
    site = a_site()
    a_wardrobe(site)
    found = queries.facets(site, ListingQuery(options={"": ("m",), "size": ("m",)}))
    assert found.total == 0


def test_more_options_than_a_product_can_have_are_met_by_none() -> None:
    site = a_site()
    a_wardrobe(site)
    many = {f"option {number}": tuple(str(value) for value in range(50)) for number in range(50)}
    assert queries.facets(site, ListingQuery(options=many)) == Facets(0, 0, 0, 0, ())


def test_facets_cost_two_statements_and_one_while_nothing_changes() -> None:
    site = a_site()
    a_wardrobe(site)
    asked = ListingQuery(category="clothing", options={"size": ("m",)}, vendors=("Acme",))
    for expected in (2, 1):
        with CaptureQueriesContext(connection) as statements:
            found = queries.facets(site, asked)
        assert len(statements) == expected
    catalog.set_availability(site, {Product.objects.of(site).get(slug="wool-shirt").pk: True}, now=utc_now())
    assert queries.facets(site, asked).in_stock == found.in_stock
    a_product(site, "Shirt", vendor="Acme", options={"Size": ["M"]})
    assert queries.facets(site, ListingQuery(vendors=("Acme",), options={"size": ("m",)})).total == 2


def test_the_statement_of_a_list_gives_what_the_plain_form_gives() -> None:
    site = a_site()
    a_wardrobe(site)
    size = ProductOptionValue.objects.of(site).filter(value_key="m", name_key="size")
    plain = (
        Product.objects.of(site)
        .filter(status="active", price_to__gte=1000, pk__in=size.values("product_id"))
        .order_by("-created_at", "pk")
    )
    page = queries.product_page(site, ListingQuery(price_min=1000, options={"size": ("m",)}))
    assert [card.id for card in page.cards] == [row.pk for row in plain]


def test_related_products_share_most_categories() -> None:
    site = a_site()
    a, b = a_category(site, "A"), a_category(site, "B")
    mug = a_product(site, "Mug", categories=[a, b])
    a_product(site, "Only A", categories=[a])
    a_product(site, "Both", categories=[a, b])
    a_product(site, "Hidden", categories=[a, b], status="draft")
    a_product(site, "None")
    assert [card.title for card in queries.related_products(site, mug.pk)] == ["Both", "Only A"]
    assert queries.related_products(a_site(), mug.pk) == []


def test_of_a_large_category_the_newest_are_related(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "NEAR", 3)
    site = a_site()
    shelf = a_category(site, "Shelf")
    made = [a_product(site, f"Mug {number}", categories=[shelf]) for number in range(6)]
    plain = sorted((row.pk for row in made), reverse=True)[:3]
    found = [card.id for card in queries.related_products(site, made[0].pk)]
    assert sorted(found, reverse=True) == plain


def test_cards_come_in_the_order_asked_for_and_leave_out_what_is_hidden() -> None:
    site = a_site()
    first, second, hidden = a_product(site, "A"), a_product(site, "B"), a_product(site, "C", status="draft")
    keys = [second.pk, hidden.pk, first.pk, second.pk]
    assert [card.title for card in queries.cards(site, keys)] == ["B", "A"]
    assert queries.cards(a_site(), keys) == []


def test_a_product_that_is_gone_is_gone_from_lists() -> None:
    site = a_site()
    product = a_product(site)
    catalog.archive_product(site, product.pk, by=an_actor(), now=utc_now())
    assert titles(site) == titles(site, text="mug") == []
