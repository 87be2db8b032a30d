"""The outbox: facts are written in the transaction of the change they tell of, and handed to listeners at least once.

`publish` writes a fact beside the change; the worker spreads it to one delivery per listener and hands each out under a
lease, so that a worker killed at any moment delays a delivery and never loses it (docs/parts/events.md).
"""

from dramac.kit.outbox.publishing import publish

__all__ = ["publish"]
