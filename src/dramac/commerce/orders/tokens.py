"""The secret in a shopper's status link: made of the installation's secret and the order's key, so that it is never stored.

The table keeps its digest, by which an order is found; mails and redirects make it again.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac

from dramac.kit.ids import digest_of


def token_of(order_id: UUID) -> str:
    """The secret of an order's status link: 256 bits that nobody can guess."""
    mark = salted_hmac("dramac.orders.token", order_id.hex, algorithm="sha256").digest()
    return urlsafe_b64encode(mark).rstrip(b"=").decode()


def token_digest(order_id: UUID) -> str:
    """What the table keeps of an order's secret."""
    return digest_of(token_of(order_id))
