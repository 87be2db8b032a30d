"""Signing in by a one-time code."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dramac.commerce.customers import actions, queries
from dramac.commerce.customers.codes import code_text
from dramac.commerce.customers.models import Customer, CustomerSession, SignInCode
from dramac.commerce.customers.testing import NOW, a_customer
from dramac.kit.models import OutboxEvent
from dramac.kit.throttle import TooMany
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
ANN = "ann@example.com"


def a_code(site: Site, email: str = ANN, ip: str = "") -> str:
    return code_text(actions.request_code(site=site, email=email, ip=ip, now=NOW))


def enter(site: Site, code: str, email: str = ANN, ip: str = "", after: timedelta = timedelta()) -> actions.SignedIn:
    return actions.sign_in(site=site, email=email, code=code, ip=ip, now=NOW + after)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_code_signs_in_and_makes_the_account() -> None:
    site = a_site()
    signed_in = enter(site, a_code(site))
    assert (signed_in.customer.email, signed_in.customer.has_account) == (ANN, True)
    found = queries.by_session(site, signed_in.secret, NOW)
    assert found == signed_in.customer


def test_a_known_guest_gets_an_account_under_the_same_key() -> None:
    site = a_site()
    guest = a_customer(site, ANN)
    assert enter(site, a_code(site, "ANN@example.com"), "Ann@Example.com").customer.pk == guest.pk
    assert Customer.objects.get().has_account


def test_neither_code_nor_secret_is_kept() -> None:
    site = a_site()
    code = a_code(site)
    signed_in = enter(site, code)
    kept = str(list(SignInCode.objects.values())) + str(list(CustomerSession.objects.values()))
    assert code not in SignInCode.objects.get().digest
    assert signed_in.secret not in kept
    assert code not in OutboxEvent.objects.get(name="SignInCodeIssued").payload.replace("-", " ").split('"')


def test_a_code_may_be_typed_with_spaces() -> None:
    site = a_site()
    code = a_code(site)
    assert enter(site, f" {code[:3]} {code[3:]} ").customer.email == ANN


def test_a_code_works_once() -> None:
    site = a_site()
    code = a_code(site)
    enter(site, code)
    with pytest.raises(actions.WrongCode):
        enter(site, code)


def test_a_code_lasts_ten_minutes() -> None:
    site = a_site()
    code = a_code(site)
    with pytest.raises(actions.WrongCode):
        enter(site, code, after=timedelta(minutes=10))
    assert enter(site, code, after=timedelta(minutes=9, seconds=59)).customer.email == ANN


def test_a_code_takes_five_tries_and_then_even_the_right_one_fails() -> None:
    site = a_site()
    code = a_code(site)
    for _ in range(5):
        with pytest.raises(actions.WrongCode):
            enter(site, wrong(code))
    with pytest.raises(actions.WrongCode):
        enter(site, code)


def test_a_new_code_takes_the_place_of_the_old_one() -> None:
    site = a_site()
    old, new = a_code(site), a_code(site)
    with pytest.raises(actions.WrongCode):
        enter(site, old)
    assert enter(site, new).customer.email == ANN


def test_a_code_of_another_site_or_address_is_wrong() -> None:
    here, there = a_site(), a_site()
    code = a_code(here)
    a_code(there)
    a_code(here, "bob@example.com")
    for site, email in ((there, ANN), (here, "bob@example.com")):
        with pytest.raises(actions.WrongCode):
            enter(site, code, email)


@pytest.mark.parametrize("code", ["", "abc", "1" * 100_000, "１２３４５６", "\x00"])
def test_nonsense_is_a_wrong_code(code: str) -> None:
    site = a_site()
    a_code(site)
    with pytest.raises(actions.WrongCode):
        enter(site, code)


def test_known_and_unknown_addresses_get_the_same_answer() -> None:
    site = a_site()
    a_customer(site, ANN)
    known = actions.request_code(site=site, email=ANN, ip="", now=NOW)
    unknown = actions.request_code(site=site, email="nobody@example.com", ip="", now=NOW)
    assert type(known) is type(unknown)
    assert list(SignInCode.objects.order_by("id").values_list("tries_left", flat=True)) == [5, 5]
    refusals = []
    for email in (ANN, "nobody@example.com", "never@example.com", "no address"):
        with pytest.raises(actions.WrongCode) as refused:
            enter(site, "x", email)
        refusals.append(str(refused.value))
    assert len(set(refusals)) == 1
    assert not Customer.objects.filter(email="nobody@example.com").exists()


def test_codes_are_sent_five_times_an_hour_to_one_address_and_thirty_times_from_one_place() -> None:
    site = a_site()
    for _ in range(5):
        a_code(site)
    with pytest.raises(TooMany) as refused:
        a_code(site)
    assert 0 < refused.value.retry_after <= 3600
    for number in range(30):
        a_code(site, f"a{number}@example.com", "192.0.2.1")
    with pytest.raises(TooMany):
        a_code(site, "other@example.com", "192.0.2.1")
    a_code(a_site())


def test_guessing_is_slowed_down_across_codes_and_addresses() -> None:
    site = a_site()
    for number in range(60):
        with pytest.raises(actions.WrongCode):
            enter(site, "000000", f"a{number}@example.com", "192.0.2.1")
    with pytest.raises(TooMany):
        enter(site, "000000", "other@example.com", "192.0.2.1")
    for _ in range(20):
        with pytest.raises(actions.WrongCode):
            enter(site, "000000")
    with pytest.raises(TooMany):
        enter(site, "000000")


def test_signing_out_ends_the_session_and_nobody_elses() -> None:
    site = a_site()
    mine, other = enter(site, a_code(site)), enter(site, a_code(site))
    actions.sign_out(site=site, secret=mine.secret)
    actions.sign_out(site=site, secret="unknown")
    assert queries.by_session(site, mine.secret, NOW) is None
    assert queries.by_session(site, other.secret, NOW) is not None


def test_a_session_ends_after_ninety_days_and_belongs_to_one_site() -> None:
    site = a_site()
    secret = enter(site, a_code(site)).secret
    assert queries.by_session(site, secret, NOW + timedelta(days=89)) is not None
    assert queries.by_session(site, secret, NOW + timedelta(days=90)) is None
    assert queries.by_session(a_site(), secret, NOW) is None
    assert queries.by_session(site, "", NOW) is None
    assert queries.by_session(site, "x" * 100_000, NOW) is None
    assert actions.sweep_sign_ins(now=NOW + timedelta(days=91)) == 2
