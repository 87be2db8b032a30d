"""Asking to be told, and being told once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils.module_loading import import_string

from dramac.commerce.customers import actions as customers
from dramac.commerce.customers.events import CustomerDeleted
from dramac.commerce.customers.testing import STAFF, a_customer
from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.commerce.waitlist import actions, queries
from dramac.commerce.waitlist.actions import Asking, CannotAsk
from dramac.commerce.waitlist.models import RestockRequest
from dramac.commerce.waitlist.rules import KEPT, WAITS, WaitlistSettings
from dramac.commerce.waitlist.testing import NOW, a_request
from dramac.commerce.waitlist.tokens import token_of
from dramac.kit.facts import Event, decode
from dramac.kit.models import OutboxEvent
from dramac.kit.settings import written
from dramac.kit.throttle import TooMany
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
ANN = "Ann@Example.com"


def hear(name: str, event: Event, key: UUID) -> None:
    import_string(f"dramac.commerce.waitlist.listeners.{name}")(event, key)


def told(site: Site) -> list[str]:
    """Whom a fact says that it is their turn, in the order of the facts."""
    rows = OutboxEvent.objects.filter(name="RestockNotified", site_id=site.pk).order_by("id")
    keys = [decode(row.name, row.payload).request_id for row in rows]  # type: ignore[attr-defined]  # of this kind
    found = {row.pk: row.email for row in RestockRequest.objects.of(site)}
    return [found[key] for key in keys]


def a_crowd(site: Site, variant: Any, people: int) -> list[str]:
    names = [f"shopper-{number}@example.com" for number in range(people)]
    for number, name in enumerate(names):
        a_request(site, variant, name, now=NOW + timedelta(seconds=number))
    return names


def come_back(site: Site, variant: Any, units: int = 1, after: timedelta = timedelta(hours=1)) -> int:
    stocked(site, {variant.pk: units})
    return actions.tell_waiting(site=site, variant_ids=[variant.pk], now=NOW + after)


def refused(site: Site, variant: Any, email: str = ANN) -> str:
    with pytest.raises(CannotAsk) as refusal:
        actions.ask(site=site, variant_id=variant.pk, asking=Asking(email), now=NOW)
    return refusal.value.code


# Asking


def test_asking_twice_under_one_address_is_one_wish() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    first, second = a_request(site, mug, ANN), a_request(site, mug, "ann@example.COM")
    assert first.pk == second.pk
    assert queries.waiting(site, [mug.pk]) == {mug.pk: 1}


def test_what_is_in_stock_or_sells_without_is_bought_and_not_waited_for() -> None:
    site = a_site()
    assert refused(site, a_stocked_product(site, 3)) == "in_stock"
    assert refused(site, a_stocked_product(site, 0, title="Bowl", sells_when_out=True)) == "in_stock"
    assert not RestockRequest.objects.exists()


def test_what_is_no_address_is_refused_beside_its_field() -> None:
    site = a_site()
    assert refused(site, a_stocked_product(site, 0), "ann@nowhere") == "bad_email"


def test_another_shops_product_cannot_be_waited_for() -> None:
    assert refused(a_site(), a_stocked_product(a_site("other"), 0)) == "unknown_variant"


def test_a_shop_that_does_not_offer_it_keeps_no_addresses() -> None:
    site = a_site(settings={"waitlist": written(WaitlistSettings(is_offered=False))})
    assert refused(site, a_stocked_product(site, 0)) == "not_offered"


def test_one_place_cannot_leave_addresses_without_end() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    with pytest.raises(TooMany):
        for number in range(100):
            asking = Asking(f"a{number}@example.com", ip="192.0.2.1")
            actions.ask(site=site, variant_id=mug.pk, asking=asking, now=NOW)
    assert RestockRequest.objects.count() == 60


# Being told


def test_who_waits_is_told_once_however_often_one_looks() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    a_request(site, mug, ANN)
    assert [come_back(site, mug, 5), come_back(site, mug, 9)] == [1, 0]
    assert told(site) == [ANN]
    assert queries.waiting(site, [mug.pk]) == {}


def test_nobody_is_told_before_there_is_anything_to_buy() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    a_request(site, mug)
    assert actions.tell_waiting(site=site, variant_ids=[mug.pk], now=NOW) == 0


def test_the_longest_waiting_are_told_first_and_the_next_an_hour_later() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    names = a_crowd(site, mug, 10)
    assert come_back(site, mug, 2) == 6
    assert told(site) == names[:6]
    assert come_back(site, mug, 2, timedelta(hours=1, minutes=59)) == 0
    assert come_back(site, mug, 2, timedelta(hours=2, minutes=1)) == 4
    assert told(site) == names


def test_more_that_comes_within_the_hour_tells_more_at_once() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    a_crowd(site, mug, 10)
    assert [come_back(site, mug, 1), come_back(site, mug, 3, timedelta(hours=1, minutes=5))] == [3, 6]


def test_a_product_taken_off_sale_is_not_written_about() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    a_request(site, mug)
    mug.product.status = "draft"
    mug.product.save(update_fields=["status"])
    assert come_back(site, mug, 5) == 0


def test_a_new_wish_after_the_e_mail_is_told_again_when_it_sold_out_again() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    a_request(site, mug, ANN)
    come_back(site, mug, 1)
    stocked(site, {mug.pk: 0})
    a_request(site, mug, ANN, now=NOW + timedelta(days=1))
    assert come_back(site, mug, 1, timedelta(days=2)) == 1
    assert told(site) == [ANN, ANN]


def test_the_repeated_look_finds_every_shop_and_what_no_fact_was_told_of() -> None:
    one, other = a_site(), a_site("other")
    for site in (one, other):
        mug = a_stocked_product(site, 0)
        a_request(site, mug)
        stocked(site, {mug.pk: 1})
    assert actions.tell_everywhere(now=NOW + timedelta(hours=1)) == 2
    assert [len(told(one)), len(told(other))] == [1, 1]


def test_looking_costs_one_statement_where_nobody_waits(django_assert_num_queries: Any) -> None:
    site = a_site()
    mug = a_stocked_product(site, 3)
    with django_assert_num_queries(1):
        actions.tell_waiting(site=site, variant_ids=[mug.pk], now=NOW)


# Ending and forgetting


def test_a_wish_that_was_ended_is_not_told() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    wish = a_request(site, mug)
    assert [actions.cancel(site=site, request_ids=[wish.pk], now=NOW) for _ in range(2)] == [1, 0]
    assert come_back(site, mug, 5) == 0


def test_another_shop_cannot_end_a_wish() -> None:
    site = a_site()
    wish = a_request(site)
    assert actions.cancel(site=a_site("other"), request_ids=[wish.pk], now=NOW) == 0


def test_the_link_ends_all_that_its_address_waits_for_and_nobody_elses() -> None:
    site = a_site()
    first = a_request(site, email=ANN)
    a_request(site, a_stocked_product(site, 0, title="Bowl"), ANN)
    a_request(site, a_stocked_product(site, 0, title="Jug"), "bo@example.com")
    found = queries.by_token(site, token_of(first.pk))
    assert found == first
    assert actions.cancel_all(site=site, request=first, now=NOW) == 2
    assert queries.by_token(a_site("other"), token_of(first.pk)) is None


def test_the_secret_of_the_link_is_not_kept() -> None:
    wish = a_request(a_site())
    assert token_of(wish.pk) not in str(RestockRequest.objects.values().get())


def test_an_erased_customer_is_forgotten_here_too_and_the_count_of_what_was_told_stays() -> None:
    site = a_site()
    guest = a_request(site, email=ANN)
    customer = a_customer(site, ANN)
    for row in OutboxEvent.objects.filter(name="CustomerCreated"):
        hear("adopt_requests", decode(row.name, row.payload), row.pk)
    a_request(site, a_stocked_product(site, 0, title="Bowl"), ANN)
    customers.erase(site=site, customer_id=customer.pk, by=STAFF, now=NOW)
    for _twice in range(2):
        event = CustomerDeleted(site_id=site.pk, occurred_at=NOW, customer_id=customer.pk)
        hear("forget_customer", event, guest.pk)
    assert "example.com" not in str(list(RestockRequest.objects.values()))
    assert {row.state for row in RestockRequest.objects.all()} == {"cancelled"}
    assert RestockRequest.objects.count() == 2


def test_old_answers_and_wishes_of_a_year_ago_are_swept_away() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0)
    for number, (state, age) in enumerate(
        [("sent_at", KEPT), ("cancelled_at", KEPT), ("created_at", WAITS), ("created_at", KEPT)]
    ):
        wish = a_request(site, mug, f"a{number}@example.com")
        RestockRequest.objects.filter(pk=wish.pk).update(**{state: NOW - age - timedelta(days=1)})
    assert actions.sweep_requests(now=NOW) == 3
    assert RestockRequest.objects.count() == 1
