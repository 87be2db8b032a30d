"""The sheet that a picture is drawn on: what is marked on it, in order, in millimetres of the real thing.

On a sheet, right is +x and down is +y; things stand on y = 0 and reach upwards into negative y. Rounded surfaces are shaded by
reliefs, small grids of tones stretched over a shape; most of the rest is vector marks (SVG).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeAlias

from .layers import Mark, Relief, Shade, Specks, Texture, Vector, joined
from .shapes import Frame, Matrix, Point, Shape

Stop: TypeAlias = tuple[float, str, float]
"""Where along the gradient (0 to 1), which colour, how opaque (0 to 1)."""

_NAMES = count()


_NAMES = count()


@dataclass
class Ink:
    """Collects the marks of one drawing, and the gradients and filters that they refer to by name."""

    marks: list[Mark] = field(default_factory=list)
    defs: dict[str, str] = field(default_factory=dict)

    def _named(self, markup: str) -> str:
        """Keep a definition under a name that no other sheet uses, and give the name back."""
        name = f"d{next(_NAMES)}"
        self.defs[name] = markup.replace("@", name, 1)
        return name

    def ramp(self, start: Point, end: Point, stops: Iterable[Stop]) -> str:
        """A paint that changes from ``start`` to ``end``."""
        ends = f'x1="{start[0]:.2f}" y1="{start[1]:.2f}" x2="{end[0]:.2f}" y2="{end[1]:.2f}"'
        head = f'<linearGradient id="@" gradientUnits="userSpaceOnUse" {ends}>'
        return f"url(#{self._named(head + _stops(stops) + '</linearGradient>')})"

    def glow(self, centre: Point, radius: float, stops: Iterable[Stop], flat: float = 1.0) -> str:
        """A paint that changes outwards from ``centre``; ``flat`` below 1 squashes it."""
        x, y = centre
        head = (
            f'<radialGradient id="@" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="{radius:.2f}" '
            f'gradientTransform="translate({x:.2f} {y:.2f}) scale(1 {flat:.3f})">'
        )
        return f"url(#{self._named(head + _stops(stops) + '</radialGradient>')})"

    def soften(self, amount: float) -> str:
        """The attribute that blurs a mark by ``amount`` (standard deviation)."""
        name = self._named(
            f'<filter id="@" x="-60%" y="-60%" width="220%" height="220%">'
            f'<feGaussianBlur stdDeviation="{amount:.2f}"/></filter>'
        )
        return f'filter="url(#{name})"'

    def relief(self, frame: Frame, cells: tuple[int, int], levels: bytes, shape: Shape) -> None:
        """Fill a shape with a small grid of tones stretched smoothly over ``frame``."""
        self.marks.append(Relief(frame, cells, levels, (shape,)))

    def fill(self, path: str, paint: str, opacity: float = 1.0, extra: str = "") -> None:
        """Fill a path."""
        self.marks.append(Vector(f'<path d="{path}" fill="{paint}" fill-opacity="{opacity:.3f}" {extra}/>'))

    def flat(self, shape: Shape, colour: str) -> None:
        """Fill a large shape with one colour, more quickly than as a path."""
        self.relief((0.0, 0.0, 1.0, 1.0), (1, 1), bytes.fromhex(colour[1:]), shape)

    def line(self, path: str, paint: str, width: float, opacity: float = 1.0, extra: str = "") -> None:
        """Draw along a path with a round pen."""
        self.marks.append(
            Vector(
                f'<path d="{path}" fill="none" stroke="{paint}" stroke-width="{width:.2f}" stroke-opacity="{opacity:.3f}" '
                f'stroke-linecap="round" stroke-linejoin="round" {extra}/>'
            )
        )

    def weave(self, shape: Shape, kind: str, pitch: float, strength: float) -> None:
        """Let a shape look woven: ``pitch`` is the distance between threads."""
        self.marks.append(Texture(kind, pitch, strength, (shape,)))

    def shade(self, centre: Point, across: float, down: float, colour: str, strength: float) -> None:
        """Lay a soft dark patch."""
        self.marks.append(Shade(centre, (across, down), colour, strength))

    def specks(self, spots: Iterable[tuple[Point, float, float]], colour: str, strength: float) -> None:
        """Scatter small spots: (middle, half width, half height) each."""
        self.marks.append(Specks(tuple(spots), colour, strength))

    def group(self, markup: Iterable[str], extra: str) -> None:
        """Several pieces of SVG under one attribute, such as an opacity."""
        self.marks.append(Vector(f"<g {extra}>{''.join(markup)}</g>"))

    def inside(self, shape: Shape, paint: Callable[["Ink"], None]) -> None:
        """Let ``paint`` draw, and show of it only what lies inside ``shape``."""
        self.marks.extend(mark.kept_inside(shape) for mark in self._drawn(paint))

    def moved(self, matrix: Matrix, paint: Callable[["Ink"], None]) -> None:
        """Let ``paint`` draw, somewhere else."""
        self.marks.extend(mark.moved(matrix) for mark in joined(self._drawn(paint)))

    def faint(self, opacity: float, paint: Callable[["Ink"], None]) -> None:
        """Let ``paint`` draw, so that what is behind shines through."""
        for mark in joined(self._drawn(paint)):
            if isinstance(mark, Vector):
                self.marks.append(replace(mark, markup=f'<g opacity="{opacity:.2f}">{mark.markup}</g>'))
            elif isinstance(mark, Relief):
                self.marks.append(replace(mark, opacity=mark.opacity * opacity))
            else:
                self.marks.append(replace(mark, strength=mark.strength * opacity))

    def _drawn(self, paint: Callable[["Ink"], None]) -> list[Mark]:
        part = Ink(defs=self.defs)
        paint(part)
        return part.marks


def _stops(stops: Iterable[Stop]) -> str:
    return "".join(
        f'<stop offset="{at:.4f}" stop-color="{paint}"' + (f' stop-opacity="{opacity:.3f}"/>' if opacity < 1 else "/>")
        for at, paint, opacity in stops
    )
