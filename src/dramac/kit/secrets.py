"""Secrets that must be read again, sealed for the database: who has a copy of the tables alone cannot read them."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """The secret was sealed under another key, or altered."""


def seal(secret: str, *, purpose: str) -> str:
    """The secret, encrypted and signed under the installation's key; another `purpose` cannot open it."""
    return _box(settings.SECRET_KEY, purpose).encrypt(secret.encode()).decode()


def open_sealed(sealed: str, *, purpose: str) -> str:
    """The secret again. Raises Unreadable."""
    try:
        return _box(settings.SECRET_KEY, purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as fault:
        raise Unreadable from fault


@lru_cache(maxsize=32)
def _box(key: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(key.encode())
    return Fernet(urlsafe_b64encode(derived))
