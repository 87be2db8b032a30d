"""Outlines as points, and moving them about: what a mask is cut from and what a path is written from."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Polygon: TypeAlias = tuple[Point, ...]
Shape: TypeAlias = tuple[Polygon, ...]
"""One or more outlines; what any of them encloses belongs to the shape."""
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""Where (x, y) goes: (a x + c y + e, b x + d y + f), as SVG writes it."""
Frame: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height of a part of a sheet."""
Size: TypeAlias = tuple[int, int]
"""Pixels across and down."""
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and foot."""

AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def shift(x: float, y: float) -> Matrix:
    """To move by so much."""
    return 1.0, 0.0, 0.0, 1.0, x, y


def turn(degrees: float) -> Matrix:
    """To turn clockwise on the page round the origin."""
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0


def enlarged(scale: float, x: float, y: float) -> Matrix:
    """To enlarge and then move the origin to (x, y)."""
    return scale, 0.0, 0.0, scale, x, y


def after(outer: Matrix, inner: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f


def placed(shape: Shape, matrix: Matrix) -> Shape:
    """The shape after a move."""
    a, b, c, d, e, f = matrix
    return tuple(tuple((a * x + c * y + e, b * x + d * y + f) for x, y in polygon) for polygon in shape)


def oval(centre: Point, across: float, tall: float, steps: int = 96) -> Polygon:
    """An ellipse as points."""
    x, y = centre
    turns = (math.tau * step / steps for step in range(steps))
    return tuple((x + across * math.cos(angle), y + tall * math.sin(angle)) for angle in turns)


def bounds(shapes: Iterable[Shape]) -> Box:
    """The box round everything."""
    points = [point for shape in shapes for polygon in shape for point in polygon]
    return (
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )


def outline(points: Sequence[Point], *, closed: bool = True) -> str:
    """Straight lines through the points, as a path."""
    drawn = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return f"M{drawn}{'Z' if closed else ''}"


def traced(shape: Shape) -> str:
    """A whole shape as a path."""
    return "".join(outline(polygon) for polygon in shape)


def ellipse(centre: Point, across: float, tall: float) -> str:
    """A level circle or any other ellipse, as a path."""
    x, y = centre
    return (
        f"M{x - across:.2f} {y:.2f}a{across:.2f} {tall:.2f} 0 1 1 {2 * across:.2f} 0"
        f"a{across:.2f} {tall:.2f} 0 1 1 {-2 * across:.2f} 0Z"
    )


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def sized(path: str, across: float, down: float | None = None, x: float = 0.0, y: float = 0.0) -> str:
    """A path drawn at one size, at another: every point (M, L, C, Q and Z only) times the scales, then moved to (x, y)."""
    scales, moves = (across, across if down is None else down), (x, y)
    turn = 0

    def one(number: re.Match[str]) -> str:
        nonlocal turn
        axis, turn = turn % 2, turn + 1
        return f"{float(number.group()) * scales[axis] + moves[axis]:.2f}"

    return _NUMBER.sub(one, path)


def rounded(left: float, top: float, wide: float, tall: float, corner: float) -> Polygon:
    """A rectangle with round corners."""
    soft = min(corner, wide / 2, tall / 2)
    corners = (
        (left + wide - soft, top + soft, -90.0),
        (left + wide - soft, top + tall - soft, 0.0),
        (left + soft, top + tall - soft, 90.0),
        (left + soft, top + soft, 180.0),
    )
    return tuple(
        (x + soft * math.cos(math.radians(start + 15 * step)), y + soft * math.sin(math.radians(start + 15 * step)))
        for x, y, start in corners
        for step in range(7)
    )
