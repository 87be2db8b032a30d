"""Saving a product: the whole product or nothing, and nothing of anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.actions import OptionDraft, ProductDraft, VariantDraft
from dramac.commerce.catalog.models import Product, ProductOption, ProductOptionValue, ProductTag, SlugRedirect, Variant
from dramac.commerce.catalog.testing import a_category, a_product, a_variant, variants_of
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.kit.refusal import Refused
from dramac.tenancy.models import AuditEntry, Site
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db
MUG = ProductDraft(title="Mug", variants=(VariantDraft(price=1250),), status="active")
SIZES = (OptionDraft("Size", ("S", "M")),)


def save(site: Site, draft: ProductDraft, **more: Any) -> catalog.Saved:
    return catalog.save_product(site, draft, by=an_actor(), now=utc_now(), **more)


def facts(site: Site) -> list[str]:
    return list(OutboxEvent.objects.filter(site_id=site.pk).order_by("id").values_list("name", flat=True))


def draft_of(site: Site, product: Product) -> ProductDraft:
    found = queries.product_for_editing(site, product.pk)
    assert found is not None
    return found.draft


def test_a_new_product_is_all_there() -> None:
    site = a_site()
    kitchen = a_category(site, "Kitchen")
    saved = save(
        site,
        replace(
            MUG,
            title="  Blue   Mug ",
            description_html="<p onclick=x>Nice</p>",
            tags=("New", "new", "Gift"),
            category_ids=(kitchen.pk,),
            options=(OptionDraft("Size", ("S", "M")),),
            variants=(
                VariantDraft(price=1500, values=("M",), sku="MUG-M"),
                VariantDraft(price=1250, compare_at_price=1400, values=("S",), sku="MUG-S"),
            ),
        ),
    )
    row = Product.objects.of(site).get(pk=saved.product_id)
    assert (row.title, row.slug, row.description_html, row.version) == ("Blue Mug", "blue-mug", "<p>Nice</p>", 1)
    assert (row.price_from, row.price_to, row.compare_at_from, row.variant_count) == (1250, 1500, 1400, 2)
    assert row.published_at is not None
    assert sorted(ProductTag.objects.of(site).values_list("tag", flat=True)) == ["Gift", "New"]
    assert [variant.title for variant in variants_of(row)] == ["M", "S"]
    assert list(ProductOptionValue.objects.of(site).order_by("position").values_list("value", flat=True)) == ["S", "M"]
    assert facts(site) == ["CategoryChanged", "ProductCreated"]
    assert AuditEntry.objects.of(site).get(action="product.created").actor == "Ann Staff"


def test_what_is_read_for_editing_can_be_saved_again_and_changes_nothing() -> None:
    site = a_site()
    product = a_product(site, options={"Size": ["S", "M"], "Colour": ["Red", "Blue"]}, tags=("b", "A"), sku="MUG")
    saved = save(site, draft_of(site, product), product_id=product.pk)
    assert not saved.is_changed
    assert saved.version == 1
    assert facts(site) == ["ProductCreated"]


def test_a_change_counts_the_version_up_and_is_told_with_what_it_was() -> None:
    site = a_site()
    product = a_product(site)
    saved = save(site, replace(draft_of(site, product), title="Cup", tags=("x",)), product_id=product.pk)
    assert (saved.version, saved.slug, saved.is_changed) == (2, "mug", True)
    told = OutboxEvent.objects.get(site_id=site.pk, name="ProductUpdated")
    assert '"changed":["tags","title"]' in told.payload


def test_somebody_else_s_change_is_not_overwritten() -> None:
    site = a_site()
    product = a_product(site)
    save(site, replace(draft_of(site, product), title="Cup"), product_id=product.pk, version=1)
    with pytest.raises(catalog.Stale) as stale:
        save(site, replace(draft_of(site, product), title="Bowl"), product_id=product.pk, version=1)
    assert stale.value.current == 2
    assert Product.objects.of(site).get().title == "Cup"


def test_addresses_are_unique_on_a_site_and_lead_on_when_they_change() -> None:
    site, other = a_site(), a_site()
    assert [a_product(site).slug, a_product(site).slug, a_product(site).slug] == ["mug", "mug-2", "mug-3"]
    assert a_product(other).slug == "mug"
    product = Product.objects.of(site).get(slug="mug")
    save(site, replace(draft_of(site, product), slug="Cup!"), product_id=product.pk)
    assert queries.moved_to(site, "product", "mug") == "cup"
    assert queries.moved_to(other, "product", "mug") is None
    save(site, replace(draft_of(site, product), slug="bowl"), product_id=product.pk)
    assert queries.moved_to(site, "product", "mug") == "bowl"
    assert a_product(site).slug == "mug"
    save(site, replace(draft_of(site, product), slug="cup"), product_id=product.pk)
    assert not SlugRedirect.objects.of(site).filter(slug="cup").exists()


def test_a_number_that_an_address_got_stays_while_the_plain_one_is_taken() -> None:
    site = a_site()
    first, second = a_product(site), a_product(site)
    assert save(site, replace(draft_of(site, second), slug="mug"), product_id=second.pk).slug == "mug-2"
    save(site, replace(draft_of(site, first), slug="cup"), product_id=first.pk)
    assert save(site, replace(draft_of(site, second), slug="mug"), product_id=second.pk).slug == "mug"


def test_variants_are_kept_by_key_archived_when_left_out_and_come_back() -> None:
    site = a_site()
    product = a_product(site, options={"Size": ["S", "M"]})
    small, medium = variants_of(product)
    draft = draft_of(site, product)
    save(site, replace(draft, variants=(replace(draft.variants[1], price=999),)), product_id=product.pk)
    assert [(row.pk, row.price) for row in variants_of(product)] == [(medium.pk, 999)]
    assert Variant.objects.of(site).get(pk=small.pk).is_archived
    assert ProductOptionValue.objects.of(site).count() == 1
    again = VariantDraft(price=1100, values=("s",))
    save(site, replace(draft, variants=(draft.variants[1], again)), product_id=product.pk)
    assert {row.pk for row in variants_of(product)} == {small.pk, medium.pk}
    assert Variant.objects.of(site).count() == 2


def test_variants_may_exchange_their_values() -> None:
    site = a_site()
    product = a_product(site, options={"Size": ["S", "M"]})
    small, medium = variants_of(product)
    draft = draft_of(site, product)
    swapped = (replace(draft.variants[0], values=("M",)), replace(draft.variants[1], values=("S",)))
    save(site, replace(draft, variants=swapped), product_id=product.pk)
    assert {(row.pk, row.option1) for row in variants_of(product)} == {(small.pk, "M"), (medium.pk, "S")}


def test_a_product_may_gain_and_lose_options() -> None:
    site = a_site()
    product = a_product(site)
    only = variants_of(product)[0]
    draft = draft_of(site, product)
    with_sizes = replace(
        draft,
        options=SIZES,
        variants=(replace(draft.variants[0], values=("S",)), VariantDraft(price=1300, values=("M",))),
    )
    save(site, with_sizes, product_id=product.pk)
    assert [row.title for row in variants_of(product)] == ["S", "M"]
    assert variants_of(product)[0].pk == only.pk
    save(site, draft, product_id=product.pk)
    assert [row.pk for row in variants_of(product)] == [only.pk]
    assert not ProductOption.objects.of(site).exists()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"title": ""}, ["title"]),
        ({"title": "x" * 100_000}, ["title"]),
        ({"variants": ()}, ["variants"]),
        ({"variants": (VariantDraft(price=-1),)}, ["variants.0.price"]),
        ({"variants": (VariantDraft(price=10**16),)}, ["variants.0.price"]),
        ({"variants": (VariantDraft(price=100, compare_at_price=100),)}, ["variants.0.compare_at_price"]),
        ({"options": SIZES, "variants": (VariantDraft(price=1),)}, ["variants.0.values"]),
        ({"status": "sold"}, ["status"]),
        ({"category_ids": (new_id(),)}, ["category_ids"]),
        ({"variants": (VariantDraft(price=1, id=new_id()),)}, ["variants.0.id"]),
        ({"variants": (VariantDraft(price=1, image_id=new_id()),)}, ["variants.0.image_id"]),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_nothing_is_written(
    changes: dict[str, Any], fields: list[str]
) -> None:
    site = a_site()
    with pytest.raises(catalog.CannotSave) as refused:
        save(site, replace(MUG, **changes))
    assert list(refused.value.sentences) == fields
    assert all(sentence for sentences in refused.value.sentences.values() for sentence in sentences)
    assert not Product.objects.of(site).exists()
    assert facts(site) == []


def test_what_belongs_to_another_site_is_as_if_it_were_not() -> None:
    here, there = a_site(), a_site()
    product, kitchen = a_product(there), a_category(there)
    with pytest.raises(catalog.NoProduct):
        save(here, MUG, product_id=product.pk)
    with pytest.raises(catalog.CannotSave):
        save(here, replace(MUG, category_ids=(kitchen.pk,)))
    stolen = VariantDraft(price=1, id=variants_of(product)[0].pk)
    with pytest.raises(catalog.CannotSave):
        save(here, replace(MUG, variants=(stolen,)))


def test_texts_that_a_database_refuses_are_made_plain() -> None:
    site = a_site()
    saved = save(site, replace(MUG, title="Mug\x00 \ud800{{7*7}}", vendor="<b>Acme</b>\x00", tags=("a\x00b",)))
    row = Product.objects.of(site).get(pk=saved.product_id)
    assert (row.title, row.vendor) == ("Mug {{7*7}}", "<b>Acme</b>")
    assert ProductTag.objects.of(site).get().tag == "ab"


def test_the_number_of_statements_does_not_follow_the_number_of_variants() -> None:
    site = a_site()

    def statements(count: int) -> int:
        values = tuple(str(number) for number in range(count))
        draft = replace(
            MUG,
            options=(OptionDraft("No", values),),
            variants=tuple(VariantDraft(price=100, values=(value,), sku=f"N-{value}") for value in values),
        )
        with CaptureQueriesContext(connection) as made:
            saved = save(site, draft)
        edited = replace(draft, title="Cup", variants=draft.variants[: count // 2])
        with CaptureQueriesContext(connection) as changed:
            save(site, edited, product_id=saved.product_id)
        return max(len(made), len(changed))

    few, many = statements(4), statements(800)
    assert many <= few
    assert few <= 36


def test_stock_that_is_not_counted_is_always_there() -> None:
    site = a_site()
    counted = a_product(site, "Mug")
    uncounted = a_product(site, "Voucher", tracks_stock=False)
    assert (counted.is_in_stock, uncounted.is_in_stock) == (False, True)
    assert catalog.set_availability(site, {counted.pk: True, uncounted.pk: True}, now=utc_now()) == 1
    counted.refresh_from_db()
    assert (counted.is_in_stock, counted.version) == (True, 1)
    save(site, replace(draft_of(site, counted), title="Cup"), product_id=counted.pk)
    counted.refresh_from_db()
    assert counted.is_in_stock


def test_statuses_change_one_by_one_and_are_told_once() -> None:
    site = a_site()
    product = a_product(site, status="draft")
    for _time in range(2):
        catalog.publish_product(site, product.pk, by=an_actor(), now=utc_now())
    product.refresh_from_db()
    assert (product.status, product.version) == ("active", 2)
    catalog.archive_product(site, product.pk, by=an_actor(), now=utc_now())
    catalog.unarchive_product(site, product.pk, by=an_actor(), now=utc_now())
    product.refresh_from_db()
    assert product.status == "draft"
    assert facts(site) == ["ProductCreated", "ProductUpdated", "ProductUpdated", "ProductUpdated"]
    with pytest.raises(catalog.NoProduct):
        catalog.publish_product(a_site(), product.pk, by=an_actor(), now=utc_now())


def test_a_product_that_nothing_refers_to_can_be_removed_for_good() -> None:
    site = a_site()
    product = a_product(site, options={"Size": ["S", "M"]}, tags=("x",), categories=[a_category(site)])
    catalog.remove_product(site, product.pk, by=an_actor(), now=utc_now())
    assert not Product.objects.of(site).exists()
    assert not Variant.objects.of(site).exists()
    assert facts(site)[-1] == "ProductDeleted"
    with pytest.raises(catalog.NoProduct):
        catalog.remove_product(site, product.pk, by=an_actor(), now=utc_now())


def test_how_a_variant_sells_when_out_is_kept_and_what_cannot_be_is_refused() -> None:
    site = a_site()
    told: dict[str, Any] = {
        "sells_when_out": True,
        "is_preorder": True,
        "oversell_limit": 5,
        "promised_on": date(2026, 12, 12),
    }
    mug = a_variant(site, **told)
    assert {name: getattr(mug, name) for name in told} == told
    assert mug.promised_days is None
    found = queries.variants_for_sale(site, [mug.pk])[mug.pk]
    detail = queries.product_detail(site, mug.product.slug)
    assert detail
    for one in (found, detail.variants[0]):
        assert {name: getattr(one, name) for name in told} == told
        assert (one.kind, one.can_be_sold(-3), one.can_be_sold(-7)) == ("pre_order", 2, 0)
    with pytest.raises(Refused):
        a_variant(site, sells_when_out=True, promised_days=3, promised_on=date(2026, 12, 12))
