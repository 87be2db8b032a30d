"""The category tree: paths of slugs from the root, how deep it may be, and what may move where."""

from __future__ import annotations

DEEPEST = 6
"""Levels of categories, the root's children being the first."""

LONGEST_PATH = 700


def path(parent_path: str, slug: str) -> str:
    """The path of a category below `parent_path` (empty: at the root)."""
    return f"{parent_path}/{slug}" if parent_path else slug


def is_within(inner: str, outer: str) -> bool:
    """Whether a path is another one or lies below it."""
    return inner == outer or inner.startswith(f"{outer}/")


def move_refusal(*, own_path: str, own_height: int, parent_path: str, parent_depth: int) -> str | None:
    """Why a category may not move below another: into_itself, or too_deep for the levels (`own_height`) it brings along.

    The root is an empty path with depth -1.
    """
    if parent_path and is_within(parent_path, own_path):
        return "into_itself"
    return "too_deep" if parent_depth + own_height > DEEPEST - 1 else None
