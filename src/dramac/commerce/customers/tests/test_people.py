"""Becoming a customer, and what is kept of one."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.customers import actions, queries
from dramac.commerce.customers.actions import CustomerDetails, Person
from dramac.commerce.customers.models import Customer, CustomerAddress, CustomerSession
from dramac.commerce.customers.testing import NOW, STAFF, a_customer, a_session, an_address
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import AuditEntry
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return list(OutboxEvent.objects.order_by("id").values_list("name", flat=True))


def test_the_same_address_is_the_same_customer() -> None:
    site = a_site()
    first = actions.find_or_create(site=site, person=Person("Ann@Example.com"), now=NOW)
    again = actions.find_or_create(site=site, person=Person("ann@example.com", "Ann", "+353 1 677 8899"), now=NOW)
    third = actions.find_or_create(site=site, person=Person("ann@example.com", "Someone else"), now=NOW)
    assert first == again == third
    customer = Customer.objects.get()
    assert (customer.email, customer.name, customer.phone) == ("Ann@Example.com", "Ann", "+353 1 677 8899")
    assert told() == ["CustomerCreated"]


def test_a_known_customer_is_found_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    person = Person("ann@example.com")
    actions.find_or_create(site=site, person=person, now=NOW)
    with django_assert_num_queries(3):  # of which two are the savepoint's
        actions.find_or_create(site=site, person=person, now=NOW)


def test_the_statement_by_hand_writes_what_the_plain_form_would() -> None:
    site = a_site()
    key = actions.find_or_create(site=site, person=Person("ann@example.com", "Ann", "1", "en"), now=NOW)
    plain = Customer.objects.create(
        site=site,
        email="bob@example.com",
        email_key="bob@example.com",
        name="Ann",
        phone="1",
        locale="en",
        created_at=NOW,
        updated_at=NOW,
    )
    own = {"id": None, "email": "", "email_key": ""}
    by_hand, by_orm = (Customer.objects.filter(pk=pk).values().get() | own for pk in (key, plain.pk))
    assert by_hand == by_orm


def test_each_site_has_its_own_customers() -> None:
    here, there = a_site(), a_site()
    person = Person("ann@example.com")
    ours = actions.find_or_create(site=here, person=person, now=NOW)
    assert actions.find_or_create(site=there, person=person, now=NOW) != ours
    assert queries.get(there, ours) is None


@pytest.mark.parametrize("person", [Person("no"), Person("a@b.co", "x" * 201), Person("a@b.co", phone="1" * 41)])
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(person: Person) -> None:
    with pytest.raises(actions.CustomerRefused) as refused:
        actions.find_or_create(site=a_site(), person=person, now=NOW)
    assert refused.value.field in {"email", "name", "phone"}
    assert not Customer.objects.exists()


def test_staff_edit_a_customer_and_the_trail_says_so() -> None:
    site = a_site()
    ann = a_customer(site, "ann@example.com")
    details = CustomerDetails("ann.new@example.com", "Ann New", accepts_marketing=True)
    actions.edit(site=site, customer_id=ann.pk, details=details, by=STAFF, now=NOW)
    changed = queries.by_email(site, "ANN.new@example.com")
    assert changed is not None
    assert (changed.pk, changed.name, changed.accepts_marketing, changed.version) == (ann.pk, "Ann New", True, 2)
    assert told() == ["CustomerCreated", "CustomerUpdated"]
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "customers.created",
        "customers.edited",
    ]


def test_two_customers_cannot_have_one_address() -> None:
    site = a_site()
    ann, bob = a_customer(site, "ann@example.com"), a_customer(site, "bob@example.com")
    with pytest.raises(actions.CustomerRefused) as refused:
        actions.edit(site=site, customer_id=bob.pk, details=CustomerDetails("ANN@example.com"), by=STAFF, now=NOW)
    assert refused.value.code == "email_taken"
    with pytest.raises(actions.CustomerRefused):
        actions.create(site=site, person=Person(ann.email), by=STAFF, now=NOW)


def test_another_sites_customer_is_unknown_here() -> None:
    here, there = a_site(), a_site()
    theirs = a_customer(there)
    with pytest.raises(actions.UnknownCustomer):
        actions.edit(site=here, customer_id=theirs.pk, details=CustomerDetails("x@example.com"), by=STAFF, now=NOW)
    with pytest.raises(actions.UnknownCustomer):
        actions.add_address(site=here, customer_id=theirs.pk, address=an_address(), by=STAFF, now=NOW)
    with pytest.raises(actions.UnknownCustomer):
        actions.erase(site=here, customer_id=uuid4(), by=STAFF, now=NOW)


def test_a_note_has_a_limit() -> None:
    site = a_site()
    ann = a_customer(site)
    assert actions.note(site=site, customer_id=ann.pk, text="Rings twice.", by=STAFF, now=NOW).note == "Rings twice."
    with pytest.raises(actions.CustomerRefused):
        actions.note(site=site, customer_id=ann.pk, text="x" * 100_000, by=STAFF, now=NOW)


def test_the_first_address_is_the_default_and_an_heir_follows_it() -> None:
    site = a_site()
    ann = a_customer(site)
    first = actions.add_address(site=site, customer_id=ann.pk, address=an_address(), by=STAFF, now=NOW)
    second = actions.add_address(
        site=site, customer_id=ann.pk, address=an_address(line1="2 Low Row"), by=STAFF, now=NOW
    )
    again = actions.add_address(site=site, customer_id=ann.pk, address=an_address(), by=STAFF, now=NOW)
    assert again.pk == first.pk
    assert [row.pk for row in queries.addresses(site, ann.pk)] == [first.pk, second.pk]
    actions.make_default_address(site=site, address_id=second.pk, by=STAFF, now=NOW)
    assert [row.pk for row in queries.addresses(site, ann.pk)] == [second.pk, first.pk]
    actions.remove_address(site=site, address_id=second.pk, by=STAFF, now=NOW)
    assert [row.is_default for row in queries.addresses(site, ann.pk)] == [True]


def test_an_address_that_no_mail_could_reach_is_refused_with_every_problem() -> None:
    site = a_site()
    ann = a_customer(site)
    with pytest.raises(actions.AddressRefused) as refused:
        actions.add_address(site=site, customer_id=ann.pk, address={"country": "GB"}, by=STAFF, now=NOW)
    assert [problem.field for problem in refused.value.problems] == ["name", "line1", "city", "postcode"]
    assert not CustomerAddress.objects.exists()


def test_customers_are_found_by_words_of_name_address_and_phone() -> None:
    site = a_site()
    ann = a_customer(site, "ann@example.com", name="Ann Murphy")
    a_customer(site, "bob@example.com", name="Bob Byrne")
    a_customer(a_site(), "ann@example.com", name="Ann Murphy")
    assert [row.pk for row in queries.search(site, "murphy ANN")] == [ann.pk]
    assert [row.pk for row in queries.search(site, "ann@")] == [ann.pk]
    assert queries.search(site, "  ") == []
    assert queries.search(site, "%") == []
    assert len(queries.index(site)) == 2


def test_erasing_leaves_a_nameless_row_and_ends_every_session() -> None:
    site = a_site()
    ann = a_customer(site, "ann@example.com")
    secret = a_session(site, ann)
    actions.add_address(site=site, customer_id=ann.pk, address=an_address(), by=STAFF, now=NOW)
    actions.erase(site=site, customer_id=ann.pk, by=STAFF, now=NOW)
    row = Customer.objects.get(pk=ann.pk)
    assert (row.name, row.phone, row.note, row.has_account) == ("", "", "", False)
    assert "ann" not in row.email + row.email_key
    assert not CustomerAddress.objects.exists()
    assert not CustomerSession.objects.exists()
    assert queries.by_session(site, secret, NOW) is None
    assert queries.get(site, ann.pk) is None
    assert told()[-1] == "CustomerDeleted"
    with pytest.raises(actions.UnknownCustomer):
        actions.erase(site=site, customer_id=ann.pk, by=STAFF, now=NOW)
    assert actions.find_or_create(site=site, person=Person("ann@example.com"), now=NOW) != ann.pk
