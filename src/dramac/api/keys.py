"""The text of an API key: how it is made, read and recognised. Pure; nothing here knows a database.

`dramac_sk_<site>_<secret><check>`: the kind (`sk` secret, `pk` publishable), the site's key in 22 letters, 32 random letters
and a checksum of all before it, so that a mistyped key is told apart without a search and scanners can find leaked ones.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import string
import zlib
from dataclasses import dataclass
from uuid import UUID

ALPHABET = string.digits + string.ascii_letters
VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
SITE_LETTERS = 22
SECRET_LETTERS = 32
CHECK_LETTERS = 6
SHOWN_LETTERS = 4
TEXT = re.compile(
    rf"\A(dramac_(sk|pk)_([0-9A-Za-z]{{{SITE_LETTERS}}})_[0-9A-Za-z]{{{SECRET_LETTERS}}})([0-9A-Za-z]{{{CHECK_LETTERS}}})\Z"
)


@dataclass(frozen=True, slots=True)
class KeyText:
    """What a well-formed key says before it is looked up: whose site it is for, and the digest it is kept by."""

    site_id: UUID
    digest: str


def compose(site_id: UUID, *, publishable: bool) -> str:
    """A new key for a site: 190 random bits."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LETTERS))
    body = f"dramac_{'pk' if publishable else 'sk'}_{_letters(site_id.int, SITE_LETTERS)}_{secret}"
    return body + _check(body)


def read(text: str) -> KeyText | None:
    """What a key says; None when it is no key at all, or mistyped."""
    match = TEXT.match(text)
    if match is None or _check(match[1]) != match[4]:
        return None
    number = _number(match[3])
    return KeyText(UUID(int=number), digest(text)) if number < 2**128 else None


def digest(text: str) -> str:
    """What is kept of a key: SHA-256, for a key has too many random bits to be guessed from it."""
    return hashlib.sha256(text.encode()).hexdigest()


def shown(text: str) -> str:
    """The letters by which people tell keys apart in a list: `dramac_sk_…_aB3d`."""
    kind, secret = text[:10], text[10 + SITE_LETTERS + 1 :]
    return f"{kind}…_{secret[:SHOWN_LETTERS]}"


def _check(body: str) -> str:
    return _letters(zlib.crc32(body.encode()), CHECK_LETTERS)


def _letters(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return letters


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * len(ALPHABET) + VALUES[letter]
    return number
