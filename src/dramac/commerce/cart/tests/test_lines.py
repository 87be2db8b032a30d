"""Putting things into a cart and taking them out."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.cart import actions, queries
from dramac.commerce.cart.models import Cart, CartLine
from dramac.commerce.cart.rules import NoticeKind
from dramac.commerce.cart.testing import NOW, a_cart
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.commerce.tax.testing import a_tax_rate
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def add(site: Site, cart: actions.Opened, variant: Any, quantity: Any = 1) -> actions.Changed:
    return actions.add(site=site, cart_id=cart.cart.id, variant_id=variant.pk, quantity=quantity, now=NOW)


def shown(site: Site, cart: actions.Opened) -> queries.CartView:
    found = queries.find(site, secret=cart.secret)
    assert found is not None
    return queries.view(site, found)


def reprice(variant: Any, **fields: Any) -> None:
    apps.get_model("catalog", "Variant")._default_manager.filter(pk=variant.pk).update(**fields)


def test_a_cart_is_priced_with_what_is_in_it() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    mug, cup = a_stocked_product(site, price=1250), a_stocked_product(site, price=800)
    cart = a_cart(site, [(mug, 2)])
    view = add(site, cart, cup, 1).view
    assert [(line.quantity, line.billed.total if line.billed else None) for line in view.lines] == [(2, 2500), (1, 800)]
    assert (view.bill.subtotal, view.bill.tax_total, view.bill.total, view.count) == (3300, 617, 3300, 3)
    assert view.notices == ()
    assert view == shown(site, cart)


def test_adding_costs_the_same_statements_whatever_the_cart_holds(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    a_tax_rate(site)
    cart = a_cart(site, [(a_stocked_product(site), 1) for _ in range(9)])
    mug = a_stocked_product(site)
    with django_assert_num_queries(8):  # of which two are the savepoint's, and one is the view's
        add(site, cart, mug, 2)


def test_a_cart_is_found_and_shown_in_five_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    a_tax_rate(site)
    cart = a_cart(site, [(a_stocked_product(site), 1) for _ in range(9)])
    with django_assert_num_queries(5):
        view = shown(site, cart)
    assert len(view.lines) == 9


def test_adding_again_adds_to_the_line() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    cart = a_cart(site, [(mug, 2)])
    changed = add(site, cart, mug, 3)
    assert (changed.quantity, changed.asked, changed.is_less) == (5, 5, False)
    assert CartLine.objects.get().quantity == 5


def test_a_shopper_gets_as_many_as_are_left_and_is_told() -> None:
    site = a_site()
    mug = a_stocked_product(site, 4)
    cart = a_cart(site)
    changed = add(site, cart, mug, 9)
    assert (changed.quantity, changed.asked, changed.is_less) == (4, 9, True)
    with pytest.raises(actions.QuantityRefused) as refused:
        add(site, cart, mug)
    assert (refused.value.code, refused.value.left) == ("has_all", 4)
    assert str(refused.value) == "There are only 4 left, and all of them are in your cart already."


def test_what_is_sold_out_cannot_be_added_unless_it_sells_anyway() -> None:
    site = a_site()
    cart = a_cart(site)
    with pytest.raises(actions.QuantityRefused) as refused:
        add(site, cart, a_stocked_product(site, 0))
    assert refused.value.code == "sold_out"
    assert add(site, cart, a_stocked_product(site, 0, sells_when_out=True), 9999).quantity == 9999
    assert add(site, cart, a_stocked_product(site, 0, tracks_stock=False), 7).quantity == 7


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", None, True, 10_000, 10**30])
def test_what_is_no_quantity_is_refused_and_changes_nothing(quantity: Any) -> None:
    site = a_site()
    mug = a_stocked_product(site)
    cart = a_cart(site, [(mug, 1)])
    with pytest.raises(actions.QuantityRefused):
        add(site, cart, mug, quantity)
    line = CartLine.objects.get()
    with pytest.raises(actions.QuantityRefused):
        actions.change(site=site, cart_id=cart.cart.id, line_id=line.pk, quantity=quantity, now=NOW)
    assert CartLine.objects.get().quantity == 1
    assert Cart.objects.get().version == 2


def test_what_is_not_for_sale_here_is_refused_alike() -> None:
    here, there = a_site(), a_site()
    cart = a_cart(here)
    archived = a_variant(here, tracks_stock=False)
    reprice(archived, is_archived=True)
    draft = a_variant(here, status="draft", tracks_stock=False)
    foreign = a_stocked_product(there)
    words = set()
    for variant_id in (archived.pk, draft.pk, foreign.pk, uuid4()):
        with pytest.raises(actions.NotSold) as refused:
            actions.add(site=here, cart_id=cart.cart.id, variant_id=variant_id, quantity=1, now=NOW)
        words.add(str(refused.value))
    assert len(words) == 1
    assert not CartLine.objects.exists()


def test_a_cart_of_another_site_cannot_be_touched() -> None:
    here, there = a_site(), a_site()
    theirs = a_cart(there, [(a_stocked_product(there), 1)])
    line = CartLine.objects.get()
    with pytest.raises(actions.CartGone):
        add(here, theirs, a_stocked_product(here))
    with pytest.raises(actions.CartGone):
        actions.change(site=here, cart_id=theirs.cart.id, line_id=line.pk, quantity=5, now=NOW)
    with pytest.raises(actions.NoLine):
        actions.remove(site=here, cart_id=a_cart(here).cart.id, line_id=line.pk, now=NOW)
    assert queries.find(here, secret=theirs.secret) is None


def test_a_line_is_changed_up_to_what_is_left() -> None:
    site = a_site()
    mug = a_stocked_product(site, 6)
    cart = a_cart(site, [(mug, 2)])
    line = shown(site, cart).lines[0]
    changed = actions.change(site=site, cart_id=cart.cart.id, line_id=line.id, quantity=9, now=NOW)
    assert (changed.quantity, changed.is_less) == (6, True)
    assert changed.view == shown(site, cart)
    changed = actions.change(site=site, cart_id=cart.cart.id, line_id=line.id, quantity=1, now=NOW)
    assert (changed.quantity, changed.is_less) == (1, False)


def test_a_line_taken_out_is_gone_and_taking_it_out_again_says_so() -> None:
    site = a_site()
    cart = a_cart(site, [(a_stocked_product(site), 2), (a_stocked_product(site), 1)])
    line = shown(site, cart).lines[0]
    view = actions.remove(site=site, cart_id=cart.cart.id, line_id=line.id, now=NOW).view
    assert [row.quantity for row in view.lines] == [1]
    with pytest.raises(actions.NoLine):
        actions.remove(site=site, cart_id=cart.cart.id, line_id=line.id, now=NOW)


def test_the_shopper_is_told_of_every_change_since_they_looked() -> None:
    site = a_site()
    dearer, fewer, gone, archived = (a_stocked_product(site, 5, price=1000) for _ in range(4))
    cart = a_cart(site, [(dearer, 1), (fewer, 3), (gone, 1), (archived, 1)])
    reprice(dearer, price=1100)
    stocked(site, {fewer.pk: 2, gone.pk: 0})
    reprice(archived, is_archived=True)
    view = shown(site, cart)
    assert [(notice.kind, notice.before, notice.now) for notice in view.notices] == [
        (NoticeKind.PRICE_UP, 1000, 1100),
        (NoticeKind.LESS_LEFT, 3, 2),
        (NoticeKind.SOLD_OUT, 1, 0),
        (NoticeKind.NOT_SOLD, 1, 0),
    ]
    assert [line.can_be_bought for line in view.lines] == [True, True, False, False]
    assert view.bill.total == 1100 + 3 * 1000
    assert not view.can_be_ordered
    accepted = actions.accept(site=site, cart_id=cart.cart.id, now=NOW)
    assert accepted == shown(site, cart)
    assert accepted.can_be_ordered
    assert accepted.notices == ()
    assert accepted.bill.total == 1100 + 2 * 1000


def test_an_empty_cart_costs_nothing_and_cannot_be_ordered() -> None:
    site = a_site()
    view = shown(site, a_cart(site))
    assert (view.bill.total, view.count, view.can_be_ordered, view.requires_shipping) == (0, 0, False, False)


def test_a_line_dearer_than_can_be_counted_is_refused() -> None:
    site = a_site()
    palace = a_variant(site, price=10**12, tracks_stock=False)
    cart = a_cart(site, [(palace, 1)])
    with pytest.raises(actions.QuantityRefused) as refused:
        add(site, cart, palace)
    assert refused.value.code == "too_dear"
    reprice(palace, price=10**15)
    assert [notice.kind for notice in shown(site, cart).notices] == [NoticeKind.NOT_SOLD]


def test_a_cart_holds_two_hundred_lines() -> None:
    site = a_site()
    cart = a_cart(site)
    mug = a_variant(site, tracks_stock=False)
    rows = apps.get_model("catalog", "Variant")._default_manager
    for number in range(200):
        copy = rows.create(site=site, product_id=mug.product_id, option1=f"Size {number}", price=1)
        CartLine.objects.create(site=site, cart_id=cart.cart.id, variant=copy, quantity=1)
    with pytest.raises(actions.TooManyLines):
        add(site, cart, mug)


def test_an_exempt_variant_bears_no_tax() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    view = shown(site, a_cart(site, [(a_stocked_product(site, price=1000, is_taxable=False), 1)]))
    assert (view.bill.tax_total, view.bill.total) == (0, 1000)


def test_taxes_follow_the_address_once_it_is_told() -> None:
    site = a_site(prices_include_tax=False)
    a_tax_rate(site, "23")
    a_tax_rate(site, "20", country="GB")
    cart = a_cart(site, [(a_stocked_product(site, price=1000), 1)])
    assert shown(site, cart).bill.total == 1230
    details = actions.CartDetails(address={"country": "GB"})
    actions.tell(site=site, cart_id=cart.cart.id, details=details, now=NOW)
    assert shown(site, cart).bill.total == 1200
