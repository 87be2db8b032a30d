"""Placing an order: once, at the price shown, of goods that are there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.cart import actions as cart_actions
from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.testing import a_cart
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.checkout import actions
from dramac.commerce.checkout.testing import NOW, SHOPPER, a_placed_order, an_open_checkout, the_form
from dramac.commerce.customers.actions import AddressRefused, CustomerRefused
from dramac.commerce.customers.testing import a_customer, an_address
from dramac.commerce.inventory.testing import a_location, a_stocked_product, available, stocked
from dramac.commerce.orders import queries as orders
from dramac.commerce.payments.testing import a_payment_method
from dramac.commerce.shipping.rules import ShippingKind
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.commerce.tax.testing import a_tax_rate
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def place(site: Site, form: actions.PlaceOrder, key: str = "") -> actions.Placement:
    return actions.place(site=site, order=form, by=SHOPPER, now=NOW, key=key)


def ready(site: Site, *lines: tuple[Any, int], **changes: Any) -> actions.PlaceOrder:
    """A form that would be taken as it is."""
    an_open_checkout(site)
    return the_form(site, a_cart(site, lines), **changes)


def nothing_happened(site: Site) -> bool:
    return not orders.index(site).exists() and not OutboxEvent.objects.filter(name="OrderPlaced").exists()


def test_an_order_says_everything_that_was_agreed() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    mug = a_stocked_product(site, 10, price=1230, title="Blue mug", sku="MUG-1", cost=400, weight_g=300)
    an_open_checkout(site)
    form = the_form(site, a_cart(site, [(mug, 2)]), phone="+353 1 677 8899", note="Ring twice", locale="en-GB")
    placed = place(site, form, key="abc")
    found = orders.by_token(site, placed.order.token)
    assert found is not None
    order = found.order
    assert (order.number, order.total, order.tax_total, order.shipping_total) == (1001, 2955, 553, 495)
    assert (order.email, order.name, order.phone, order.note) == (
        "grace@example.com",
        "Grace Murray",
        "+353 1 677 8899",
        "Ring twice",
    )
    assert order.shipping_address["postcode"] == order.billing_address["postcode"] == "D02 X285"
    assert (order.shipping_method, order.payment_method, order.currency) == ("Standard", "Bank transfer", "EUR")
    assert order.expires_at == NOW + timedelta(days=7)
    assert order.taxes == [{"name": "VAT", "rate": "23", "amount": 553, "before_tax": 2402}]
    (line,) = found.lines
    assert (line.title, line.sku, line.quantity, line.unit_price, line.unit_cost) == ("Blue mug", "MUG-1", 2, 1230, 400)
    assert (line.gross, line.net, line.tax, line.total) == (2460, 2460, 460, 2460)
    assert line.location is not None
    assert available(site, [mug.pk]) == [8]
    assert orders.detail(site, placed.order.id) is not None


def test_an_order_of_five_lines_is_eighteen_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    a_tax_rate(site)
    lines = [(a_stocked_product(site), 1) for _ in range(5)]
    a_placed_order(site, lines)
    form = ready(site, *lines)
    with django_assert_num_queries(18):  # of which two are the savepoint's
        place(site, form)


def test_what_is_written_by_hand_is_what_the_plain_form_writes() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    a_placed_order(site, [(a_stocked_product(site, price=999), 3)])
    for label in ("orders.Order", "orders.OrderLine", "orders.TimelineEntry", "orders.OrderNumber", "cart.Cart"):
        model = apps.get_model(label)
        by_hand = stored_rows(model)
        for row in model._default_manager.all():
            row.save()
        assert stored_rows(model) == by_hand


def stored_rows(model: Any) -> list[Any]:
    """The rows of a table as the driver gives them, so that no conversion hides a difference."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table}")
        rows: list[Any] = cursor.fetchall()
    return [[json.loads(value) if str(value).startswith(("[", "{")) else value for value in row] for row in rows]


def test_the_fact_tells_the_whole_order() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    placed = a_placed_order(site, [(a_stocked_product(site, price=1000, title="Blue mug"), 2)])
    row = OutboxEvent.objects.get(name="OrderPlaced")
    fact: Any = decode(row.name, row.payload)
    assert (fact.topic, fact.order.number, fact.order.total) == ("order.created", 1001, 2495)
    assert [(line.title, line.quantity, line.total) for line in fact.order.lines] == [("Blue mug", 2, 2000)]
    assert (fact.order.shipping_address["city"], fact.order.payment_provider) == ("Dublin", "bank_transfer")
    assert placed.order.token not in row.payload


def test_the_same_cart_again_gives_the_same_order() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    form = ready(site, (mug, 2))
    first, again = place(site, form), place(site, replace(form, expected_total=1))
    assert replace(again.order, is_new=True) == first.order
    assert (first.order.is_new, again.order.is_new) == (True, False)
    assert available(site, [mug.pk]) == [8]
    assert orders.index(site).count() == 1
    with pytest.raises(cart_actions.CartGone):
        cart_actions.add(site=site, cart_id=form.cart_id, variant_id=mug.pk, quantity=1, now=NOW)


