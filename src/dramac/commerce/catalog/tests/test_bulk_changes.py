"""Bulk changes: set-based, honest about what they left out, and taken back for a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.actions import BulkReport, PriceChange, ProductLoad, Selection, Step, VariantLoad
from dramac.commerce.catalog.models import Product, ProductCategory, ProductTag, Undo, Variant
from dramac.commerce.catalog.queries import IndexFilters
from dramac.commerce.catalog.testing import a_category, a_product, variants_of
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db
TEN_UP = PriceChange(Step.PERCENT, percent=Decimal(10))
ALL = Selection(filters=IndexFilters())


def done(**more: Any) -> dict[str, Any]:
    return {"by": an_actor(), "now": utc_now(), **more}


def undone(site: Site, report: BulkReport, **more: Any) -> BulkReport:
    assert report.undo_id is not None
    return catalog.undo(site, report.undo_id, **done(**more))


def statuses(site: Site) -> dict[str, str]:
    return dict(Product.objects.of(site).values_list("title", "status"))


def test_products_are_published_together_and_hidden_again() -> None:
    site = a_site()
    a_product(site, "A", status="draft")
    a_product(site, "B")
    catalog.load(site, [ProductLoad(slug="c", title="C")], **done())
    report = catalog.bulk_publish(site, ALL, **done())
    assert (report.changed, report.unchanged) == (1, 1)
    assert [(failure.title, failure.code) for failure in report.failures] == [("C", "no_variants")]
    assert report.failures[0].message
    assert statuses(site) == {"A": "active", "B": "active", "C": "draft"}
    assert undone(site, report).changed == 1
    assert statuses(site) == {"A": "draft", "B": "active", "C": "draft"}


def test_a_selection_is_the_keys_named_or_what_the_filter_means_on_this_site_only() -> None:
    here, there = a_site(), a_site()
    mine, other = a_product(here, vendor="Acme"), a_product(there, vendor="Acme")
    a_product(here, "Cup", vendor="Basil")
    catalog.bulk_archive(here, Selection(ids=(mine.pk, other.pk, new_id())), **done())
    assert statuses(here) == {"Mug": "archived", "Cup": "active"}
    assert statuses(there) == {"Mug": "active"}
    catalog.bulk_unpublish(here, Selection(filters=IndexFilters(vendors=("Basil",))), **done())
    assert statuses(here) == {"Mug": "archived", "Cup": "draft"}
    assert catalog.bulk_archive(here, Selection(), **done()) == BulkReport()


def test_prices_change_for_every_variant_and_go_back() -> None:
    site = a_site()
    product = a_product(site, options={"Size": ["S", "M"]}, price=1255, compare_at_price=1300)
    report = catalog.bulk_change_prices(site, ALL, TEN_UP, **done())
    assert [(row.price, row.compare_at_price) for row in variants_of(product)] == [(1381, None), (1381, None)]
    product.refresh_from_db()
    assert (product.price_from, product.compare_at_from, product.version) == (1381, None, 2)
    undone(site, report)
    assert [(row.price, row.compare_at_price) for row in variants_of(product)] == [(1255, 1300), (1255, 1300)]
    product.refresh_from_db()
    assert (product.price_from, product.compare_at_from, product.version) == (1255, 1300, 3)
    told = OutboxEvent.objects.filter(site_id=site.pk, name="ProductUpdated").values_list("payload", flat=True)
    assert [payload.count('"changed":["variants"]') for payload in told] == [1, 1]


def test_a_product_whose_price_cannot_change_stays_whole_and_is_reported() -> None:
    site = a_site()
    cheap = a_product(site, "Cheap", options={"Size": ["S", "M"]}, price=400)
    Variant.objects.filter(pk=variants_of(cheap)[0].pk).update(price=9000)
    dear = a_product(site, "Dear", price=1000)
    change = PriceChange(Step.AMOUNT, amount=-500)
    report = catalog.bulk_change_prices(site, ALL, change, **done())
    assert (report.changed, [(one.title, one.code) for one in report.failures]) == (1, [("Cheap", "below_zero")])
    assert sorted(row.price for row in variants_of(cheap)) == [400, 9000]
    assert variants_of(dear)[0].price == 500


def test_tags_are_added_and_taken_away_however_they_are_capitalised() -> None:
    site = a_site()
    a_product(site, "A", tags=("Sale", "Old"))
    a_product(site, "B")
    report = catalog.bulk_tag(site, ALL, add=("sale", "New"), remove=("OLD",), **done())
    assert report.changed == 2
    tags = ProductTag.objects.of(site).order_by("product__title", "tag").values_list("product__title", "tag")
    assert list(tags) == [("A", "New"), ("A", "Sale"), ("B", "New"), ("B", "sale")]
    assert {card.title for card in queries.search(site, "new").cards} == {"A", "B"}
    undone(site, report)
    assert list(tags.all()) == [("A", "Old"), ("A", "Sale")]
    assert queries.search(site, "new").cards == ()
    too_long = catalog.bulk_tag(site, ALL, add=("x" * 256,), **done())
    assert [one.code for one in too_long.failures] == ["too_long", "too_long"]


def test_products_are_put_into_categories_and_taken_out() -> None:
    site = a_site()
    old, new = a_category(site, "Old"), a_category(site, "New")
    a_product(site, "A", categories=[old])
    report = catalog.bulk_categorise(
        site, ALL, add=[new.pk, new_id(), a_category(a_site()).pk], remove=[old.pk], **done()
    )
    assert list(ProductCategory.objects.of(site).values_list("category_id", flat=True)) == [new.pk]
    catalog.remove_category(site, old.pk, **done())
    undone(site, report)
    assert not ProductCategory.objects.of(site).exists()


def test_what_was_changed_again_since_stays_as_it_is() -> None:
    site = a_site()
    first, second = a_product(site, "A", price=100), a_product(site, "B", price=100)
    report = catalog.bulk_change_prices(site, ALL, TEN_UP, **done())
    found = queries.product_for_editing(site, first.pk)
    assert found is not None
    dearer = replace(found.draft, variants=(replace(found.draft.variants[0], price=999),))
    catalog.save_product(site, dearer, product_id=first.pk, **done())
    taken_back = undone(site, report)
    assert (taken_back.changed, [one.code for one in taken_back.failures]) == (1, ["changed_since"])
    assert (variants_of(first)[0].price, variants_of(second)[0].price) == (999, 100)


def test_an_undo_happens_once_within_a_day_and_on_its_own_site() -> None:
    site = a_site()
    a_product(site)
    report = catalog.bulk_archive(site, ALL, **done())
    assert report.undo_id is not None
    assert queries.undo(site, report.undo_id) is not None
    for place, later, code in (
        (a_site(), timedelta(), "not_found"),
        (site, timedelta(days=1, seconds=5), "too_late"),
    ):
        with pytest.raises(catalog.CannotUndo) as refused:
            catalog.undo(place, report.undo_id, by=an_actor(), now=utc_now() + later)
        assert refused.value.code == code
    undone(site, report)
    with pytest.raises(catalog.CannotUndo) as refused:
        undone(site, report)
    assert refused.value.code == "already_undone"


def test_nothing_changed_is_nothing_to_undo() -> None:
    site = a_site()
    a_product(site)
    assert catalog.bulk_publish(site, ALL, **done()) == BulkReport(changed=0, unchanged=1)
    assert not Undo.objects.of(site).exists()


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (lambda site: catalog.bulk_change_prices(site, ALL, TEN_UP, **done()), 12),
        (lambda site: catalog.bulk_archive(site, ALL, **done()), 12),
        (lambda site: catalog.bulk_tag(site, ALL, add=("x",), **done()), 26),
    ],
)
def test_the_number_of_statements_does_not_follow_the_number_of_products(change: Any, most: int) -> None:
    def statements(count: int) -> int:
        site = a_site()
        loads = [
            ProductLoad(slug=f"p-{number}", title=f"P {number}", status="active", variants=(VariantLoad(price=100),))
            for number in range(count)
        ]
        catalog.load(site, loads, **done())
        with CaptureQueriesContext(connection) as made:
            assert change(site).changed == count
        return len(made)

    few, many = statements(5), statements(400)
    assert few <= most
    assert many <= few + 6
