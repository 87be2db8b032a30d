"""Search: words, beginnings, SKUs and near misses; whatever is typed is only words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.models import ProductTerm
from dramac.commerce.catalog.queries import IndexFilters
from dramac.commerce.catalog.testing import a_category, a_product
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def found(site: Site, text: str) -> list[str]:
    return [card.title for card in queries.search(site, text, limit=50).cards]


def corrections(site: Site, text: str) -> list[tuple[str, str]]:
    return [(one.typed, one.used) for one in queries.search(site, text).corrections]


def a_shelf(site: Site) -> None:
    clothing = a_category(site, "Clothing")
    a_product(site, "Blue T-Shirt", sku="TSH-BLU-M", barcode="4006381333931", vendor="Acme", categories=[clothing])
    a_product(site, "Café au lait bowl", description_html="<p>A blue <b>glazed</b> bowl</p>", tags=("Ceramics",))
    a_product(site, "Bowl", options={"Colour": ["Turquoise"]}, product_type="Tableware")
    a_product(site, "Hidden blue bowl", status="draft")


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("blue", ["Blue T-Shirt", "Café au lait bowl"]),
        ("BLU", ["Blue T-Shirt", "Café au lait bowl"]),
        ("bowl", ["Bowl", "Café au lait bowl"]),
        ("cafe", ["Café au lait bowl"]),
        ("CAFÉ bowl", ["Café au lait bowl"]),
        ("bowl blue", ["Café au lait bowl"]),
        ("blue mug", []),
        ("t-shirt", ["Blue T-Shirt"]),
        ("tshirt", ["Blue T-Shirt"]),
        ("shirt", ["Blue T-Shirt"]),
        ("tsh-blu-m", ["Blue T-Shirt"]),
        ("TSHBLUM", ["Blue T-Shirt"]),
        ("tsh blu", ["Blue T-Shirt"]),
        ("4006381333931", ["Blue T-Shirt"]),
        ("acme", ["Blue T-Shirt"]),
        ("clothing", ["Blue T-Shirt"]),
        ("turquoise", ["Bowl"]),
        ("tableware", ["Bowl"]),
        ("ceram", ["Café au lait bowl"]),
        ("glazed", ["Café au lait bowl"]),
        ("b", []),
        ("", []),
        ("   ", []),
        ("!!!", []),
    ],
)
def test_every_word_must_be_met_whole_or_as_a_beginning(typed: str, titles: list[str]) -> None:
    site = a_site()
    a_shelf(site)
    a_shelf(a_site())
    assert found(site, typed) == titles


@pytest.mark.parametrize("title", ["T-shirt", "T shirt", "Tshirt", "t.shirt", "T‑shirt"])
@pytest.mark.parametrize("typed", ["t-shirt", "tshirt", "T-SHIRT", "tshi"])
def test_hyphens_do_not_matter(title: str, typed: str) -> None:
    site = a_site()
    a_product(site, title)
    assert found(site, typed) == [title]


@pytest.mark.parametrize(
    ("typed", "title", "used"),
    [
        ("tshrit", "Blue T-Shirt", "tshirt"),
        ("clohting", "Blue T-Shirt", "clothing"),
        ("turqoise", "Bowl", "turquoise"),
        ("bolw", "Bowl", "bowl"),
        ("blue bowll", "Café au lait bowl", "bowl"),
        ("caffe bowl", "Café au lait bowl", "cafe"),
    ],
)
def test_a_mistyped_word_is_corrected_and_the_result_says_so(typed: str, title: str, used: str) -> None:
    site = a_site()
    a_shelf(site)
    assert title in found(site, typed)
    assert [one[1] for one in corrections(site, typed)] == [used]


def test_nothing_is_corrected_to_what_only_hidden_products_are_called() -> None:
    site = a_site()
    a_product(site, "Xylophone", status="draft")
    a_product(site, "Mug")
    assert corrections(site, "xylophona") == []
    assert found(site, "xylophone") == []


def test_a_code_is_never_corrected() -> None:
    site = a_site()
    a_product(site, sku="AB123")
    assert found(site, "AB124") == []


def test_of_two_words_as_near_the_more_used_is_taken_then_the_earlier() -> None:
    site = a_site()
    a_product(site, "Cart")
    a_product(site, "Card one")
    a_product(site, "Card two")
    assert corrections(site, "carx") == [("carx", "card")]
    a_product(site, "Cart two")
    assert corrections(site, "carx") == [("carx", "card")]


def test_the_title_counts_more_than_the_description_and_a_whole_word_more_than_a_beginning() -> None:
    site = a_site()
    a_product(site, "Cup", description_html="Goes with the teapot")
    a_product(site, "Teapot")
    a_product(site, "Teapots and more")
    assert found(site, "teapot") == ["Teapot", "Teapots and more", "Cup"]


def test_what_a_product_is_called_now_is_what_it_is_found_by() -> None:
    site = a_site()
    kitchen = a_category(site, "Kitchen")
    product = a_product(site, "Mug", sku="OLD-1", categories=[kitchen])
    editable = queries.product_for_editing(site, product.pk)
    assert editable is not None
    variant = replace(editable.draft.variants[0], sku="NEW-1")
    draft = replace(editable.draft, title="Cup", variants=(variant,))
    catalog.save_product(site, draft, by=an_actor(), now=utc_now(), product_id=product.pk)
    assert [found(site, text) for text in ("mug", "old-1", "cup", "new-1")] == [[], [], ["Cup"], ["Cup"]]
    catalog.save_category(
        site, catalog.CategoryDraft(name="Scullery"), by=an_actor(), now=utc_now(), category_id=kitchen.pk
    )
    assert [found(site, text) for text in ("kitchen", "scullery")] == [[], ["Cup"]]


def test_a_search_is_two_statements_and_a_correction_two_more() -> None:
    site = a_site()
    a_shelf(site)
    with CaptureQueriesContext(connection) as met:
        queries.search(site, "blue bowl")
    with CaptureQueriesContext(connection) as corrected:
        queries.search(site, "blue bowll")
    assert (len(met), len(corrected)) == (2, 4)


def test_the_index_can_be_made_again_from_the_products() -> None:
    site = a_site()
    a_shelf(site)
    before = set(ProductTerm.objects.of(site).values_list("product_id", "term", "weight"))
    ProductTerm.objects.of(site).filter(term__lt="d").delete()
    assert catalog.rebuild_search(site) == 4
    assert set(ProductTerm.objects.of(site).values_list("product_id", "term", "weight")) == before


HOSTILE = [
    "x" * 100_000,
    "word " * 20_000,
    "'; DROP TABLE mod_ecommod01_products; --",
    '" OR ""="',
    "%_%",
    "a\0b",
    "zz\ud800",
    "🙂🙂",
    "* NEAR( AND",
    "title:^~(",
    "\u202e\u200b",
    "ﷺ" * 500,
    "é" * 500,
    "-" * 500,
    "a-b" * 500,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_only_words(typed: str) -> None:
    site = a_site()
    a_shelf(site)
    assert found(site, typed) == []
    assert not queries.products_for_index(site, IndexFilters(text=typed)).exists()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_text_is_an_error(typed: str) -> None:
    site = a_site()
    queries.search(site, typed)
    queries.facets(site, queries.ListingQuery(text=typed, category=typed, tags=(typed,), options={typed: (typed,)}))
    list(queries.products_for_index(site, IndexFilters(text=typed, vendors=(typed,), tags=(typed,))))


def test_staff_find_what_shoppers_do_not_see() -> None:
    site = a_site()
    a_shelf(site)
    titles = queries.products_for_index(site, IndexFilters(text="blue")).values_list("title", flat=True)
    assert sorted(titles) == ["Blue T-Shirt", "Café au lait bowl", "Hidden blue bowl"]
