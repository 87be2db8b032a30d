"""Keeps what a component drew: of the same values, in the same language, it looks the same again.

Only plain values count, each with its kind, so that text that is markup is never taken for text that is not; given anything
else, a component is drawn anew. So nothing that is kept is ever out of date.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.utils.translation import get_language
from markupsafe import Markup

from dramac.kit.money import Money
from dramac.kit.pictures import PictureSources

Draw = Callable[..., Markup]

PLAIN = frozenset({str, Markup, int, bool, type(None), Money, PictureSources})
"""Kinds of which equal values look alike; those of our own hold text that is never markup."""


class NotPlain(Exception):
    """A value of which nobody can say that it looks the same tomorrow."""


class _Drawing:
    """What a component looks like of some values, once it was drawn."""

    __slots__ = ("markup",)

    def __init__(self, key: object) -> None:
        self.markup: Markup | None = None


def remembered(draw: Draw, *, most: int) -> Draw:
    """The component, drawn only when it was not drawn of these values lately; the `most` last drawings are kept."""
    known = lru_cache(maxsize=most)(_Drawing)

    def again(*values: Any, **named: Any) -> Markup:
        try:
            drawing = known((get_language(), tuple([_key(value) for value in values]), _named(named)))
        except NotPlain:
            return draw(*values, **named)
        if drawing.markup is None:
            drawing.markup = draw(*values, **named)
        return drawing.markup

    return again


def _named(values: dict[str, Any]) -> Any:
    return tuple([(name, _key(value)) for name, value in values.items()])


def _key(value: Any) -> Any:
    kind: Any = type(value)
    if kind in PLAIN:
        return kind, value
    if kind is tuple or kind is list:
        return kind, tuple([_key(part) for part in value])
    if kind is dict:
        return kind, _named(value)
    return kind, _key(_parts(kind)(value))


@lru_cache(maxsize=256)
def _parts(kind: type) -> Callable[[Any], Any]:
    """How to take apart a value that cannot change: into all of its fields. Raises NotPlain for any other kind."""
    if not is_dataclass(kind) or not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]  # what the decorator adds
        raise NotPlain(kind)
    return attrgetter(*[field.name for field in fields(kind)])
