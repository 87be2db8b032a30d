"""bill(): what a shopper pays, and how it came to that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dramac.commerce.pricing.engine import (
    AppliedTender,
    BillRequest,
    ShippingCharge,
    TaxGroup,
    TaxShare,
    TaxTerms,
    Tender,
    bill,
)
from dramac.commerce.pricing.testing import BRITAIN, REDUCED_VAT, VAT, a_line, an_order, lines, vat
from dramac.commerce.tax.rules import TaxPlace, TaxRate


def test_an_empty_order_costs_nothing() -> None:
    empty = bill(an_order())
    assert (empty.lines, empty.shipping, empty.taxes, empty.total, empty.due) == ((), None, (), 0, 0)


def test_a_line_costs_its_price_times_its_quantity() -> None:
    found = bill(an_order(a_line(1999, 3)))
    line = found.lines[0]
    assert (line.gross, line.discount, line.net, line.tax, line.total) == (5997, 0, 5997, 0, 5997)
    assert (found.subtotal, found.total, found.due) == (5997, 5997, 5997)


def test_lines_keep_their_order_and_keys() -> None:
    assert [line.key for line in bill(an_order(*lines(5, 3, 4))).lines] == ["a", "b", "c"]


def test_delivery_is_added() -> None:
    found = bill(an_order(a_line(1000), delivery=490))
    assert found.shipping is not None
    assert (found.shipping.label, found.shipping.gross, found.shipping.total) == ("Standard", 490, 490)
    assert (found.subtotal, found.shipping_total, found.total) == (1000, 490, 1490)


def test_tax_comes_on_top_of_prices_without_it() -> None:
    found = bill(an_order(a_line(999, 2), delivery=490, tax=vat(included=False)))
    line = found.lines[0]
    assert line.taxes == (TaxShare("VAT", Decimal(20), 400),)
    assert (line.net, line.tax, line.total, line.before_tax) == (1998, 400, 2398, 1998)
    assert (found.subtotal, found.shipping_total, found.tax_total, found.total) == (1998, 490, 498, 2986)


def test_tax_is_contained_in_prices_with_it() -> None:
    found = bill(an_order(a_line(999, 2), delivery=490, tax=vat(included=True)))
    line = found.lines[0]
    assert line.taxes == (TaxShare("VAT", Decimal(20), 333),)
    assert (line.net, line.tax, line.total, line.before_tax) == (1998, 333, 1998, 1665)
    assert (found.subtotal, found.shipping_total, found.tax_total, found.total) == (1998, 490, 415, 2488)


def test_tax_is_rounded_on_each_line_and_not_on_the_sum() -> None:
    found = bill(an_order(*lines(3, 3, 3), tax=vat(included=False)))
    assert [line.tax for line in found.lines] == [1, 1, 1]
    assert found.tax_total == 3


def test_taxes_are_grouped_by_name_and_rate() -> None:
    order = an_order(
        a_line(1000), a_line(500, key="b", tax_class="reduced"), a_line(2000, key="c"), tax=vat(included=False)
    )
    assert bill(order).taxes == (
        TaxGroup("VAT", Decimal(20), 600, before_tax=3000),
        TaxGroup("VAT", Decimal(5), 25, before_tax=500),
    )


def test_a_class_without_a_rate_bears_no_tax() -> None:
    found = bill(an_order(a_line(1000, tax_class="zero"), tax=vat(included=False)))
    assert (found.taxes, found.tax_total, found.total) == ((), 0, 1000)


def test_a_rate_of_zero_is_still_named() -> None:
    zero = TaxRate("Zero-rated", Decimal(0), "GB")
    found = bill(an_order(a_line(1000), tax=vat(included=True, rates=(zero,))))
    assert found.taxes == (TaxGroup("Zero-rated", Decimal(0), 0, before_tax=1000),)


def test_several_taxes_stand_on_one_line() -> None:
    rates = (
        TaxRate("GST", Decimal(5), "CA"),
        TaxRate("QST", Decimal("9.975"), "CA", "QC", priority=2),
    )
    terms = TaxTerms(rates, TaxPlace("CA", "QC"))
    line = bill(an_order(a_line(10_000), tax=terms, currency="CAD")).lines[0]
    assert [(share.name, share.amount) for share in line.taxes] == [("GST", 500), ("QST", 998)]
    assert line.total == 11_498


def test_delivery_is_taxed_by_its_own_class() -> None:
    order = BillRequest(
        "GBP", (a_line(1000),), vat(included=False), ShippingCharge("Standard", 500, tax_class="reduced")
    )
    shipping = bill(order).shipping
    assert shipping is not None
    assert shipping.taxes == (TaxShare("VAT", Decimal(5), 25),)


def test_a_tax_that_does_not_apply_to_delivery_is_not_charged_on_it() -> None:
    goods_only = TaxRate("Sales tax", Decimal(8), "US", "NY", applies_to_shipping=False)
    terms = TaxTerms((goods_only,), TaxPlace("US", "NY"))
    found = bill(an_order(a_line(1000), delivery=500, tax=terms, currency="USD"))
    assert (found.tax_total, found.total) == (80, 1580)


def test_an_exempt_line_bears_no_tax() -> None:
    order = an_order(a_line(1000), a_line(2500, key="card", tax_exempt=True), tax=vat(included=False))
    found = bill(order)
    assert [line.tax for line in found.lines] == [200, 0]
    assert found.total == 3700


def test_exempt_delivery_bears_no_tax() -> None:
    order = BillRequest("GBP", (), vat(included=False), ShippingCharge("Standard", 500, tax_exempt=True))
    assert bill(order).total == 500


@pytest.mark.parametrize(("included", "relief"), [(True, 416), (False, 0)])
def test_an_exempt_customer_pays_the_price_without_tax(included: bool, relief: int) -> None:
    found = bill(an_order(a_line(2000), delivery=500, tax=vat(included=included, exempt=True)))
    assert (found.tax_total, found.taxes) == (0, ())
    assert found.tax_relief_total == relief
    assert found.total == 2500 - relief


def test_an_exempt_line_keeps_its_price_for_an_exempt_customer() -> None:
    found = bill(an_order(a_line(1200, tax_exempt=True), tax=vat(included=True, exempt=True)))
    assert (found.total, found.tax_relief_total) == (1200, 0)


def test_rates_of_another_place_do_not_count() -> None:
    terms = TaxTerms((VAT, REDUCED_VAT), TaxPlace("FR"), prices_include_tax=True)
    assert bill(an_order(a_line(1000), tax=terms)).tax_total == 0


def test_tenders_pay_in_their_order_and_no_more_than_is_due() -> None:
    order = an_order(a_line(1000), tenders=(Tender("Gift card", 700), Tender("Points", 500), Tender("Credit", 5)))
    found = bill(order)
    assert found.tenders == (AppliedTender("Gift card", 700), AppliedTender("Points", 300), AppliedTender("Credit", 0))
    assert (found.total, found.due) == (1000, 0)


def test_a_tender_does_not_lower_the_tax() -> None:
    order = an_order(a_line(1000), tax=vat(included=False), tenders=(Tender("Gift card", 600),))
    found = bill(order)
    assert (found.tax_total, found.total, found.due) == (200, 1200, 600)


@pytest.mark.parametrize(
    ("currency", "price", "tax"),
    [("JPY", 1980, 198), ("JPY", 105, 11), ("KWD", 12_345, 1235), ("CLF", 10_005, 1001), ("GBP", 1005, 101)],
)
def test_minor_units_are_those_of_the_currency(currency: str, price: int, tax: int) -> None:
    terms = TaxTerms((TaxRate("Tax", Decimal(10), "GB"),), BRITAIN)
    found = bill(an_order(a_line(price), tax=terms, currency=currency))
    assert (found.currency, found.tax_total, found.total) == (currency, tax, price + tax)


def test_something_free_is_billed_at_nothing() -> None:
    found = bill(an_order(a_line(0, 5), delivery=0, tax=vat(included=True)))
    assert (found.total, found.tax_total) == (0, 0)
