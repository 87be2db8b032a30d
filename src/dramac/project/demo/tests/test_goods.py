"""The catalogue is sound: codes are valid and single, prices make sense, and everything has pictures that can be drawn."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from dramac.commerce.importing.records import UNCHANGED, VariantRecord
from dramac.project.demo.goods import Good, goods, picture_of
from dramac.project.demo.pictures.shots import shots
from dramac.project.demo.popularity import IN_PAIRS, LOVED, offers
from dramac.project.demo.shops import KETTLE, MARL, SHOPS
from dramac.project.demo.words import INTROS

PRIVATE = re.compile(r"29\d{11}")
ALLOWED_TAGS = {"p", "ul", "li", "strong"}


@cache
def stocked(shop: str) -> tuple[Good, ...]:
    """What a shop sells, read once."""
    return tuple(goods(shop))


@cache
def drawn() -> tuple[str, ...]:
    """The names of all pictures."""
    return tuple(shot.name for shot in shots())


def everything() -> list[Good]:
    return [good for shop in SHOPS for good in stocked(shop.table)]


def variants() -> list[VariantRecord]:
    return [variant for good in everything() for variant in good.record.variants]


def check_digit(digits: str) -> int:
    """The last digit of an EAN-13 (GS1 General Specifications, 7.9)."""
    return -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10


def amount(value: object) -> Decimal:
    assert isinstance(value, Decimal)
    return value


def test_the_large_shop_sells_at_least_sixty_four_products_in_eight_categories_and_the_small_one_eight_in_two() -> None:
    def roots(shop: str) -> set[str]:
        found = (good.record.categories for good in stocked(shop))
        return {path[0] for paths in found if paths is not UNCHANGED for path in paths}

    assert len(stocked(MARL.table)) >= 64
    assert len(roots(MARL.table)) == 8
    assert len(stocked(KETTLE.table)) == 8
    assert roots(KETTLE.table) == {"Tea", "Coffee"}


def test_one_product_has_more_than_a_hundred_variants_of_three_options() -> None:
    (curtain,) = (good.record for good in everything() if good.record.handle == "washed-linen-curtain")
    assert curtain.option_names == ("Colour", "Width", "Length")
    assert len(curtain.variants) == 144


def test_every_barcode_is_a_valid_ean_of_the_private_range_and_belongs_to_one_variant() -> None:
    codes = [str(variant.barcode) for variant in variants()]
    assert all(PRIVATE.fullmatch(code) for code in codes)
    assert all(int(code[-1]) == check_digit(code[:-1]) for code in codes)
    assert len(set(codes)) == len(codes)


def test_every_variant_has_a_sku_of_its_own_and_every_product_a_clean_address() -> None:
    skus = [str(variant.sku) for variant in variants()]
    handles = [good.record.handle for good in everything()]
    assert len(set(skus)) == len(skus)
    assert all(re.fullmatch(r"(MW|TK)(-[A-Z0-9]+)+", sku) for sku in skus)
    assert len(set(handles)) == len(handles)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", handle) for handle in handles)


def test_things_cost_less_than_they_are_sold_for_and_what_is_reduced_cost_more_before() -> None:
    reduced = 0
    for variant in variants():
        price = amount(variant.price)
        assert Decimal(5) <= price <= Decimal(700)
        assert amount(variant.cost) < price
        if variant.compare_at_price not in (None, UNCHANGED):
            reduced += 1
            assert amount(variant.compare_at_price) > price
    assert reduced >= 10


def test_most_shelves_are_full_some_nearly_empty_and_a_few_empty() -> None:
    units = [variant.quantity for variant in variants() if variant.quantity is not UNCHANGED]
    assert len(units) == len(variants())
    assert sum(count == 0 for count in units) >= 5
    assert sum(0 < count <= 3 for count in units) >= 15
    assert sum(count > 3 for count in units) > 0.75 * len(units)


def test_descriptions_use_plain_paragraphs_and_lists_and_search_engines_get_short_ones() -> None:
    for good in everything():
        html, title, description = good.record.description_html, good.record.seo_title, good.record.seo_description
        assert isinstance(html, str)
        assert set(re.findall(r"</?([a-z0-9]+)", html)) <= ALLOWED_TAGS
        assert len(html) > 120
        assert isinstance(title, str)
        assert 10 < len(title) <= 70
        assert isinstance(description, str)
        assert 40 < len(description) <= 160


def test_every_product_has_a_picture_that_is_drawn_with_words_for_those_who_cannot_see_it() -> None:
    for good in everything():
        assert good.pictures
        assert set(good.pictures) <= set(drawn())
        assert all(good.alts[name] for name in good.pictures)
        assert {picture_of(good, values) for values in good.shown} <= set(good.pictures)


def test_most_products_have_two_pictures_or_more() -> None:
    assert sum(len(good.pictures) >= 2 for good in everything()) >= 0.9 * len(everything())


def test_a_glaze_is_shown_by_its_own_picture_whatever_the_set() -> None:
    (mug,) = (good for good in everything() if good.record.handle == "harbour-mug")
    assert picture_of(mug, ("Ink", "Single")) == "harbour-mug-ink"
    assert picture_of(mug, ("Ink", "Set of four")) == "harbour-mug-ink"
    assert picture_of(mug, ("No such glaze", "Single")) == mug.pictures[0]


def test_no_address_of_a_picture_is_left_for_somebody_to_fetch() -> None:
    assert all(good.record.images is UNCHANGED for good in everything())
    assert all(variant.image_url is UNCHANGED for variant in variants())


def test_every_category_has_a_few_words_at_its_head() -> None:
    for table in (MARL.table, KETTLE.table):
        paths = {
            " > ".join(path[:depth])
            for good in stocked(table)
            if good.record.categories is not UNCHANGED
            for path in good.record.categories
            for depth in range(1, len(path) + 1)
        }
        assert paths == set(INTROS[table])


def test_what_people_love_is_on_the_shelf_and_wanted_more_than_its_neighbours() -> None:
    handles = {good.record.handle for good in everything()}
    assert set(LOVED) | set(IN_PAIRS) <= handles
    wanted = {offer.sku: offer.wanted for offer in offers(stocked(MARL.table))}
    assert wanted["MW-HMUG-OA-1"] > wanted["MW-PBOW-OA"] > wanted["MW-MJAR-CH"]
    assert all(weight > 0 for weight in wanted.values())
