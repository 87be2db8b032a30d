"""Loading what files bring: in bulk, each product by itself, and twice is once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.actions import (
    CLEAR,
    ImageLoad,
    LoadReport,
    ProductDraft,
    ProductLoad,
    VariantDraft,
    VariantLoad,
)
from dramac.commerce.catalog.models import Category, Product, ProductImage, ProductTerm, Variant
from dramac.commerce.catalog.testing import a_product, variants_of
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db


def load(site: Site, *products: ProductLoad) -> LoadReport:
    return catalog.load(site, products, by=an_actor(), now=utc_now())


def a_load(slug: str = "shirt", **more: Any) -> ProductLoad:
    fields = {
        "title": "Shirt",
        "vendor": "Acme",
        "status": "active",
        "option_names": ("Size", "Colour"),
        "tags": ("Summer", "New"),
        "categories": (("Clothing", "Shirts"), ("Sale",)),
        "images": (ImageLoad(url="https://cdn.example/a.jpg", alt="Front"), ImageLoad(url="https://cdn.example/b.jpg")),
        "variants": tuple(
            VariantLoad(
                values=(size, colour), sku=f"{slug}-{size}-{colour}".upper(), price=2000, cost=900, weight_g=200
            )
            for size in ("S", "M")
            for colour in ("Red", "Blue")
        ),
    }
    return ProductLoad(slug=slug, **{**fields, **more})


def codes(report: LoadReport) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.variant) for outcome in report.outcomes for problem in outcome.problems]


def facts(site: Site, name: str) -> int:
    return OutboxEvent.objects.filter(site_id=site.pk, name=name).count()


def test_a_product_is_made_with_all_that_belongs_to_it() -> None:
    site = a_site()
    report = load(site, a_load())
    outcome = report.outcomes[0]
    assert (outcome.state, outcome.variants_created, outcome.problems) == ("created", 4, ())
    found = queries.product_for_editing(site, Product.objects.of(site).get().pk)
    assert found is not None
    assert [option.name for option in found.draft.options] == ["Size", "Colour"]
    assert [option.values for option in found.draft.options] == [("S", "M"), ("Red", "Blue")]
    assert [variant.id for variant in found.draft.variants] == list(outcome.variant_ids)
    assert found.draft.tags == ("New", "Summer")
    assert [(picture.source_url, picture.alt, picture.state) for picture in found.pictures] == [
        ("https://cdn.example/a.jpg", "Front", "waiting"),
        ("https://cdn.example/b.jpg", "", "waiting"),
    ]
    assert list(Category.objects.of(site).order_by("path").values_list("path", flat=True)) == [
        "clothing",
        "clothing/shirts",
        "sale",
    ]
    assert [facts(site, name) for name in ("ProductCreated", "PicturesWaiting", "CategoryChanged")] == [1, 1, 3]
    assert [card.slug for card in queries.search(site, "shirt-m-blue").cards] == ["shirt"]


def test_loading_twice_is_loading_once() -> None:
    site = a_site()
    products = [a_load(f"shirt-{number}", title=f"Shirt {number}") for number in range(3)]
    first = load(site, *products)
    before = snapshot(site)
    second = load(site, *products)
    assert [outcome.state for outcome in second.outcomes] == ["unchanged"] * 3
    assert [outcome.variant_ids for outcome in second.outcomes] == [outcome.variant_ids for outcome in first.outcomes]
    assert snapshot(site) == before
    assert facts(site, "ProductUpdated") == 0


def snapshot(site: Site) -> list[object]:
    return [
        list(model._default_manager.filter(site=site).order_by("pk").values())
        for model in (Product, Variant, ProductImage, ProductTerm, Category)
    ]


def test_what_a_file_does_not_speak_of_stays() -> None:
    site = a_site()
    load(site, a_load())
    report = load(site, ProductLoad(slug="shirt", variants=(VariantLoad(values=("S", "Red"), price=1800),)))
    assert (report.outcomes[0].state, report.outcomes[0].variants_updated) == ("updated", 1)
    product = Product.objects.of(site).get()
    assert (product.vendor, product.price_from, product.price_to, product.version) == ("Acme", 1800, 2000, 2)
    small_red = variants_of(product)[0]
    assert (small_red.price, small_red.cost, small_red.sku) == (1800, 900, "SHIRT-S-RED")
    assert facts(site, "ProductUpdated") == 1


def test_a_value_is_cleared_only_when_the_file_says_so() -> None:
    site = a_site()
    one = VariantLoad(price=1000, compare_at_price=1500, cost=400)
    load(site, ProductLoad(slug="mug", title="Mug", variants=(one,)))
    load(site, ProductLoad(slug="mug", variants=(VariantLoad(price=1000),)))
    row = Variant.objects.of(site).get()
    assert (row.compare_at_price, row.cost) == (1500, 400)
    load(site, ProductLoad(slug="mug", variants=(VariantLoad(compare_at_price=CLEAR, cost=CLEAR),)))
    row.refresh_from_db()
    assert (row.compare_at_price, row.cost) == (None, None)


def test_variants_are_found_by_values_then_by_sku() -> None:
    site = a_site()
    report = load(site, a_load())
    keys = report.outcomes[0].variant_ids
    again = load(
        site,
        a_load(
            variants=(
                VariantLoad(values=("s", "RED"), price=1),
                VariantLoad(values=("L", "Red"), sku="SHIRT-S-BLUE"),
                VariantLoad(sku="SHIRT-M-RED", price=3),
            )
        ),
    )
    assert again.outcomes[0].variant_ids == (keys[0], keys[1], keys[2])
    rows = {row.pk: row for row in Variant.objects.of(site)}
    assert [rows[key].title for key in keys if key] == ["S / Red", "L / Red", "M / Red", "M / Blue"]
    assert [rows[key].price for key in keys if key] == [1, 2000, 3, 2000]


def test_a_product_is_found_by_an_address_that_it_had_and_by_its_key() -> None:
    site = a_site()
    product = a_product(site, "Mug")
    catalog.save_product(
        site,
        ProductDraft(title="Mug", slug="cup", variants=(VariantDraft(price=1),)),
        by=an_actor(),
        now=utc_now(),
        product_id=product.pk,
    )
    report = load(site, ProductLoad(slug="mug", vendor="A"), ProductLoad(slug="", product_id=product.pk, vendor="B"))
    assert [outcome.state for outcome in report.outcomes] == ["updated", "refused"]
    assert codes(report) == [("same_product", None)]
    assert Product.objects.of(site).get().vendor == "A"
    assert load(site, ProductLoad(slug="x", product_id=product.pk, vendor="B")).outcomes[0].product_id == product.pk
    assert codes(load(a_site(), ProductLoad(slug="x", product_id=product.pk))) == [("not_found", None)]


def test_a_product_without_options_may_get_them() -> None:
    site = a_site()
    load(site, ProductLoad(slug="mug", title="Mug", variants=(VariantLoad(price=5, sku="MUG-S"),)))
    only = Variant.objects.of(site).get()
    load(
        site,
        ProductLoad(
            slug="mug",
            option_names=("Size",),
            variants=(VariantLoad(values=("S",), sku="MUG-S"), VariantLoad(values=("M",), price=6)),
        ),
    )
    rows = variants_of(Product.objects.of(site).get())
    assert [(row.pk == only.pk, row.title) for row in rows] == [(True, "S"), (False, "M")]
    report = load(site, ProductLoad(slug="mug", option_names=("Size", "Colour"), variants=()))
    assert codes(report) == [("options_differ", None)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " "}, "title_missing"),
        ({"title": "x" * 256}, "too_long"),
        ({"status": "sold"}, "unknown_status"),
        ({"option_names": ("A", "B", "C", "D")}, "too_many_options"),
        ({"option_names": ("A", "a")}, "option_names"),
        ({"tags": ("x" * 256,)}, "too_long"),
        ({"slug": "!", "title": "?"}, "no_address"),
    ],
)
def test_a_product_that_cannot_be_is_refused_and_the_others_are_taken(more: dict[str, Any], code: str) -> None:
    site = a_site()
    report = load(site, a_load(**{"slug": "bad", **more}), a_load("good"))
    assert [outcome.state for outcome in report.outcomes] == ["refused", "created"]
    assert codes(report) == [(code, None)]
    assert Product.objects.of(site).get().slug == "good"


@pytest.mark.parametrize(
    ("variant", "code"),
    [
        (VariantLoad(values=("S",), price=1), "values_missing"),
        (VariantLoad(values=("S", " "), price=1), "values_missing"),
        (VariantLoad(values=("s", "red"), price=1), "same_combination"),
        (VariantLoad(values=("L", "Red")), "price_missing"),
        (VariantLoad(values=("L", "Red"), price=-1), "below_zero"),
        (VariantLoad(values=("L", "Red"), price=10**16), "too_large"),
        (VariantLoad(values=("L", "Red"), price=1, cost=-1), "below_zero"),
        (VariantLoad(values=("L", "Red"), price=1, weight_g=-1), "weight"),
        (VariantLoad(values=("L", "Red"), price=1, sku="x" * 256), "too_long"),
        (VariantLoad(sku="unknown", price=1), "no_such_variant"),
    ],
)
def test_a_variant_that_cannot_be_is_refused_and_the_others_are_taken(variant: VariantLoad, code: str) -> None:
    site = a_site()
    good = a_load()
    report = load(site, a_load(variants=(*good.variants, variant)))
    assert codes(report) == [(code, 4)]
    assert report.outcomes[0].variant_ids[4] is None
    assert report.variants_created == 4


def test_what_is_taken_otherwise_than_written_is_said() -> None:
    site = a_site()
    load_it = ProductLoad(slug="a", title="A", variants=(VariantLoad(price=10, compare_at_price=10),))
    report = load(site, load_it, ProductLoad(slug="b", title="B", status="active"))
    assert codes(report) == [("compare_at_not_above", 0), ("no_variants", None)]
    assert not any(problem.is_refusal for outcome in report.outcomes for problem in outcome.problems)
    assert dict(Product.objects.of(site).values_list("slug", "status")) == {"a": "draft", "b": "draft"}


def test_a_picture_is_added_once_and_its_own_address_is_known_again() -> None:
    site = a_site()
    variant = VariantLoad(price=1, image_url="https://cdn.example/b.jpg")
    images = (ImageLoad(url="https://cdn.example/a.jpg"),)
    load(site, ProductLoad(slug="mug", title="Mug", images=images, variants=(variant,)))
    first, second = ProductImage.objects.of(site).order_by("position")
    assert Variant.objects.of(site).get().image_id == second.pk
    ProductImage.objects.of(site).filter(pk=first.pk).update(file=f"{site.pk}/products/x.jpg", source_url="")
    again = (ImageLoad(url=f"https://shop.example/media/{site.pk}/products/x.jpg", alt="Mug"), *images)
    load(site, ProductLoad(slug="mug", images=again[:1]))
    assert ProductImage.objects.of(site).count() == 2
    first.refresh_from_db()
    assert first.alt == "Mug"


def test_categories_are_found_however_they_are_capitalised_and_end_at_the_deepest_level() -> None:
    site = a_site()
    load(site, a_load("a", categories=(("Home", "Kitchen"),)))
    deep = tuple(f"Level {number}" for number in range(9))
    load(site, a_load("b", categories=(("HOME", " kitchen "), deep, ("", " "))))
    assert Category.objects.of(site).count() == 8
    assert queries.product_for_editing(site, Product.objects.of(site).get(slug="b").pk) is not None
    assert max(Category.objects.of(site).values_list("depth", flat=True)) == 5


def test_twenty_thousand_variants_cost_as_many_statements_as_few() -> None:
    site = a_site()

    def many(start: int, count: int) -> list[ProductLoad]:
        return [
            ProductLoad(
                slug=f"p-{number}",
                title=f"Product {number}",
                description_html="<p>A fine thing of wood</p>",
                status="active",
                option_names=("No",),
                categories=(("All", f"Group {number % 7}"),),
                tags=("t",),
                variants=tuple(VariantLoad(values=(f"{v}",), sku=f"P-{number}-{v}", price=100 + v) for v in range(40)),
            )
            for number in range(start, start + count)
        ]

    with CaptureQueriesContext(connection) as few:
        load(site, *many(0, 7))
    with CaptureQueriesContext(connection) as created:
        report = load(site, *many(7, 493))
    assert report.variants_created == 493 * 40
    assert Variant.objects.of(site).count() == 20_000
    assert len(few) <= 45
    # Facts go out in batches of what the database takes at once; everything else is one statement, or one in 5,000 rows.
    assert len(created) <= len(few) + 20
    with CaptureQueriesContext(connection) as unchanged:
        again = load(site, *many(7, 493))
    assert again.count("unchanged") == 493
    assert len(unchanged) <= 20


def test_two_sites_do_not_meet() -> None:
    here, there = a_site(), a_site()
    load(here, a_load())
    load(there, a_load())
    assert Product.objects.of(here).count() == Product.objects.of(there).count() == 1
    assert new_id() != Product.objects.of(here).get().pk != Product.objects.of(there).get().pk
