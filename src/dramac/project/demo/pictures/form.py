"""A form: something drawn that also stands in the light and keeps it from what is behind."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from .ink import Ink
from .light import PITCH
from .shapes import shift, turn


@dataclass(frozen=True)
class Block:
    """A level slice of a form that stops light: its middle, half width and height above the table, in millimetres.

    A round slice is as deep as it is wide; ``flat`` is the half depth of one that is not. ``square`` ones have corners;
    those that stand further back are drawn ``back`` millimetres higher on the sheet.
    """

    x: float
    half: float
    height: float
    flat: float | None = None
    square: bool = False
    back: float = 0.0

    def at(self, x: float, height: float) -> "Block":
        """The same slice somewhere else."""
        return replace(self, x=x, height=height)

    @property
    def deep(self) -> float:
        """Half its depth as seen from the eye's height."""
        return max(1.0, (self.half if self.flat is None else self.flat) * PITCH)


@dataclass(frozen=True)
class Form:
    """A drawing in its own millimetres, standing at the origin, with what it blocks of the light."""

    paint: Callable[[Ink], None]
    blocks: tuple[Block, ...] = ()

    def moved(self, x: float, up: float = 0.0) -> "Form":
        """The form further right and higher."""
        blocks = tuple(block.at(block.x + x, block.height + up) for block in self.blocks)
        return Form(lambda ink: ink.moved(shift(x, -up), self.paint), blocks)

    def leaning(self, degrees: float) -> "Form":
        """The form tipped clockwise about its foot; it should have been lit by ``Light.turned`` as much."""
        angle = math.radians(degrees)
        blocks = tuple(
            block.at(block.x + block.height * math.sin(angle), block.height * math.cos(angle)) for block in self.blocks
        )
        return Form(lambda ink: ink.moved(turn(degrees), self.paint), blocks)


def together(*forms: Form) -> Form:
    """Several forms as one, drawn in the order given."""

    def paint(ink: Ink) -> None:
        for form in forms:
            form.paint(ink)

    return Form(paint, tuple(block for form in forms for block in form.blocks))


def kept(form: Form) -> Form:
    """The same form, worked out once and only copied from then on."""
    drawn = Ink()
    form.paint(drawn)

    def copy(ink: Ink) -> None:
        ink.defs.update(drawn.defs)
        ink.marks.extend(drawn.marks)

    return Form(copy, form.blocks)


def resting(form: Form, up: float, reach: float) -> Form:
    """A form set on another one ``up`` millimetres above the table, with the shade it leaves there."""

    shade = Form(lambda ink: ink.shade((reach * 0.12, -up), reach * 1.45, reach * 0.36, "#170f09", 0.9))
    return together(shade, form.moved(0, up))
