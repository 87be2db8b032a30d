"""Finds the providers: those of the `providers` folder, and those an installation names in its settings."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from django.conf import settings

from dramac.commerce.payments import providers as folder
from dramac.commerce.payments.ports import Provider

NOTHING_TO_PAY = "none"
"""The provider of a payment of zero, which nobody needs to move."""


class UnknownProvider(LookupError):
    """No provider has this key: it was removed, or its package is not installed."""


@lru_cache(maxsize=1)
def providers() -> dict[str, Provider]:
    """Every provider by its key, in the order of their keys.

    PAYMENT_PROVIDERS lists the modules of others, by dotted name; each has a `PROVIDER`.
    """
    names = [f"{folder.__name__}.{module.name}" for module in iter_modules(folder.__path__)]
    names += getattr(settings, "PAYMENT_PROVIDERS", [])
    found: list[Provider] = [import_module(name).PROVIDER for name in names]
    return {provider.key: provider for provider in sorted(found, key=lambda provider: provider.key)}


def provider(key: str) -> Provider:
    """The provider with this key. Raises UnknownProvider."""
    try:
        return providers()[key]
    except KeyError:
        raise UnknownProvider(key) from None


def is_remote(key: str) -> bool:
    """Whether the provider with this key is asked over the network; one that is not installed is not."""
    known = providers().get(key)
    return known is not None and known.capabilities().is_remote
