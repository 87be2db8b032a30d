"""One-time sign-in codes: six digits made of the installation's secret and the code's key, so that none is ever stored.

The table keeps a digest; whoever must write the mail makes the digits again from the key.
"""

from __future__ import annotations

from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 6


def code_text(code_id: UUID) -> str:
    """The six digits of a code, for the mail that carries them."""
    mark = salted_hmac("dramac.customers.code", code_id.hex, algorithm="sha256").digest()
    return f"{int.from_bytes(mark) % 10**DIGITS:0{DIGITS}d}"


def code_digest(code_id: UUID, code: str) -> str:
    """What the table keeps of a code; different for every code of the same digits."""
    return salted_hmac("dramac.customers.code-digest", f"{code_id.hex}:{code}", algorithm="sha256").hexdigest()


def is_code(code_id: UUID, digest: str, typed: str) -> bool:
    """Whether what was typed is the code; spaces and hyphens between the digits do no harm."""
    digits = "".join(letter for letter in typed[:40] if letter.isdecimal())
    return constant_time_compare(digest, code_digest(code_id, digits))