def test_the_same_key_again_gives_the_same_order_even_from_another_cart() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    first = place(site, ready(site, (mug, 2)), key="one")
    again = place(site, ready(site, (mug, 3)), key="one")
    assert (again.order.id, again.order.is_new) == (first.order.id, False)
    assert available(site, [mug.pk]) == [8]


def test_numbers_are_gapless_whatever_is_refused_in_between() -> None:
    site = a_site()
    mug = a_stocked_product(site, 100)
    found = []
    for number in range(3):
        found.append(place(site, ready(site, (mug, 1))).order.number)
        with pytest.raises(actions.TotalMoved):
            place(site, ready(site, (mug, 1), expected_total=number))
    assert found == [1001, 1002, 1003]


def test_a_total_that_moved_is_shown_and_nothing_is_ordered() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10, price=1000)
    form = ready(site, (mug, 2))
    apps.get_model("catalog", "Variant")._default_manager.filter(pk=mug.pk).update(price=1100)
    with pytest.raises(actions.TotalMoved) as refused:
        place(site, form)
    quote = refused.value.quote
    assert (quote.bill.total, [notice.kind for notice in quote.view.notices]) == (2695, ["price_up"])
    assert nothing_happened(site)
    assert available(site, [mug.pk]) == [10]
    assert place(site, replace(form, expected_total=2695)).order.total == 2695


def test_a_cart_changed_in_another_window_is_shown_anew() -> None:
    site = a_site()
    mug, cup = a_stocked_product(site, price=1000), a_stocked_product(site, price=1000)
    form = ready(site, (mug, 1))
    cart = carts.by_id(site, form.cart_id)
    assert cart is not None
    form = replace(form, expected_version=cart.version)
    line = carts.lines_of(site, cart.id)[0]
    cart_actions.remove(site=site, cart_id=cart.id, line_id=line.id, now=NOW)
    cart_actions.add(site=site, cart_id=cart.id, variant_id=cup.pk, quantity=1, now=NOW)
    with pytest.raises(actions.CartMoved) as refused:
        place(site, form)
    assert [row.variant.id for row in refused.value.quote.view.lines] == [cup.pk]
    assert nothing_happened(site)


def test_what_ran_out_is_named_with_what_is_left() -> None:
    site = a_site()
    mug, cup = a_stocked_product(site, 5, title="Mug"), a_stocked_product(site, 5, title="Cup")
    form = ready(site, (mug, 5), (cup, 5))
    stocked(site, {mug.pk: 2})
    with pytest.raises(actions.OutOfStock) as refused:
        place(site, form)
    assert [(short.title, short.wanted, short.left) for short in refused.value.short] == [("Mug", 5, 2)]
    assert not refused.value.quote.can_be_placed
    assert nothing_happened(site)
    assert available(site, [mug.pk, cup.pk]) == [2, 5]


def test_what_is_no_longer_sold_is_named_too() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5, title="Mug")
    form = ready(site, (mug, 1))
    apps.get_model("catalog", "Product")._default_manager.filter(pk=mug.product_id).update(status="archived")
    with pytest.raises(actions.OutOfStock) as refused:
        place(site, form)
    assert [(short.title, short.left) for short in refused.value.short] == [("Mug", 0)]
    assert nothing_happened(site)


def test_units_come_from_several_locations_when_none_has_all() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site, "Mug")
    stocked(site, {mug.pk: 2}, location=shop)
    stocked(site, {mug.pk: 3}, location=barn)
    placed = place(site, ready(site, (mug, 5)))
    found = orders.detail(site, placed.order.id)
    assert found is not None
    assert found.lines[0].location_id == barn.pk
    assert available(site, [mug.pk]) == [0]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"address": {}}, "country"),
        ({"address": {"country": "IE"}}, "name"),
        ({"address": an_address(postcode="12345")}, "postcode"),
        ({"address": an_address(line1="x" * 100_000)}, "line1"),
        ({"billing_address": {"country": "GB", "name": "Grace"}}, "billing_line1"),
    ],
)
def test_goods_need_an_address_that_mail_reaches(changes: dict[str, Any], field: str) -> None:
    site = a_site()
    form = replace(ready(site, (a_stocked_product(site), 1)), **changes)
    with pytest.raises(AddressRefused) as refused:
        place(site, form)
    assert refused.value.field == field
    assert nothing_happened(site)


@pytest.mark.parametrize("email", ["", "grace", "x" * 100_000, "grace@example.com\nbcc: all@example.com"])
def test_an_order_needs_an_address_that_mail_could_reach(email: str) -> None:
    site = a_site()
    form = ready(site, (a_stocked_product(site), 1), email=email)
    with pytest.raises(CustomerRefused):
        place(site, form)
    assert nothing_happened(site)


