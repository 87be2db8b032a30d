"""One product, its variants for sale, and the whole catalogue: read in few statements, none of another site's."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.models import Product, ProductImage, Variant
from dramac.commerce.catalog.testing import a_category, a_product, a_variant, variants_of
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def a_picture(site: Site, product: Product, position: int = 0, file: str = "a/b.jpg") -> ProductImage:
    return ProductImage.objects.create(
        site=site, product=product, position=position, file=file, alt="Front", width=800, height=600, widths=[160, 320]
    )


def test_a_product_page_has_everything_in_three_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    home = a_category(site, "Home")
    kitchen = a_category(site, "Kitchen", parent=home)
    product = a_product(
        site,
        "Mug",
        options={"Size": ["S", "M"], "Colour": ["Red", "Blue"]},
        price=900,
        compare_at_price=1000,
        categories=[kitchen, home],
        tags=("b", "a"),
        sku="MUG",
    )
    second = a_picture(site, product, 1, "a/c.jpg")
    first = a_picture(site, product)
    with django_assert_num_queries(3):
        found = queries.product_detail(site, "mug")
    assert found is not None
    assert (found.title, found.price_from, found.compare_at, found.tags) == ("Mug", 900, 1000, ("a", "b"))
    assert [(step.name, step.path) for step in found.trail] == [("Home", "home"), ("Kitchen", "home/kitchen")]
    assert [(option.name, option.values) for option in found.options] == [
        ("Size", ("S", "M")),
        ("Colour", ("Red", "Blue")),
    ]
    assert [(variant.title, variant.sku) for variant in found.variants] == [
        ("S / Red", "MUG"),
        ("S / Blue", "MUG-2"),
        ("M / Red", "MUG-3"),
        ("M / Blue", "MUG-4"),
    ]
    assert [picture.id for picture in found.pictures] == [first.pk, second.pk]
    assert (found.pictures[0].width, found.pictures[0].widths, found.pictures[0].alt) == (800, (160, 320), "Front")


def test_the_statements_of_a_product_page_do_not_follow_its_variants(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    a_product(site, options={"No": [str(number) for number in range(300)]})
    with django_assert_max_num_queries(3):
        found = queries.product_detail(site, "mug")
    assert found is not None
    assert len(found.variants) == 300


def test_only_staff_see_what_is_hidden_and_nobody_what_is_another_site_s() -> None:
    site = a_site()
    product = a_product(site, status="draft")
    assert queries.product_detail(site, "mug") is None
    assert queries.product_by_id(site, product.pk) is None
    assert queries.product_by_id(a_site(), product.pk, hidden_too=True) is None
    found = queries.product_by_id(site, product.pk, hidden_too=True)
    assert found is not None
    assert found.trail == ()
    assert [queries.product_detail(site, slug) for slug in ("", "a\0", "x" * 100_000, "' OR 1=1")] == [None] * 4


def test_a_hidden_category_is_not_shown_on_the_way() -> None:
    site = a_site()
    a_product(site, categories=[a_category(site, "Secret", is_visible=False)])
    found = queries.product_detail(site, "mug")
    assert found is not None
    assert found.trail == ()


def test_variants_for_sale_have_what_a_bill_needs_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    product = a_product(
        site, options={"Size": ["S", "M"]}, sku="MUG", price=900, cost=300, weight_g=350, tax_class="reduced"
    )
    picture = a_picture(site, product)
    own = a_picture(site, product, 1, "own.jpg")
    small, medium = variants_of(product)
    Variant.objects.filter(pk=medium.pk).update(image=own.pk, is_archived=True)
    other = a_variant(a_site())
    with django_assert_num_queries(1):
        found = queries.variants_for_sale(site, [small.pk, medium.pk, other.pk, new_id(), small.pk])
    assert set(found) == {small.pk, medium.pk}
    sold = found[small.pk]
    assert (sold.product_id, sold.product_title, sold.product_slug) == (product.pk, "Mug", "mug")
    assert (sold.title, sold.options, sold.sku) == ("S", (("Size", "S"),), "MUG")
    assert (sold.price, sold.compare_at, sold.cost, sold.tax_class, sold.weight_g) == (900, None, 300, "reduced", 350)
    assert (sold.is_on_sale, sold.image_file) == (True, picture.file)
    assert (found[medium.pk].is_on_sale, found[medium.pk].image_file) == (False, "own.jpg")
    with django_assert_num_queries(0):
        assert queries.variants_for_sale(site, []) == {}


def test_a_variant_of_a_product_that_is_put_away_is_not_on_sale() -> None:
    site = a_site()
    variant = a_variant(site)
    catalog.archive_product(site, variant.product_id, by=an_actor(), now=utc_now())
    assert not queries.variants_for_sale(site, [variant.pk])[variant.pk].is_on_sale


def test_the_keeper_of_stock_finds_variants_by_key_product_and_sku() -> None:
    site = a_site()
    product = a_product(site, options={"Size": ["S", "M"]}, sku="MUG")
    twin = a_variant(site, "Cup", sku="MUG")
    small, medium = variants_of(product)
    assert queries.stock_variants(site, [small.pk])[small.pk].product_title == "Mug"
    assert [row.id for row in queries.stock_variants_of(site, [product.pk])] == [small.pk, medium.pk]
    assert queries.variants_by_sku(site, ["MUG", "MUG-2", "", "x"]) == {
        "MUG": [small.pk, twin.pk],
        "MUG-2": [medium.pk],
    }
    assert queries.products_by_sku(site, ["MUG", "MUG-2"]) == {"MUG": product.pk, "MUG-2": product.pk}
    assert queries.stock_variants(a_site(), [small.pk]) == {}


def test_the_index_filters_and_shows_the_first_picture(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    home = a_category(site, "Home")
    mug = a_product(site, "Mug", vendor="Acme", tags=("x",), categories=[a_category(site, "Kitchen", parent=home)])
    a_product(site, "Cup", status="draft", price=100)
    a_picture(site, mug)
    filters = queries.IndexFilters(
        statuses=("active",), vendors=("Acme",), tags=("x",), category_id=home.pk, price_min=1, is_in_stock=False
    )
    found = queries.products_for_index(site, filters)
    assert [(row.title, row.image_file) for row in found] == [("Mug", "a/b.jpg")]  # type: ignore[attr-defined]  # annotated
    with django_assert_num_queries(1):
        assert queries.products_for_index(site, queries.IndexFilters(price_max=100)).count() == 1
    assert not queries.products_for_index(site, queries.IndexFilters(category_id=new_id())).exists()
    assert queries.choices(site).vendors == ("Acme",)
    assert queries.titles(site, [mug.pk]) == {mug.pk: "Mug"}
    assert set(queries.by_ids(site, [mug.pk, new_id()])) == {mug.pk}


def test_the_whole_catalogue_is_read_in_batches() -> None:
    site = a_site()
    home = a_category(site, "Home")
    for number in range(7):
        a_product(site, f"Mug {number}", options={"Size": ["S"]}, tags=("t",), categories=[home], status="draft")
    with CaptureQueriesContext(connection) as statements:
        found = list(queries.products_for_export(site))
    assert len(statements) == 8
    assert [product.title for product in found] == [f"Mug {number}" for number in range(7)]
    first = found[0]
    assert (first.option_names, first.categories, first.tags) == (("Size",), (("Home",),), ("t",))
    assert first.variants[0].values == ("S",)
    assert [one.id for one in queries.products_for_export(site, product_ids=[first.id])] == [first.id]


def test_an_export_loaded_again_changes_nothing() -> None:
    site = a_site()
    a_product(site, options={"Size": ["S", "M"]}, tags=("t",), categories=[a_category(site, "Home")], price=5, cost=1)
    loads = [
        catalog.ProductLoad(
            slug=one.slug,
            title=one.title,
            status=one.status,
            option_names=one.option_names,
            categories=one.categories,
            tags=one.tags,
            variants=tuple(
                catalog.VariantLoad(values=row.values, sku=row.sku, price=row.price, cost=row.cost)
                for row in one.variants
            ),
        )
        for one in queries.products_for_export(site)
    ]
    report = catalog.load(site, loads, by=an_actor(), now=utc_now())
    assert [outcome.state for outcome in report.outcomes] == ["unchanged"]


def test_the_sitemap_has_what_shoppers_may_see() -> None:
    site = a_site()
    a_category(site, "Home")
    a_category(site, "Secret", is_visible=False)
    a_product(site)
    a_product(site, "Draft", status="draft")
    assert [(one.kind, one.path) for one in queries.sitemap(site)] == [("category", "home"), ("product", "mug")]
