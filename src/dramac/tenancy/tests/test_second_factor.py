"""Codes of an authenticator and recovery codes: each works once, at its time, for its person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from dramac.tenancy import actions
from dramac.tenancy.actions import CannotSecure
from dramac.tenancy.models import User
from dramac.tenancy.testing import a_person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 12, 0, 15, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(moment: datetime) -> str:
    return pyotp.TOTP(SECRET).at(moment)


def a_secured_person() -> tuple[User, list[str]]:
    person = a_person()
    codes = actions.confirm_second_factor(
        person=person, secret=SECRET, code=code_at(NOW - timedelta(minutes=5)), now=NOW - timedelta(minutes=5)
    )
    return User.objects.get(pk=person.pk), codes


def test_a_code_works_once_and_its_neighbours_for_clocks_that_differ() -> None:
    person, _codes = a_secured_person()
    assert actions.use_second_factor(person=person, code=code_at(NOW - timedelta(seconds=30)), now=NOW)
    assert actions.use_second_factor(person=person, code=f" {code_at(NOW)[:3]} {code_at(NOW)[3:]} ", now=NOW)
    assert not actions.use_second_factor(person=person, code=code_at(NOW), now=NOW)
    assert not actions.use_second_factor(person=person, code=code_at(NOW - timedelta(seconds=30)), now=NOW)


@pytest.mark.parametrize("code", ["", "000", "12345a", "１２３４５６", "x" * 500])
def test_what_is_no_code_of_now_does_not_work(code: str) -> None:
    person, _codes = a_secured_person()
    assert not actions.use_second_factor(person=person, code=code, now=NOW)
    assert not actions.use_second_factor(person=person, code=code_at(NOW - timedelta(minutes=2)), now=NOW)


def test_a_recovery_code_works_once_however_it_is_typed() -> None:
    person, codes = a_secured_person()
    assert len(set(codes)) == 10
    assert actions.use_second_factor(person=person, code=f" {codes[3].upper()} ", now=NOW)
    assert not actions.use_second_factor(person=person, code=codes[3], now=NOW)
    assert len(User.objects.get(pk=person.pk).recovery_digests) == 9


def test_new_recovery_codes_replace_the_old_ones() -> None:
    person, old = a_secured_person()
    fresh = actions.new_recovery_codes(person=person)
    assert not actions.use_second_factor(person=person, code=old[0], now=NOW)
    assert actions.use_second_factor(person=person, code=fresh[0], now=NOW)


def test_an_authenticator_is_not_asked_for_before_it_was_shown_to_work() -> None:
    person = a_person()
    with pytest.raises(CannotSecure):
        actions.confirm_second_factor(person=person, secret=SECRET, code="000000", now=NOW)
    assert User.objects.get(pk=person.pk).second_factor == ""


def test_neither_secret_nor_codes_can_be_read_from_the_table() -> None:
    person, codes = a_secured_person()
    kept = str(User.objects.filter(pk=person.pk).values().get())
    assert SECRET not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
