"""Which rates apply where, and what they take of an amount."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.tax.rules import TaxPlace, TaxRate, rates_for, tax_on

LONDON = TaxPlace("GB", "ENG", "SW1A 1AA", "London")
VAT = TaxRate("VAT", Decimal(20), "GB")
REDUCED = TaxRate("VAT", Decimal(5), "GB", tax_class="reduced")
GST = TaxRate("GST", Decimal(5), "CA", priority=1)
QST = TaxRate("QST", Decimal("9.975"), "CA", "QC", priority=2)
COMPOUND_QST = TaxRate("QST", Decimal("9.5"), "CA", "QC", priority=2, compound=True)
QUEBEC = TaxPlace("CA", "QC")

RATES = st.builds(
    TaxRate,
    name=st.sampled_from(["VAT", "GST", "City"]),
    rate=st.decimals(0, 100, places=4),
    country=st.just("GB"),
    compound=st.booleans(),
)
# Four of these, compounded, stay below 100 %, where each tax is simply its exact share rounded.
EVERYDAY_RATES = st.builds(
    TaxRate, name=st.just("VAT"), rate=st.decimals(0, 18, places=4), country=st.just("GB"), compound=st.booleans()
)


def taxes(amount: int, *rates: TaxRate, inclusive: bool = False) -> list[int]:
    return [tax for _, tax in tax_on(amount, rates, inclusive=inclusive)]


def test_a_rate_applies_to_its_country_and_class() -> None:
    assert rates_for([VAT, REDUCED], LONDON, "standard") == (VAT,)
    assert rates_for([VAT, REDUCED], LONDON, "reduced") == (REDUCED,)
    assert rates_for([VAT, REDUCED], LONDON, "zero") == ()
    assert rates_for([VAT, REDUCED], TaxPlace("FR"), "standard") == ()


def test_rates_of_several_priorities_add_up_in_their_order() -> None:
    assert rates_for([QST, GST], QUEBEC, "standard") == (GST, QST)
    assert rates_for([QST, GST], TaxPlace("CA", "AB"), "standard") == (GST,)


def test_the_most_specific_rate_wins_inside_a_priority() -> None:
    world = TaxRate("World", Decimal(1), "")
    country = TaxRate("Country", Decimal(2), "ES")
    region = TaxRate("Region", Decimal(3), "ES", "CN")
    city = TaxRate("City", Decimal(4), "ES", cities=("Las Palmas",))
    postcode = TaxRate("Postcode", Decimal(5), "ES", postcodes=("35*", "38 *"))
    rates = [world, country, region, city, postcode]
    assert rates_for(rates, TaxPlace("FR"), "standard") == (world,)
    assert rates_for(rates, TaxPlace("ES", "MD"), "standard") == (country,)
    assert rates_for(rates, TaxPlace("ES", "CN"), "standard") == (region,)
    assert rates_for(rates, TaxPlace("ES", "CN", city="LAS PALMAS"), "standard") == (city,)
    assert rates_for(rates, TaxPlace("ES", "CN", "38001"), "standard") == (postcode,)


def test_postcodes_match_exactly_or_by_their_beginning() -> None:
    northern = TaxRate("NI", Decimal(20), "GB", postcodes=("BT*", "AB1 2CD"))
    for postcode, applies in [
        ("bt1 1aa", True),
        ("BT9", True),
        ("B1 1AA", False),
        ("ab12cd", True),
        ("AB1 2CDE", False),
    ]:
        assert bool(rates_for([northern], TaxPlace("GB", postcode=postcode), "standard")) is applies


def test_of_two_rates_alike_the_earlier_counts() -> None:
    other = TaxRate("Other", Decimal(7), "GB")
    assert rates_for([VAT, other], LONDON, "standard") == (VAT,)
    assert rates_for([other, VAT], LONDON, "standard") == (other,)


def test_shipping_bears_only_rates_that_apply_to_it() -> None:
    goods_only = TaxRate("GB goods", Decimal(20), "GB", "ENG", applies_to_shipping=False)
    assert rates_for([goods_only, VAT], LONDON, "standard") == (goods_only,)
    assert rates_for([goods_only, VAT], LONDON, "standard", shipping=True) == (VAT,)


def test_compound_rates_come_last_whatever_their_priority() -> None:
    early = TaxRate("Early", Decimal(1), "CA", priority=0, compound=True)
    assert rates_for([early, QST, GST], QUEBEC, "standard") == (GST, QST, early)


def test_no_country_yet_means_only_rates_of_everywhere() -> None:
    world = TaxRate("World", Decimal(1), "")
    assert rates_for([VAT, world], TaxPlace(""), "standard") == (world,)


@pytest.mark.parametrize(("amount", "tax"), [(100, 20), (2, 0), (3, 1), (12, 2), (13, 3), (0, 0)])
def test_tax_on_top_rounds_half_up(amount: int, tax: int) -> None:
    assert taxes(amount, VAT) == [tax]


@pytest.mark.parametrize(("amount", "tax"), [(120, 20), (100, 17), (3, 1), (1, 0), (0, 0), (1999, 333)])
def test_tax_contained_rounds_half_up(amount: int, tax: int) -> None:
    assert taxes(amount, VAT, inclusive=True) == [tax]


def test_several_rates_are_charged_on_the_same_amount() -> None:
    assert taxes(10_000, GST, QST) == [500, 998]


def test_a_compound_rate_is_charged_on_the_taxes_before_it() -> None:
    assert taxes(10_000, GST, COMPOUND_QST) == [500, 998]  # 9.5 % of 105.00 is 9.975
    assert taxes(11_498, GST, COMPOUND_QST, inclusive=True) == [500, 998]


def test_a_rate_of_zero_is_named_with_no_tax() -> None:
    zero = TaxRate("Zero", Decimal(0), "GB")
    assert tax_on(1000, (zero,), inclusive=True) == [(zero, 0)]
    assert tax_on(1000, (), inclusive=False) == []


def test_contained_taxes_never_exceed_the_amount() -> None:
    full = TaxRate("Full", Decimal(100), "GB")
    assert taxes(2, full, full, full, inclusive=True) == [1, 1, 0]


def test_an_amount_below_zero_bears_no_tax() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        taxes(-1, VAT)


@given(amount=st.integers(0, 10**12), rate=RATES)
def test_one_tax_on_top_agrees_with_decimal_arithmetic(amount: int, rate: TaxRate) -> None:
    exact = Decimal(amount) * rate.rate / 100
    assert taxes(amount, rate) == [int(exact.quantize(Decimal(1), ROUND_HALF_UP))]


@given(amount=st.integers(0, 10**12), rates=st.lists(EVERYDAY_RATES, max_size=4))
def test_each_contained_tax_is_its_exact_share_rounded(amount: int, rates: list[TaxRate]) -> None:
    rates.sort(key=lambda rate: rate.compound)
    gross = Fraction(1)
    exact: list[Fraction] = []
    for rate in rates:
        exact.append((gross if rate.compound else 1) * Fraction(rate.rate) / 100)
        gross += exact[-1]
    found = taxes(amount, *rates, inclusive=True)
    assert sum(found) <= amount
    for tax, share in zip(found, exact, strict=True):
        assert abs(tax - amount * share / gross) <= Fraction(1, 2)


@given(amount=st.integers(0, 20), rates=st.lists(RATES, max_size=6))
def test_however_high_the_rates_the_amount_without_tax_is_not_below_zero(amount: int, rates: list[TaxRate]) -> None:
    found = taxes(amount, *rates, inclusive=True)
    assert min(found, default=0) >= 0
    assert sum(found) <= amount


@given(net=st.integers(0, 10**10), rates=st.lists(RATES, min_size=1, max_size=3))
def test_taking_contained_tax_off_undoes_adding_it(net: int, rates: list[TaxRate]) -> None:
    rates.sort(key=lambda rate: rate.compound)
    on_top = taxes(net, *rates)
    contained = taxes(net + sum(on_top), *rates, inclusive=True)
    assert all(abs(one - other) <= 3 for one, other in zip(on_top, contained, strict=True))
