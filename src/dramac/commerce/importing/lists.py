"""Owns several values in one cell: separated by commas, with a backslash before what is part of a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

LIST = ","
PATH = ">"
ESCAPE = "\\"

Item = TypeVar("Item")


def split(text: str) -> tuple[str, ...]:
    """The values of a list, without surrounding space, empty ones and repetitions: `mens, t-shirt` is two."""
    if ESCAPE not in text:
        return _distinct(name for part in text.split(LIST) if (name := part.strip()))
    return _distinct(path[0] for path in _paths(text, LIST))


def split_paths(text: str) -> tuple[tuple[str, ...], ...]:
    """Paths of a tree: `Clothing, Clothing > T-shirts` is two, the second with two names."""
    return _distinct(_paths(text, LIST + PATH))


def split_path(text: str) -> tuple[str, ...]:
    """One path whose names may hold commas: `Apparel & Accessories > Hats, caps`."""
    return next(iter(_paths(text, PATH)), ())


def join(values: Iterable[str]) -> str:
    """One cell that `split` reads as these values."""
    return f"{LIST} ".join(_escaped(value, LIST) for value in values)


def join_paths(paths: Iterable[Sequence[str]]) -> str:
    """One cell that `split_paths` reads as these paths."""
    return f"{LIST} ".join(f" {PATH} ".join(_escaped(name, LIST + PATH) for name in path) for path in paths)


def _paths(text: str, marks: str) -> list[tuple[str, ...]]:
    """Lists of names; a comma begins the next list where it is among the marks, another mark the next name."""
    paths: list[list[str]] = [[""]]
    letters = iter(text)
    for letter in letters:
        if letter == ESCAPE:
            following = next(letters, "")
            paths[-1][-1] += following if following in (ESCAPE, LIST, PATH) else letter + following
        elif letter not in marks:
            paths[-1][-1] += letter
        elif letter == LIST:
            paths.append([""])
        else:
            paths[-1].append("")
    stripped = (tuple(name.strip() for name in path if name.strip()) for path in paths)
    return [path for path in stripped if path]


def _escaped(value: str, marks: str) -> str:
    return "".join(ESCAPE + letter if letter in marks + ESCAPE else letter for letter in value)


def _distinct(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