@pytest.mark.parametrize("field", ["name", "phone", "note"])
def test_text_beyond_all_measure_is_refused_by_field(field: str) -> None:
    site = a_site()
    form = ready(site, (a_stocked_product(site), 1), **{field: "1" * 100_000})
    with pytest.raises(actions.DetailRefused) as refused:
        place(site, form)
    assert refused.value.field == field


def test_methods_that_are_not_offered_are_refused() -> None:
    site, other = a_site(), a_site()
    form = ready(site, (a_stocked_product(site), 1))
    foreign = a_shipping_method(other, 0), a_payment_method(other)
    retired = a_payment_method(site, "manual", is_active=False)
    for method_id in (foreign[0].pk, uuid4()):
        with pytest.raises(actions.NotDelivered) as refused:
            place(site, replace(form, shipping_method_id=method_id))
        assert [offer.name for offer in refused.value.quote.delivery.offers] == ["Standard"]
    for way in (foreign[1].pk, retired.pk, uuid4(), None):
        with pytest.raises(actions.NotPayable):
            place(site, replace(form, payment_method_id=way))
    assert nothing_happened(site)


def test_where_nothing_is_delivered_the_shopper_is_told() -> None:
    site = a_site()
    a_shipping_method(site, countries=("FR",))
    form = ready(site, (a_stocked_product(site), 1))
    with pytest.raises(actions.NotDelivered) as refused:
        place(site, form)
    assert str(refused.value) == "We do not deliver this to your address."


def test_digital_goods_and_goods_that_are_fetched_need_no_address() -> None:
    site = a_site()
    ebook = a_stocked_product(site, requires_shipping=False)
    assert place(site, ready(site, (ebook, 1), address={}, name="Grace")).order.number == 1001
    shop = a_shipping_method(site, 0, name="Shop", kind=ShippingKind.PICK_UP)
    mug = a_stocked_product(site)
    placed = place(site, ready(site, (mug, 1), address={}, name="Grace", shipping_method_id=shop.pk))
    found = orders.detail(site, placed.order.id)
    assert found is not None
    assert (found.order.shipping_method, found.order.shipping_address) == ("Shop", {})


def test_what_costs_nothing_needs_no_payment() -> None:
    site = a_site()
    a_shipping_method(site, 0)
    placed = place(site, ready(site, (a_stocked_product(site, price=0), 1), payment_method_id=None))
    found = orders.detail(site, placed.order.id)
    assert found is not None
    assert (found.order.payment_state, found.order.expires_at, found.order.payment.provider) == ("paid", None, "none")


def test_an_empty_cart_and_a_foreign_one_cannot_be_ordered() -> None:
    here, there = a_site(), a_site()
    with pytest.raises(actions.CartEmpty):
        place(here, ready(here))
    theirs = ready(there, (a_stocked_product(there), 1))
    with pytest.raises(cart_actions.CartGone):
        place(here, theirs)
    with pytest.raises(cart_actions.CartGone):
        place(here, replace(theirs, cart_id=uuid4()))


def test_a_customers_cart_is_ordered_by_nobody_else() -> None:
    site = a_site()
    ann = a_customer(site, "ann@example.com")
    an_open_checkout(site)
    cart = a_cart(site, [(a_stocked_product(site), 1)], customer_id=ann.pk)
    form = the_form(site, cart)
    for customer_id in (None, a_customer(site).pk):
        with pytest.raises(cart_actions.CartGone):
            place(site, replace(form, customer_id=customer_id))
    placed = place(site, replace(form, customer_id=ann.pk))
    assert [row.pk for row in orders.of_customer(site, ann.pk)] == [placed.order.id]


def test_a_guest_is_known_by_their_address_afterwards() -> None:
    site = a_site()
    ann = a_customer(site, "ann@example.com")
    mug = a_stocked_product(site, 10)
    place(site, ready(site, (mug, 1), email="ANN@example.com"))
    place(site, ready(site, (mug, 1), email="new@example.com"))
    assert orders.of_customer(site, ann.pk).count() == 1
    assert OutboxEvent.objects.filter(name="CustomerCreated").count() == 2


def test_text_that_no_database_keeps_does_no_harm() -> None:
    site = a_site()
    odd = "Gr\x00ace \ud800{{7*7}}<script>"
    form = ready(site, (a_stocked_product(site), 1), address=an_address(name=odd), note=odd, locale="en\x00-GB")
    placed = place(site, form)
    found = orders.detail(site, placed.order.id)
    assert found is not None
    assert (found.order.name, found.order.note, found.order.locale) == (
        "Grace {{7*7}}<script>",
        "Grace {{7*7}}<script>",
        "en-GB",
    )
    for key in ("x" * 81, "a\x00b"):
        with pytest.raises(actions.DetailRefused):
            place(site, form, key=key)
