"""Who is who: an e-mail address, made comparable. RFC 5321, section 4.5.3.1 gives the lengths."""

from __future__ import annotations

import re
import unicodedata

LONGEST_EMAIL = 254
LONGEST_LOCAL_PART = 64
_LOCAL_PART = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x1f\x7f]+")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])", re.ASCII)


def is_email(text: str) -> bool:
    """Whether mail could be sent to this: one @, a plausible name before it and a domain of two parts or more after it."""
    if len(text) > 2 * LONGEST_EMAIL:
        return False
    address = unicodedata.normalize("NFKC", text.strip())
    local, at, domain = address.rpartition("@")
    if (
        not at
        or not address.isprintable()
        or len(email_key(address)) > LONGEST_EMAIL
        or len(local) > LONGEST_LOCAL_PART
        or ".." in local
    ):
        return False
    if local.startswith(".") or local.endswith(".") or not _LOCAL_PART.fullmatch(local):
        return False
    return _DOMAIN.fullmatch(_ascii(domain)) is not None


def email_key(text: str) -> str:
    """The address as identity: the same for every way of capitalising it. Nothing else is guessed to be alike."""
    local, _at, domain = unicodedata.normalize("NFKC", text.strip()).rpartition("@")
    return f"{local.lower()}@{_ascii(domain).lower()}"


def _ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain
