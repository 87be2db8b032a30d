"""Settings kept as one mapping by area: each part declares its own as a frozen dataclass whose defaults are what holds until
someone says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, TypeVar


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one area. Values are texts, numbers, yes or no, and tuples of texts, each with a default."""

    area: ClassVar[str] = ""


Kind = TypeVar("Kind", bound=Settings)


def read(kind: type[Kind], kept: object) -> Kind:
    """The settings of an area out of what is kept for all; what is missing or of another type is as by default."""
    said = kept.get(kind.area) if isinstance(kept, Mapping) else None
    if not isinstance(said, Mapping):
        return kind()
    plain = kind()
    known = {field.name: _as_is(said.get(field.name), getattr(plain, field.name)) for field in fields(kind)}
    return kind(**known)


def written(settings: Settings) -> dict[str, Any]:
    """The settings of an area as they are kept."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(settings).items()}


def _as_is(value: object, default: object) -> object:
    if isinstance(default, tuple):
        return tuple(map(str, value)) if isinstance(value, list | tuple) else default
    return value if type(value) is type(default) else default
