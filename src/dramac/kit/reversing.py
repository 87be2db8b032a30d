"""Addresses of pages, as Django makes them but quicker: a page of products asks for a hundred, most of them again and again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import urls


def reverse(name: str, kwargs: Mapping[str, Any] | None = None) -> str:
    """The address of a page below where this request's addresses begin. Raises NoReverseMatch when there is none."""
    parts = tuple(kwargs.items()) if kwargs else ()
    return _known(name, parts, urls.get_urlconf(), urls.get_script_prefix())


@lru_cache(maxsize=8192, typed=True)
def _known(name: str, parts: tuple[tuple[str, Any], ...], urlconf: str | None, prefix: str) -> str:
    # `prefix` is read by Django itself; it stands here because the address depends on it.
    return urls.reverse(name, urlconf, kwargs=dict(parts) or None)
