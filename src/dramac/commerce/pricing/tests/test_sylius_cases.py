"""The amounts that Sylius's feature files expect, where they only need taxes, quantities, delivery or a plain discount."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

import pytest

from dramac.commerce.pricing.engine import Bill, bill
from dramac.commerce.pricing.tests.sylius import NotReadable, read
from dramac.kit.testing import reference_file


def found_amount(expected: dict[str, Any], found: Bill) -> int:
    """What our bill says of the figure that a case expects."""
    kind, what = expected["kind"], expected.get("what")
    lines = [line for line in found.lines if expected.get("product") in (None, line.key)]
    amounts = {
        "cart_total": found.total,
        "cart_items_total": found.subtotal - found.discount_total,
        "discount_total": -found.discount_total,
        "shipping_total": found.shipping_total,
        "tax_total": 0 if found.prices_include_tax else found.tax_total,
        "included_tax_total": found.tax_total if found.prices_include_tax else 0,
        "item_total": sum(line.total for line in lines),
        "price_decreased_by": sum(line.discount for line in lines),
        "none": found.tax_total if what == "taxes" else found.discount_total,
    }
    if kind not in amounts:
        raise NotReadable(f"figure not known: {kind}")
    return amounts[kind]


def compared(case: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Each figure of a case: its name, what is expected, what we find."""
    found = bill(read(case).request())
    return [
        (expected["kind"], round(expected.get("amount", 0) * 100), found_amount(expected, found))
        for expected in case["expected"]
    ]


def test_bills_agree_with_the_amounts_that_sylius_expects(capsys: pytest.CaptureFixture[str]) -> None:
    cases = json.loads(reference_file("promotion-cases/sylius_cases.json").read_text(encoding="utf-8"))["cases"]
    skipped: Counter[str] = Counter()
    wrong: dict[str, list[tuple[str, int, int]]] = {}
    used = figures = 0
    for case in cases:
        try:
            results = compared(case)
        except NotReadable as reason:
            skipped[str(reason)] += 1
            continue
        used, figures = used + 1, figures + len(results)
        if differences := [result for result in results if result[1] != result[2]]:
            wrong[case["id"]] = differences
    with capsys.disabled():
        sys.stdout.write(f"\nSylius cases: {used} of {len(cases)} used, {figures} amounts compared; skipped:\n")
        for reason_text, count in skipped.most_common():
            sys.stdout.write(f"  {count:3} {reason_text}\n")
    assert wrong == {}
    assert (len(cases), used) == (105, 46)
