"""Rates and classes as merchants keep them, and the questions asked of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.tax import actions, queries
from dramac.commerce.tax.actions import RateDetails
from dramac.commerce.tax.models import TaxRate as Row
from dramac.commerce.tax.rules import TaxRate
from dramac.commerce.tax.testing import NOW, STAFF, a_tax_rate
from dramac.tenancy.models import AuditEntry
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_rates_are_read_as_the_bill_needs_them_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    a_tax_rate(site, "23")
    a_tax_rate(site, "13.5", tax_class="reduced", applies_to_shipping=False)
    a_tax_rate(site, "7", country="ES", region="GC", postcodes=("35*",), is_compound=True, priority=2)
    a_tax_rate(site, "1", country="")
    a_tax_rate(site, "9", name="Old VAT", is_active=False)
    a_tax_rate(a_site(), "20")
    with django_assert_num_queries(1):
        found = queries.rates_at(site, "IE")
    assert found == (
        TaxRate("VAT", Decimal("23"), "IE"),
        TaxRate("VAT", Decimal("13.5"), "IE", tax_class="reduced", applies_to_shipping=False),
        TaxRate("VAT", Decimal("1"), ""),
    )
    assert queries.rates_at(site, "ES")[-1] == TaxRate(
        "VAT", Decimal("7"), "ES", "GC", compound=True, priority=2, postcodes=("35*",)
    )


def test_rates_read_by_hand_are_the_rows() -> None:
    site = a_site()
    a_tax_rate(site, "8.8750")
    row = Row.objects.get()
    assert [rate.rate for rate in queries.rates_at(site, "IE")] == [row.rate]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 100_000}, "name"),
        ({"rate": Decimal("-1")}, "rate"),
        ({"rate": Decimal("100.0001")}, "rate"),
        ({"rate": Decimal("1.00001")}, "rate"),
        ({"rate": Decimal("NaN")}, "rate"),
        ({"rate": Decimal("Infinity")}, "rate"),
        ({"country": "Ireland"}, "country"),
        ({"country": "", "region": "CA"}, "region"),
        ({"priority": 0}, "priority"),
        ({"tax_class": "unheard-of"}, "tax_class"),
        ({"postcodes": ("x" * 200,)}, "postcodes"),
    ],
)
def test_rates_that_cannot_be_are_refused(changes: dict[str, Any], field: str) -> None:
    details = RateDetails(**{"name": "VAT", "rate": Decimal(23), "country": "IE", **changes})
    with pytest.raises(actions.RateRefused) as refused:
        actions.add_rate(site=a_site(), details=details, by=STAFF, now=NOW)
    assert refused.value.field == field
    assert not Row.objects.exists()


def test_the_same_rate_cannot_be_charged_twice() -> None:
    site = a_site()
    first = a_tax_rate(site)
    with pytest.raises(actions.RateRefused) as refused:
        a_tax_rate(site, "21")
    assert refused.value.code == "rate_taken"
    details = RateDetails("VAT", Decimal("21"), "IE")
    assert actions.edit_rate(site=site, rate_id=first.pk, details=details, by=STAFF, now=NOW).rate == 21


def test_another_sites_rate_is_unknown_here() -> None:
    here, there = a_site(), a_site()
    theirs = a_tax_rate(there)
    with pytest.raises(actions.UnknownRate):
        actions.remove_rate(site=here, rate_id=theirs.pk, by=STAFF, now=NOW)


def test_a_removed_rate_is_on_the_trail() -> None:
    site = a_site()
    actions.remove_rate(site=site, rate_id=a_tax_rate(site).pk, by=STAFF, now=NOW)
    assert queries.rates(site) == []
    assert AuditEntry.objects.get(action="tax.rate_removed").details == {"name": "VAT", "rate": "23.0000"}


def test_a_class_is_kept_while_it_is_needed() -> None:
    site = a_site()
    actions.open_classes(site=site)
    actions.open_classes(site=site)
    assert [kind.key for kind in queries.classes(site)] == ["standard", "reduced", "zero"]
    books = actions.add_class(site=site, name="Books & maps", by=STAFF, now=NOW)
    a_tax_rate(site, "0", tax_class=books.key)
    for key, used_by, code in (
        ("standard", 0, "class_is_standard"),
        (books.key, 0, "class_in_use"),
        ("zero", 3, "class_in_use"),
        ("nothing", 0, "unknown_tax_class"),
    ):
        with pytest.raises(actions.ClassRefused) as refused:
            actions.remove_class(site=site, key=key, used_by=used_by, by=STAFF, now=NOW)
        assert refused.value.code == code
    actions.remove_class(site=site, key="zero", used_by=0, by=STAFF, now=NOW)
    actions.rename_class(site=site, key=books.key, name="Books", by=STAFF, now=NOW)
    assert [kind.name for kind in queries.classes(site)] == ["Standard", "Books", "Reduced"]


@pytest.mark.parametrize("name", ["", "!!!", "Standard", "x" * 500])
def test_a_class_needs_a_name_of_its_own(name: str) -> None:
    site = a_site()
    actions.open_classes(site=site)
    with pytest.raises(actions.ClassRefused):
        actions.add_class(site=site, name=name, by=STAFF, now=NOW)
