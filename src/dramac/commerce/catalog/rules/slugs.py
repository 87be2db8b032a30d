"""Addresses of products and categories: readable, unique on their site, and steady once given."""

from __future__ import annotations

import re
from collections.abc import Collection

from dramac.kit.text import slugify

LONGEST = 200
LONGEST_OF_CATEGORY = 100
_NUMBERED = re.compile(r"-\d+\Z")


def wanted(slug: str, title: str) -> str:
    """The address asked for, made clean; else one made from the title; else `product`."""
    return slugify(slug, LONGEST) or slugify(title, LONGEST) or "product"


def wanted_for_category(slug: str, name: str) -> str:
    """As `wanted`, for a category; shorter, because its path is made of six of them at most."""
    return slugify(slug, LONGEST_OF_CATEGORY) or slugify(name, LONGEST_OF_CATEGORY) or "category"


def free(slug: str, taken: Collection[str]) -> str:
    """The address itself if nobody has it, else the first of slug-2, slug-3, … that is free."""
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def settled(slug: str, taken: Collection[str], *, current: str = "") -> str:
    """The address that something gets which asks for `slug` and has `current`: its own stays when it is the one asked
    for, or a numbered form of one that somebody else has."""
    if slug == current or slug not in taken:
        return slug
    return current if current and _NUMBERED.sub("", current) == slug else free(slug, taken)
