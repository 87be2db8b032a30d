"""The variant grid when options change: who is known stays who they are. No database is needed for the most of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.commerce.catalog.dashboard.editor.grid import Option, Row, TooManyCombinations, Value, regrid
from dramac.commerce.catalog.models import Variant
from dramac.commerce.catalog.rules.options import MAX_VARIANTS
from dramac.commerce.catalog.testing import a_product, variants_of
from dramac.dashboard.testing import a_browser, filled_in

THREE = ("Size", "Colour", "Cloth")


def options(*values: list[str], renamed: dict[str, str] | None = None, new: tuple[int, ...] = ()) -> list[Option]:
    """Options with these values; `renamed` are values that were called otherwise, `new` the places of new options."""
    was = renamed or {}
    known = [place for place in range(len(values)) if place not in new]
    return [
        Option(THREE[place], known.index(place) if place in known else None,
               tuple(Value(one, "" if place in new or one.startswith("+") else was.get(one, one)) for one in column))
        for place, column in enumerate(values)
    ]  # fmt: skip


def rows(*combinations: str) -> list[Row]:
    """Rows of variants that are there, each with a key of its own: `rows("S Red", "L Red")`."""
    return [
        Row(tuple(one.split()), uuid4(), {"price": str(place), "sku": one}) for place, one in enumerate(combinations)
    ]


def keys(found: list[Row]) -> dict[str, UUID | None]:
    return {" ".join(row.values): row.id for row in found}


def test_a_new_value_adds_its_combinations_priced_like_their_neighbours_without_codes() -> None:
    known = rows("S Red", "L Red")
    found = regrid(known, options(["S", "L"], ["Red", "+Blue"]))
    assert [row.title for row in found] == ["S / Red", "S / +Blue", "L / Red", "L / +Blue"]
    assert keys(found)["S Red"] == known[0].id
    assert (found[3].id, found[3].typed) == (None, {"price": "1"})


def test_a_renamed_value_keeps_its_variants() -> None:
    known = rows("S Red", "L Red")
    found = regrid(known, options(["Small", "L"], ["Red"], renamed={"Small": "S"}))
    assert keys(found) == {"Small Red": known[0].id, "L Red": known[1].id}


def test_two_values_that_swap_names_swap_nothing_else() -> None:
    known = rows("S", "L")
    found = regrid(known, options(["L", "S"], renamed={"L": "S", "S": "L"}))
    assert keys(found) == {"L": known[0].id, "S": known[1].id}


def test_a_removed_value_takes_its_variants_along_and_no_other() -> None:
    known = rows("S Red", "S Blue", "L Red", "L Blue")
    assert keys(regrid(known, options(["L"], ["Red", "Blue"]))) == {"L Red": known[2].id, "L Blue": known[3].id}


def test_a_combination_that_is_not_sold_stays_away_until_all_are_asked_for() -> None:
    known = rows("S Red", "L Blue")
    asked = options(["S", "L"], ["Red", "Blue"])
    assert len(regrid(known, asked)) == 2
    assert [row.id for row in regrid(known, asked, complete=True)] == [known[0].id, None, None, known[1].id]


def test_a_new_option_gives_every_variant_its_first_value_and_the_others_new_ones() -> None:
    known = rows("S", "L")
    found = regrid(known, options(["S", "L"], ["Red", "Blue"], new=(1,)))
    assert [row.title for row in found] == ["S / Red", "S / Blue", "L / Red", "L / Blue"]
    assert [row.id for row in found] == [known[0].id, None, known[1].id, None]


def test_an_option_taken_away_leaves_one_variant_for_each_of_the_other_values() -> None:
    known = rows("S Red", "S Blue", "L Red", "L Blue")
    only = [replace(options(["S", "L"])[0], column=0)]
    assert keys(regrid(known, only)) == {"S": known[0].id, "L": known[2].id}
    assert [row.id for row in regrid(known, [])] == [known[0].id]


def test_more_combinations_than_anybody_sells_are_refused_and_a_few_too_many_are_counted() -> None:
    with pytest.raises(TooManyCombinations):
        regrid([], options(*[[f"{place}-{one}" for one in range(100)] for place in range(3)], new=(0, 1, 2)))
    found = regrid([], options(*[[f"{place}-{one}" for one in range(20)] for place in range(3)], new=(0, 1, 2)))
    assert len(found) == MAX_VARIANTS + 1


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_nobody_is_ever_doubled_or_mistaken(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 3))
    columns = [[f"{place}{one}" for one in range(data.draw(st.integers(1, 4)))] for place in range(count)]
    whole = [replace(row, id=uuid4()) for row in regrid([], options(*columns, new=tuple(range(count))))]
    known = data.draw(st.lists(st.sampled_from(whole), unique_by=lambda row: row.id))
    kept = [[one for one in column if data.draw(st.booleans())] or column[:1] for column in columns]
    found = regrid(known, options(*kept), complete=data.draw(st.booleans()))
    ids = [row.id for row in found if row.id]
    assert len(ids) == len(set(ids))
    assert len({row.values for row in found}) == len(found)
    assert {row.id: row.values for row in found if row.id}.items() <= {row.id: row.values for row in known}.items()


@pytest.mark.django_db
def test_hundreds_of_variants_of_three_options_are_saved_by_one_form_and_keep_their_keys() -> None:
    browser = a_browser()
    sizes, colours, cloths = (
        [f"{name} {one}" for one in range(count)] for name, count in (("S", 8), ("C", 8), ("W", 4))
    )
    shirt = a_product(browser.site, "Shirt", options={"Size": sizes, "Colour": colours, "Cloth": cloths}, sku="SHIRT")
    before = {row.pk: row.title for row in variants_of(shirt)}
    form = filled_in(browser.text("catalog:product", product_id=shirt.pk))
    form["variant-255-price"] = ["99.00"]
    form["option-2-value"].append("Silk")
    form["option-2-was"].append("")
    del form["variant-0-offered"]
    assert browser.post("catalog:product", form, product_id=shirt.pk).status_code == 302
    after = {row.pk: row.title for row in variants_of(shirt)}
    assert len(after) == 8 * 8 * 5 - 1
    assert before.items() - after.items() == {(min(before), "S 0 / C 0 / W 0")}
    assert {row.title: row.price for row in variants_of(shirt)}["S 7 / C 7 / W 3"] == 9900
    assert Variant.objects.of(browser.site).get(pk=min(before)).is_archived


@pytest.mark.django_db
def test_the_grid_is_redrawn_from_what_is_typed_and_nothing_is_saved() -> None:
    browser = a_browser()
    shirt = a_product(browser.site, "Shirt", options={"Size": ["S", "L"]})
    form = filled_in(browser.text("catalog:product", product_id=shirt.pk))
    form |= {"variant-0-price": ["not yet"], "option-0-value": ["S", "L", "M, XL"], "step": ["options"]}
    page = browser.post("catalog:product", form, product_id=shirt.pk)
    again = filled_in(page.content.decode())
    assert page.status_code == 200
    assert again["option-0-value"] == ["S", "L", "M", "XL", ""]
    assert [again[f"variant-{place}-price"][0] for place in range(4)] == ["not yet", "12.50", "not yet", "not yet"]
    assert len(variants_of(shirt)) == 2


@pytest.mark.django_db
def test_a_column_is_filled_for_all_variants_at_once() -> None:
    browser = a_browser()
    shirt = a_product(browser.site, "Shirt", options={"Size": ["S", "L"]})
    form = filled_in(browser.text("catalog:product", product_id=shirt.pk)) | {"all-cost": ["3"], "step": ["apply"]}
    again = filled_in(browser.post("catalog:product", form, product_id=shirt.pk).content.decode())
    assert [again[f"variant-{place}-cost"] for place in range(2)] == [["3"], ["3"]]


@pytest.mark.django_db
def test_options_that_make_too_many_variants_are_refused_and_kept() -> None:
    browser = a_browser()
    shirt = a_product(browser.site, "Shirt")
    form = filled_in(browser.text("catalog:product", product_id=shirt.pk))
    many = ", ".join(map(str, range(100)))
    form |= {
        f"option-{place}-{part}": [text]
        for place in range(3)
        for part, text in (("name", f"O{place}"), ("value", many))
    }
    answer = browser.post("catalog:product", form, product_id=shirt.pk)
    assert answer.status_code == 422
    assert "These options make more variants than a product may have" in answer.content.decode()
    assert filled_in(answer.content.decode())["option-2-value"] == [*map(str, range(100)), ""]
    assert len(variants_of(shirt)) == 1
