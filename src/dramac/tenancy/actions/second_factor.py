"""A second factor at sign-in: codes of an authenticator (TOTP, RFC 6238) and, where the device is lost, recovery codes."""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from dramac.kit.refusal import Refused
from dramac.kit.secrets import Unreadable, open_sealed, seal
from dramac.tenancy.models import User

PURPOSE = "tenancy.second_factor"
SECONDS = 30
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters of recovery codes: none that is taken for another."""


class CannotSecure(Refused):
    """The code does not fit the authenticator."""

    code = "wrong_code"


def confirm_second_factor(*, person: User, secret: str, code: str, now: datetime) -> list[str]:
    """Ask this person for codes of the authenticator that holds `secret` (base 32) from their next sign-in on.

    `code` shows that it does. Returns the recovery codes, which nobody can see again. Raises CannotSecure.
    """
    step = _step_of(secret, code, now)
    if step is None:
        raise CannotSecure(_("This code does not fit. Type the one your authenticator shows now."), field="code")
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=person.pk)
        codes, kept.recovery_digests = _recovery_codes()
        kept.second_factor, kept.second_factor_step = seal(secret, purpose=PURPOSE), step
        kept.save(update_fields=["second_factor", "second_factor_step", "recovery_digests"])
    return codes


def use_second_factor(*, person: User, code: str, now: datetime) -> bool:
    """Whether `code` is the authenticator's of now or a recovery code; either is taken once only."""
    typed = "".join(code.split()).replace("-", "").lower()
    with transaction.atomic():
        kept = User.objects.select_for_update().get(pk=person.pk)
        digest = _digest(typed)
        if digest in kept.recovery_digests:
            kept.recovery_digests = [other for other in kept.recovery_digests if other != digest]
            kept.save(update_fields=["recovery_digests"])
            return True
        step = _step_of(_secret_of(kept), typed, now)
        if step is None or step <= kept.second_factor_step:
            return False
        kept.second_factor_step = step
        kept.save(update_fields=["second_factor_step"])
    return True


def new_recovery_codes(*, person: User) -> list[str]:
    """Fresh recovery codes; the old ones are worth nothing from now on."""
    codes, digests = _recovery_codes()
    User.objects.filter(pk=person.pk).update(recovery_digests=digests)
    return codes


def remove_second_factor(*, person: User) -> None:
    """Ask for the password alone from now on."""
    User.objects.filter(pk=person.pk).update(second_factor="", second_factor_step=0, recovery_digests=[])


def _secret_of(person: User) -> str:
    try:
        return open_sealed(person.second_factor, purpose=PURPOSE)
    except Unreadable:
        return ""


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that a code is of: the present one, or one beside it for clocks that differ."""
    if not secret or not (code.isascii() and code.isdigit() and len(code) == 6):
        return None
    present = int(now.timestamp()) // SECONDS
    totp = pyotp.TOTP(secret)
    near = (present, present - 1, present + 1)
    return next((step for step in near if secrets.compare_digest(totp.generate_otp(step), code)), None)


def _recovery_codes() -> tuple[list[str], list[str]]:
    raw = ["".join(secrets.choice(LETTERS) for _letter in range(10)) for _code in range(CODES)]
    return [f"{code[:5]}-{code[5:]}" for code in raw], [_digest(code) for code in raw]


def _digest(code: str) -> str:
    return salted_hmac(PURPOSE, code, algorithm="sha256").hexdigest()
