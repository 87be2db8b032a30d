"""Signing in to an account of a shop: a one-time code by e-mail, then a session in a cookie.

Whether an address is known makes no difference to any answer: a code goes to every address, and signing in with one that
was not known makes the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dramac.commerce.customers.actions.people import CustomerRefused, Person, find_or_create
from dramac.commerce.customers.codes import code_digest, code_text, is_code
from dramac.commerce.customers.events import SignInCodeIssued
from dramac.commerce.customers.models import Customer, CustomerSession, SignInCode
from dramac.commerce.customers.rules import AccountSettings, email_key, is_email
from dramac.kit import throttle
from dramac.kit.ids import digest_of, new_id, new_token
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.settings import read
from dramac.kit.text import one_line
from dramac.tenancy.models import Site

CODE_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(days=90)
HOUR = timedelta(hours=1)
CODES_AN_HOUR, CODES_AN_HOUR_FROM_ONE_PLACE = 5, 30
TRIES_AN_HOUR, TRIES_AN_HOUR_FROM_ONE_PLACE = 20, 60


class WrongCode(Refused):
    """The code is not right, was used, is too old, or was tried too often. Which of these is not told."""

    code = "wrong_code"

    def __init__(self) -> None:
        super().__init__(_("This code is not right or no longer valid. Check it, or ask for a new one."), field="code")


class NoAccounts(Refused):
    """The shop has no accounts: everyone orders as a guest."""

    code = "no_accounts"

    def __init__(self) -> None:
        super().__init__(_("This shop has no accounts. Order as a guest."), field="email")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Someone who is signed in now. `secret` goes into their cookie and nowhere else."""

    customer: Customer
    secret: str
    expires_at: datetime


def request_code(*, site: Site, email: str, ip: str, now: datetime, locale: str = "") -> UUID:
    """Send a code to an address; it lasts ten minutes and takes the place of those sent before. Returns its key.

    Raises NoAccounts, CustomerRefused when no mail could reach the address, TooMany when codes are asked for too often.
    """
    _need_accounts(site)
    address = email.strip()[:1000]
    if not is_email(address):
        raise CustomerRefused(_("Give an e-mail address such as ann@example.com."), field="email", code="bad_email")
    key = email_key(address)
    _slow_down(site, "code", key, CODES_AN_HOUR, now)
    _slow_down(site, "code-ip", ip, CODES_AN_HOUR_FROM_ONE_PLACE, now)
    with transaction.atomic():
        codes = SignInCode.objects.of(site).filter(email_key=key)
        codes.filter(expires_at__lte=now - timedelta(days=1)).delete()
        codes.filter(used_at=None).update(used_at=now)
        code_id = new_id()
        SignInCode.objects.create(
            pk=code_id,
            site=site,
            email_key=key,
            digest=code_digest(code_id, code_text(code_id)),
            expires_at=now + CODE_LASTS,
        )
        publish(
            SignInCodeIssued(
                site_id=site.pk, occurred_at=now, code_id=code_id, email=address, locale=one_line(locale)[:16]
            )
        )
    return code_id


def sign_in(*, site: Site, email: str, code: str, ip: str, now: datetime, locale: str = "") -> SignedIn:
    """Sign someone in by the code they were sent; their account is made if there was none. Raises NoAccounts, WrongCode,
    TooMany.

    A code works once and takes five tries; each is counted before it is looked at.
    """
    _need_accounts(site)
    address = email.strip()[:1000]
    if not is_email(address):
        raise WrongCode
    _slow_down(site, "try", email_key(address), TRIES_AN_HOUR, now)
    _slow_down(site, "try-ip", ip, TRIES_AN_HOUR_FROM_ONE_PLACE, now)
    found = _try(site, email_key(address), now)
    if found is None or not is_code(found.pk, found.digest, code):
        raise WrongCode
    with transaction.atomic():
        if not SignInCode.objects.of(site).filter(pk=found.pk, used_at=None).update(used_at=now):
            raise WrongCode
        customer_id = find_or_create(site=site, person=Person(address, locale=locale), now=now, has_account=True)
        Customer.objects.of(site).filter(pk=customer_id, has_account=False).update(has_account=True)
        signed_in = _open_session(site, customer_id, now)
    throttle.forget(_key(site, "try", email_key(address)))
    return signed_in


def _need_accounts(site: Site) -> None:
    if not read(AccountSettings, site.settings).accounts:
        raise NoAccounts


@transaction.atomic
def sign_out(*, site: Site, secret: str) -> None:
    """End the session of a cookie; an unknown one is no error."""
    CustomerSession.objects.of(site).filter(digest=digest_of(secret[:100])).delete()


def sweep_sign_ins(*, now: datetime) -> int:
    """Remove ended sessions and old codes of all sites; returns how many rows."""
    sessions, _detail = CustomerSession.objects.filter(expires_at__lte=now).delete()
    codes, _detail = SignInCode.objects.filter(expires_at__lte=now - timedelta(days=1)).delete()
    return sessions + codes


def _open_session(site: Site, customer_id: UUID, now: datetime) -> SignedIn:
    secret = new_token(32)
    expires_at = now + SESSION_LASTS
    CustomerSession.objects.create(
        site=site, customer_id=customer_id, digest=digest_of(secret), created_at=now, expires_at=expires_at
    )
    return SignedIn(Customer.objects.of(site).get(pk=customer_id), secret, expires_at)


def _try(site: Site, key: str, now: datetime) -> SignInCode | None:
    """The code that is valid for an address, one try of it used up."""
    valid = SignInCode.objects.of(site).filter(email_key=key, used_at=None, expires_at__gt=now, tries_left__gt=0)
    with transaction.atomic():
        found = valid.order_by("-expires_at", "-id").first()
        if found is None or not valid.filter(pk=found.pk).update(tries_left=F("tries_left") - 1):
            return None
    return found


def _slow_down(site: Site, what: str, who: str, most: int, now: datetime) -> None:
    if not who:
        return
    tries, wait = throttle.count(_key(site, what, who), per=HOUR, now=now)
    if tries > most:
        raise throttle.TooMany(_("That was tried too often. Wait a while and try again."), wait)


def _key(site: Site, what: str, who: str) -> str:
    return f"sign-in-{what}:{site.pk.hex}:{digest_of(who)[:32]}"
