"""Carts themselves: whose they are, what they were told, and how two become one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from dramac.commerce.cart import actions, queries
from dramac.commerce.cart.models import Cart
from dramac.commerce.cart.testing import NOW, a_cart
from dramac.commerce.customers.testing import a_customer
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def units(site: Site, cart_id: UUID) -> list[int]:
    return [line.quantity for line in queries.lines_of(site, cart_id)]


def test_the_secret_is_in_the_cookie_and_its_digest_in_the_table() -> None:
    site = a_site()
    opened = actions.open_cart(site=site, now=NOW)
    row = Cart.objects.get()
    assert opened.secret not in str(Cart.objects.values().get())
    assert len(row.digest) == 64
    assert queries.find(site, secret=opened.secret) == opened.cart
    assert queries.by_id(site, opened.cart.id) == opened.cart


def test_the_cart_written_by_hand_is_what_the_plain_form_writes() -> None:
    site = a_site()
    opened = actions.open_cart(site=site, now=NOW)
    plain = Cart.objects.create(site=site, digest="x", created_at=NOW, updated_at=NOW)
    own: dict[str, Any] = {"id": None, "digest": None}
    by_hand, by_orm = (Cart.objects.filter(pk=pk).values().get() | own for pk in (opened.cart.id, plain.pk))
    assert by_hand == by_orm


@pytest.mark.parametrize("secret", ["", "guess", "x" * 100_000, "\x00"])
def test_a_guessed_secret_finds_nothing(secret: str) -> None:
    site = a_site()
    a_cart(site)
    assert queries.find(site, secret=secret) is None


def test_a_customers_cart_is_not_given_to_whoever_holds_its_secret() -> None:
    site = a_site()
    ann, bob = a_customer(site), a_customer(site)
    cart = a_cart(site, customer_id=ann.pk)
    assert queries.find(site, secret=cart.secret) is None
    assert queries.find(site, secret=cart.secret, customer_id=bob.pk) is None
    assert queries.find(site, secret=cart.secret, customer_id=ann.pk) == cart.cart
    assert queries.find(site, customer_id=ann.pk) == cart.cart


def test_a_cart_remembers_what_it_was_told() -> None:
    site = a_site()
    cart = a_cart(site)
    method = uuid4()
    details = actions.CartDetails(
        email=" ann@example.com ",
        phone="+353 1 677 8899",
        address={"country": "ie", "city": "Dublin", "is_admin": "1"},
        shipping_method_id=method,
        note="Ring\ntwice",
    )
    told = actions.tell(site=site, cart_id=cart.cart.id, details=details, now=NOW)
    assert (told.email, told.phone, told.note) == ("ann@example.com", "+353 1 677 8899", "Ring\ntwice")
    assert told.address == {"country": "IE", "city": "Dublin"}
    assert (told.shipping_method_id, told.version) == (method, 2)
    again = actions.tell(site=site, cart_id=cart.cart.id, details=actions.CartDetails(note=""), now=NOW)
    assert (again.note, again.email) == ("", "ann@example.com")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "x" * 100_000}, "email"),
        ({"phone": "1" * 41}, "phone"),
        ({"note": "x" * 1001}, "note"),
        ({"address": {"line1": "x" * 100_000}}, "line1"),
        ({"billing_address": {"country": "IRELAND"}}, "country"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field(told: dict[str, Any], field: str) -> None:
    site = a_site()
    cart = a_cart(site)
    with pytest.raises(actions.DetailRefused) as refused:
        actions.tell(site=site, cart_id=cart.cart.id, details=actions.CartDetails(**told), now=NOW)
    assert refused.value.field == field
    assert Cart.objects.get().version == 1


def test_a_guest_cart_becomes_the_customers_with_all_that_their_others_held() -> None:
    site = a_site()
    ann = a_customer(site)
    mug, cup = a_stocked_product(site, 20), a_stocked_product(site, 20)
    old = a_cart(site, [(mug, 2), (cup, 1)], customer_id=ann.pk, note="Gift")
    guest = a_cart(site, [(mug, 3)])
    joined = actions.merge(site=site, customer_id=ann.pk, email=ann.email, cart_id=guest.cart.id, now=NOW)
    assert joined is not None
    assert (joined.id, joined.customer_id, joined.email, joined.note) == (guest.cart.id, ann.pk, ann.email, "Gift")
    assert units(site, joined.id) == [5, 1]
    assert queries.find(site, secret=guest.secret, customer_id=ann.pk) == joined
    merged = queries.by_id(site, old.cart.id)
    assert merged is not None
    assert merged.state == "merged"
    with pytest.raises(actions.CartGone):
        actions.tell(site=site, cart_id=old.cart.id, details=actions.CartDetails(note="x"), now=NOW)


def test_summed_units_stay_within_a_carts_limit() -> None:
    site = a_site()
    ann = a_customer(site)
    mug = a_stocked_product(site, 0, tracks_stock=False)
    a_cart(site, [(mug, 9000)], customer_id=ann.pk)
    guest = a_cart(site, [(mug, 9000)])
    joined = actions.merge(site=site, customer_id=ann.pk, email=ann.email, cart_id=guest.cart.id, now=NOW)
    assert joined is not None
    assert units(site, joined.id) == [9999]


def test_without_a_guest_cart_the_customers_own_stays() -> None:
    site = a_site()
    ann = a_customer(site)
    assert actions.merge(site=site, customer_id=ann.pk, email=ann.email, now=NOW) is None
    own = a_cart(site, customer_id=ann.pk)
    assert actions.merge(site=site, customer_id=ann.pk, email=ann.email, now=NOW) == own.cart


def test_somebody_elses_cart_is_left_alone() -> None:
    site = a_site()
    ann, bob = a_customer(site), a_customer(site)
    bobs = a_cart(site, [(a_stocked_product(site), 1)], customer_id=bob.pk)
    assert actions.merge(site=site, customer_id=ann.pk, email=ann.email, cart_id=bobs.cart.id, now=NOW) is None
    kept = queries.find(site, customer_id=bob.pk)
    assert kept is not None
    assert kept.id == bobs.cart.id


def test_carts_nobody_touched_for_ninety_days_are_cleared_away() -> None:
    site = a_site()
    a_cart(site)
    ordered = a_cart(site)
    Cart.objects.filter(pk=ordered.cart.id).update(state="ordered")
    assert actions.sweep_carts(now=NOW + timedelta(days=90)) == 0
    assert actions.sweep_carts(now=NOW + timedelta(days=91)) == 1
    assert Cart.objects.get().pk == ordered.cart.id
