"""Smooth lines through a few chosen points: the profiles of pots and the bends of handles and stems."""

import math
from collections.abc import Sequence

from .shapes import Point


def through(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A smooth line (centripetal Catmull-Rom) through the points; a point given twice is a sharp corner."""
    line: list[Point] = [points[0]]
    last = len(points) - 1
    for at in range(last):
        start, end = points[at], points[at + 1]
        if start == end:
            continue
        before = start if at == 0 or points[at - 1] == start else points[at - 1]
        after = end if at + 1 == last or points[at + 2] == end else points[at + 2]
        line.extend(_bend(before, start, end, after, step / steps) for step in range(1, steps + 1))
    return line


def _bend(before: Point, start: Point, end: Point, after: Point, share: float) -> Point:
    """One place between ``start`` and ``end`` on the curve that its neighbours bend."""
    leave, arrive = _pull(before, start, end), _pull(after, end, start)
    square, cube = share * share, share**3
    near, out = 2 * cube - 3 * square + 1, cube - 2 * square + share
    x, y = (
        near * start[axis] + out * leave[axis] + (1 - near) * end[axis] - (cube - square) * arrive[axis]
        for axis in (0, 1)
    )
    return x, y


def _pull(before: Point, here: Point, there: Point) -> Point:
    """Which way and how strongly the curve sets out from ``here`` to ``there``.

    Distances count by their square root (the centripetal form), which keeps curves from overshooting and from kinking.
    """
    if before == here:
        return there[0] - here[0], there[1] - here[1]
    back, on = _apart(before, here), _apart(here, there)
    x, y = (
        on * ((here[axis] - before[axis]) / back - (there[axis] - before[axis]) / (back + on))
        + (there[axis] - here[axis])
        for axis in (0, 1)
    )
    return x, y


def _apart(one: Point, other: Point) -> float:
    return math.sqrt(math.dist(one, other))


def directions(line: Sequence[Point]) -> list[Point]:
    """The direction of travel at each point, of length one."""
    found: list[Point] = []
    last = len(line) - 1
    for at in range(len(line)):
        start, end = line[max(0, at - 1)], line[min(last, at + 1)]
        right, down = end[0] - start[0], end[1] - start[1]
        length = (right * right + down * down) ** 0.5 or 1.0
        found.append((right / length, down / length))
    return found
