"""Keys of rows: UUID version 7 (RFC 9562), so that keys made later sort later and indexes stay compact."""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A time-ordered key, made by the program so that rows can be linked before they are written."""
    return uuid7()


def new_token(size: int = 24) -> str:
    """A secret for an address or a key: `size` random bytes as URL-safe text."""
    return secrets.token_urlsafe(size)


def digest_of(token: str) -> str:
    """What a table keeps of a secret: its SHA-256 in hexadecimal, from which the secret cannot be found again."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
