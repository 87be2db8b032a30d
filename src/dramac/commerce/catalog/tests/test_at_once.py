"""Several people and imports at work on one catalogue at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connection

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.actions import ProductDraft, ProductLoad, Stale, VariantDraft, VariantLoad
from dramac.commerce.catalog.models import Category, Product, SearchWord, Variant
from dramac.commerce.catalog.testing import a_product
from dramac.kit.clock import utc_now
from dramac.tenancy.testing import a_site, an_actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
MUG = ProductDraft(title="Mug", variants=(VariantDraft(price=1),), tags=("x",))
Answer = TypeVar("Answer")


def at_once(work: Callable[[int], Answer], times: int = 6) -> list[Answer]:
    def alone(number: int) -> Answer:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_products_of_one_name_saved_at_once_get_addresses_of_their_own() -> None:
    site = a_site()
    saved = at_once(lambda _number: catalog.save_product(site, MUG, by=an_actor(), now=utc_now()))
    assert sorted(one.slug for one in saved) == ["mug", "mug-2", "mug-3", "mug-4", "mug-5", "mug-6"]


def test_of_several_who_save_what_they_read_one_wins_and_the_others_are_told() -> None:
    site = a_site()
    product = a_product(site)
    found = queries.product_for_editing(site, product.pk)
    assert found is not None
    draft = found.draft

    def save(number: int) -> bool:
        named = ProductDraft(title=f"Mug {number}", variants=draft.variants)
        try:
            catalog.save_product(site, named, by=an_actor(), now=utc_now(), product_id=product.pk, version=1)
        except Stale:
            return False
        return True

    assert sum(at_once(save)) == 1
    assert Product.objects.of(site).get().version == 2


def test_the_same_file_loaded_several_times_at_once_is_loaded_once() -> None:
    site = a_site()
    loads = [
        ProductLoad(
            slug=f"p-{number}",
            title=f"Product {number}",
            categories=(("Home", f"Group {number % 3}"),),
            option_names=("Size",),
            variants=tuple(VariantLoad(values=(size,), price=1) for size in "SML"),
        )
        for number in range(30)
    ]
    reports = at_once(lambda _number: catalog.load(site, loads, by=an_actor(), now=utc_now()), 4)
    assert sorted(report.count("created") for report in reports) == [0, 0, 0, 30]
    assert (Product.objects.of(site).count(), Variant.objects.of(site).count()) == (30, 90)
    assert Category.objects.of(site).count() == 4
    assert SearchWord.objects.of(site).filter(word="product").count() == 1


def test_stock_may_speak_while_prices_change() -> None:
    site = a_site()
    keys = [a_product(site, f"Mug {number}").pk for number in range(8)]
    change = catalog.PriceChange(catalog.Step.AMOUNT, amount=1)

    def work(number: int) -> int:
        if number % 2:
            return catalog.bulk_change_prices(
                site, catalog.Selection(ids=tuple(keys)), change, by=an_actor(), now=utc_now()
            ).changed
        shuffled = keys[number:] + keys[:number]
        return catalog.set_availability(site, dict.fromkeys(shuffled, True), now=utc_now())

    counts = at_once(work)
    assert counts[1::2] == [8, 8, 8]
    assert sum(counts[::2]) == 8
    assert set(Product.objects.of(site).values_list("price_from", "is_in_stock")) == {(1253, True)}
