"""What each variant sold in a period: orders and reversals each on their own day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory.testing import stocked
from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.queries import VariantSales
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, detail_of
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = (NOW, NOW + DAY)
TOMORROW = (NOW + DAY, NOW + 2 * DAY)


def test_what_was_ordered_counts_on_its_day_and_what_was_given_back_on_its_own(
    django_assert_num_queries: Any,
) -> None:
    site = a_site()
    bowl, cup = a_variant(site, "Bowl", price=1000), a_variant(site, "Cup", price=300)
    stocked(site, {bowl.pk: 10, cup.pk: 10})
    order = a_paid_order(site, [(bowl, 3), (cup, 2)])
    line = next(one for one in detail_of(site, order).lines if one.variant_id == bowl.pk)
    wish = actions.RefundWish(units={line.pk: actions.UnitsBack(1, True, False)})
    request = actions.RefundRequest(wish, "back-1", "", False)
    actions.refund(site=site, order_id=order.id, request=request, by=STAFF, now=NOW + DAY)
    with django_assert_num_queries(3):
        found = queries.variant_sales(site, [TODAY, TOMORROW])
    each = (line.total - line.tax) // 3
    assert found[bowl.pk][0] == VariantSales(units=3, ordered=line.total - line.tax)
    assert found[bowl.pk][1].units_reversed == 1
    assert abs(found[bowl.pk][1].reversed - each) <= 1
    assert found[cup.pk][0].units == 2
    assert found[cup.pk][1] == VariantSales()


def test_a_cancelled_order_counts_and_is_taken_back_on_the_day_of_its_end() -> None:
    site = a_site()
    bowl = a_variant(site, "Bowl", price=1000)
    stocked(site, {bowl.pk: 10})
    order = an_order(site, [(bowl, 4)])
    actions.cancel(
        site=site, order_id=order.id, cancellation=actions.Cancellation("", True, True, False), by=STAFF, now=NOW + DAY
    )
    today, tomorrow = queries.variant_sales(site, [TODAY, TOMORROW])[bowl.pk]
    assert (today.units, today.net_units, tomorrow.net_units) == (4, 4, -4)
    assert today.net + tomorrow.net == 0 < today.net


def test_nothing_of_another_shop_and_nothing_outside_the_period_is_counted() -> None:
    site, other = a_site(), a_site()
    bowl = a_variant(other, "Bowl")
    stocked(other, {bowl.pk: 10})
    an_order(other, [(bowl, 1)])
    assert queries.variant_sales(site, [TODAY]) == {}
    assert queries.variant_sales(other, [(NOW - DAY, NOW)]) == {}
