"""Options and their combinations: up to three ways in which variants differ, each combination once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TypeAlias

from dramac.commerce.catalog.rules.drafts import OptionDraft, Problem, VariantDraft
from dramac.kit.text import fold, one_line

MAX_OPTIONS = 3
MAX_VARIANTS = 2000
LONGEST_NAME = 255

Combination: TypeAlias = tuple[str, str, str]
"""The values of a variant for option one, two and three; empty where the product has no such option."""


def combination(values: Sequence[str]) -> Combination:
    """Option values, cleaned, as the three columns that keep them."""
    first, second, third, *_rest = [*(one_line(value) for value in values), "", "", ""]
    return first, second, third


def key(values: Iterable[str]) -> tuple[str, ...]:
    """How combinations compare: "Red" and "red" are one."""
    return tuple(fold(value) for value in values)


def grid(options: Sequence[OptionDraft]) -> list[Combination]:
    """Every combination of the options' values, the last option varying fastest: the rows of an editor's grid.

    A product without options has one row. Values that are empty or repeated count once; at most MAX_VARIANTS rows.
    """
    lists = [_distinct(option.values) for option in options[:MAX_OPTIONS]]
    rows = product(*(values for values in lists if values))
    return [combination(row) for _number, row in zip(range(MAX_VARIANTS), rows, strict=False)]


def _distinct(values: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for value in values:
        if kept := one_line(value):
            found.setdefault(fold(kept), kept)
    return list(found.values())


def values_in_use(options: Sequence[OptionDraft], combinations: Sequence[Combination]) -> list[list[str]]:
    """For each option the values that some variant has: first in the option's own order, then as variants bring them."""
    lists = []
    for place, option in enumerate(options):
        used = list(dict.fromkeys(row[place] for row in combinations if row[place]))
        order = {one_line(value): number for number, value in enumerate(option.values)}
        lists.append(sorted(used, key=lambda value: order.get(value, len(order))))
    return lists


def problems(options: Sequence[OptionDraft], variants: Sequence[VariantDraft]) -> list[Problem]:
    """What is wrong with a product's options and with how its variants combine them."""
    return [*_option_problems(options), *_variant_problems(options, variants)]


def _option_problems(options: Sequence[OptionDraft]) -> list[Problem]:
    found = []
    if len(options) > MAX_OPTIONS:
        found.append(Problem("options", "too_many_options", {"limit": MAX_OPTIONS}))
    seen: set[str] = set()
    for number, option in enumerate(options):
        name, place = one_line(option.name), f"options.{number}.name"
        if not name:
            found.append(Problem(place, "required"))
        elif len(name) > LONGEST_NAME:
            found.append(Problem(place, "too_long", {"limit": LONGEST_NAME}))
        elif fold(name) in seen:
            found.append(Problem(place, "same_option", {"name": name}))
        seen.add(fold(name))
    return found


def _variant_problems(options: Sequence[OptionDraft], variants: Sequence[VariantDraft]) -> list[Problem]:
    if not variants:
        return [Problem("variants", "no_variants")]
    if len(variants) > MAX_VARIANTS:
        return [Problem("variants", "too_many_variants", {"limit": MAX_VARIANTS})]
    if not options and len(variants) > 1:
        return [Problem("options", "options_needed")]
    found = []
    seen: set[tuple[str, ...]] = set()
    for number, variant in enumerate(variants):
        place = f"variants.{number}.values"
        values = [one_line(value) for value in variant.values]
        if len(values) != len(options) or not all(values):
            found.append(Problem(place, "values_missing"))
            continue
        if any(len(value) > LONGEST_NAME for value in values):
            found.append(Problem(place, "too_long", {"limit": LONGEST_NAME}))
        if key(values) in seen:
            found.append(Problem(place, "same_combination", {"values": " / ".join(values)}))
        seen.add(key(values))
    return found
