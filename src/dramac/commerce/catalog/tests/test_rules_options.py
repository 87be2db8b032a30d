"""Options: three at most, each combination once."""

from __future__ import annotations

from dramac.commerce.catalog.rules import options
from dramac.commerce.catalog.rules.drafts import OptionDraft, Problem, VariantDraft


def codes(found: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in found]


def variants(*rows: tuple[str, ...]) -> list[VariantDraft]:
    return [VariantDraft(values=row, price=100) for row in rows]


def test_the_grid_has_every_combination_with_the_last_option_varying_fastest() -> None:
    rows = options.grid([OptionDraft("Size", ("S", "M")), OptionDraft("Colour", ("Red", " red ", "Blue", ""))])
    assert rows == [("S", "Red", ""), ("S", "Blue", ""), ("M", "Red", ""), ("M", "Blue", "")]


def test_a_product_without_options_has_one_row() -> None:
    assert options.grid([]) == [("", "", "")]


def test_the_grid_ends_where_variants_end() -> None:
    many = tuple(str(number) for number in range(50))
    assert len(options.grid([OptionDraft(name, many) for name in ("A", "B", "C")])) == options.MAX_VARIANTS


def test_hundreds_of_variants_are_fine() -> None:
    sizes = OptionDraft("Size", tuple(f"{number}" for number in range(30)))
    widths = OptionDraft("Width", tuple(f"{number} mm" for number in range(30)))
    rows = [VariantDraft(values=row[:2], price=1) for row in options.grid([sizes, widths])]
    assert len(rows) == 900
    assert options.problems([sizes, widths], rows) == []


def test_the_same_combination_twice_is_told_however_it_is_capitalised() -> None:
    found = options.problems([OptionDraft("Colour")], variants(("Red",), ("RED ",)))
    assert codes(found) == [("variants.1.values", "same_combination")]


def test_a_value_for_each_option_is_needed() -> None:
    two = [OptionDraft("Size"), OptionDraft("Colour")]
    found = options.problems(two, variants(("S",), ("S", " "), ("S", "Red")))
    assert codes(found) == [("variants.0.values", "values_missing"), ("variants.1.values", "values_missing")]


def test_several_variants_need_an_option_and_a_product_needs_a_variant() -> None:
    assert codes(options.problems([], variants((), ()))) == [("options", "options_needed")]
    assert codes(options.problems([], [])) == [("variants", "no_variants")]


def test_option_names_are_needed_and_differ_and_are_three_at_most() -> None:
    four = [OptionDraft("Size"), OptionDraft("size"), OptionDraft(" "), OptionDraft("Fit")]
    found = options.problems(four, variants(("a", "b", "c", "d")))
    assert codes(found) == [
        ("options", "too_many_options"),
        ("options.1.name", "same_option"),
        ("options.2.name", "required"),
    ]


def test_values_stand_in_the_option_s_order_and_unused_ones_are_left_out() -> None:
    size = OptionDraft("Size", ("S", "M", "L"))
    assert options.values_in_use([size], [("L", "", ""), ("XL", "", ""), ("S", "", "")]) == [["S", "L", "XL"]]
