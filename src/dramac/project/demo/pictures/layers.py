"""What can lie on a sheet: vector marks, reliefs, textures, soft shades and specks, each knowing how it moves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from .shapes import AS_IT_IS, Frame, Matrix, Point, Shape, after, placed


@dataclass(frozen=True)
class Vector:
    """SVG markup, seen only inside all of ``within``."""

    markup: str
    within: tuple[Shape, ...] = ()

    def moved(self, matrix: Matrix) -> "Vector":
        """The same marks somewhere else."""
        numbers = " ".join(f"{number:.5f}" for number in matrix)
        within = tuple(placed(shape, matrix) for shape in self.within)
        return Vector(f'<g transform="matrix({numbers})">{self.markup}</g>', within)

    def kept_inside(self, shape: Shape) -> "Vector":
        """The same marks, seen only inside ``shape`` as well."""
        return replace(self, within=(*self.within, shape))


@dataclass(frozen=True)
class Relief:
    """A grid of tones (columns, rows; red, green, blue levels row by row) over ``frame``, seen inside all of ``within``."""

    frame: Frame
    cells: tuple[int, int]
    levels: bytes
    within: tuple[Shape, ...]
    matrix: Matrix = AS_IT_IS
    opacity: float = 1.0

    def moved(self, matrix: Matrix) -> "Relief":
        """The same relief somewhere else."""
        within = tuple(placed(shape, matrix) for shape in self.within)
        return replace(self, matrix=after(matrix, self.matrix), within=within)

    def kept_inside(self, shape: Shape) -> "Relief":
        """The same relief, seen only inside ``shape`` as well."""
        return replace(self, within=(*self.within, shape))


@dataclass(frozen=True)
class Texture:
    """The roughness of cloth laid over what is drawn already: its kind, distance between threads, strength."""

    kind: str
    pitch: float
    strength: float
    within: tuple[Shape, ...]

    def moved(self, matrix: Matrix) -> "Texture":
        """The same roughness somewhere else."""
        within = tuple(placed(shape, matrix) for shape in self.within)
        return replace(
            self, pitch=self.pitch * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5, within=within
        )

    def kept_inside(self, shape: Shape) -> "Texture":
        """The same roughness, seen only inside ``shape`` as well."""
        return replace(self, within=(*self.within, shape))


@dataclass(frozen=True)
class Shade:
    """A soft dark patch, strongest in its middle: where, how far across and down, what colour, how strong."""

    centre: Point
    reach: Point
    colour: str
    strength: float
    within: tuple[Shape, ...] = ()

    def moved(self, matrix: Matrix) -> "Shade":
        """The same patch somewhere else; it stays level."""
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        ((centre,),) = placed(((self.centre,),), matrix)
        within = tuple(placed(shape, matrix) for shape in self.within)
        return replace(self, centre=centre, reach=(self.reach[0] * scale, self.reach[1] * scale), within=within)

    def kept_inside(self, shape: Shape) -> "Shade":
        """The same patch, seen only inside ``shape`` as well."""
        return replace(self, within=(*self.within, shape))


@dataclass(frozen=True)
class Specks:
    """Small spots of one colour: (middle, half width, half height) each."""

    spots: tuple[tuple[Point, float, float], ...]
    colour: str
    strength: float

    def moved(self, matrix: Matrix) -> "Specks":
        """The same spots somewhere else; they stay level."""
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        (middles,) = placed((tuple(middle for middle, _, _ in self.spots),), matrix)
        spots = tuple(
            (to, across * scale, down * scale) for to, (_, across, down) in zip(middles, self.spots, strict=True)
        )
        return replace(self, spots=spots)

    def kept_inside(self, shape: Shape) -> "Specks":
        """The same spots: they are always put where they belong."""
        return self


Mark: TypeAlias = Vector | Relief | Texture | Shade | Specks


def joined(marks: Iterable[Mark]) -> list[Mark]:
    """The same marks, with vector marks that follow each other and are seen alike made into one."""
    run: list[Mark] = []
    for mark in marks:
        last = run[-1] if run else None
        if isinstance(mark, Vector) and isinstance(last, Vector) and last.within == mark.within:
            run[-1] = Vector(last.markup + mark.markup, mark.within)
        else:
            run.append(mark)
    return run
