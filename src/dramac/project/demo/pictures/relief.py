"""Surfaces given by a rule: what is seen at each place of a small grid, stretched smoothly over the real size."""

from collections.abc import Callable

from .colour import Linear, levels
from .ink import Ink
from .shapes import Frame, Shape


def surface(
    ink: Ink, shape: Shape, frame: Frame, cells: tuple[int, int], seen: Callable[[float, float], Linear]
) -> None:
    """Fill ``shape`` with the light that ``seen`` gives for each (x, y) of ``frame``, in ``cells`` columns and rows."""
    left, top, wide, tall = frame
    columns, rows = cells
    gridded(
        ink,
        shape,
        frame,
        cells,
        lambda column, row: seen(left + wide * (column + 0.5) / columns, top + tall * (row + 0.5) / rows),
    )


def gridded(ink: Ink, shape: Shape, frame: Frame, cells: tuple[int, int], seen: Callable[[int, int], Linear]) -> None:
    """Fill ``shape`` with the light that ``seen`` gives for each (column, row) of a grid over ``frame``."""
    columns, rows = cells
    tones = bytearray()
    for row in range(rows):
        for column in range(columns):
            tones.extend(levels(seen(column, row)))
    ink.relief(frame, cells, bytes(tones), shape)


def heights(
    cells: tuple[int, int], height: Callable[[float, float], float]
) -> Callable[[int, int], tuple[float, float, float]]:
    """Heights over a grid from -1 to 1 both ways, worked out once: gives (height, rise to the right, rise downwards)."""
    columns, rows = cells
    grid = [
        [height(2 * (column + 0.5) / columns - 1, 2 * (row + 0.5) / rows - 1) for column in range(columns + 1)]
        for row in range(rows + 1)
    ]

    def at(column: int, row: int) -> tuple[float, float, float]:
        here = grid[row][column]
        return here, (grid[row][column + 1] - here) * columns / 2, (grid[row + 1][column] - here) * rows / 2

    return at
