"""The secret in the link of the e-mail: made of the installation's secret and the wish's key, so that it is never stored."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac

from dramac.kit.ids import digest_of


def token_of(request_id: UUID) -> str:
    """The secret of a wish's link: 256 bits that nobody can guess."""
    mark = salted_hmac("dramac.waitlist.token", request_id.hex, algorithm="sha256").digest()
    return urlsafe_b64encode(mark).rstrip(b"=").decode()


def token_digest(request_id: UUID) -> str:
    """What the table keeps of it."""
    return digest_of(token_of(request_id))
