"""Draws how a number of units went day by day, as a line of steps in SVG, on the server and without a script."""

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, INSET = 640, 120, 3


def step_line(values: Sequence[int], label: str) -> Markup:
    """Return a line of steps through the values, left to right, over a faint area that begins at zero.

    Each value holds until the next. The label says in words what the line shows. Nothing is drawn for fewer than two.
    """
    if len(values) < 2:
        return Markup("")
    places = steps(values)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    ground = level(0, values)
    return Markup(
        '<svg class="step-line" viewBox="0 0 {w} {h}" preserveAspectRatio="none" role="img" aria-label="{label}">'
        '<polygon points="{first:.1f},{ground:.1f} {line} {last:.1f},{ground:.1f}"/>'
        '<line x1="0" x2="{w}" y1="{ground:.1f}" y2="{ground:.1f}"/><polyline points="{line}"/></svg>'
    ).format(w=WIDTH, h=HEIGHT, label=label, first=places[0][0], last=places[-1][0], ground=ground, line=line)


def steps(values: Sequence[int]) -> list[tuple[float, float]]:
    """Place the corners of the line: along at one height, then up or down at the next value."""
    wide = (WIDTH - 2 * INSET) / len(values)
    found: list[tuple[float, float]] = []
    for place, value in enumerate(values):
        high = level(value, values)
        if found and found[-1][1] == high:
            found.pop()
        else:
            found.append((INSET + place * wide, high))
        found.append((INSET + (place + 1) * wide, high))
    return found


def level(value: int, values: Sequence[int]) -> float:
    """The height of a value: zero at the foot, unless there is less than zero; the most at the top."""
    low, high = min(0, *values), max(1, *values)
    return INSET + (HEIGHT - 2 * INSET) * (high - value) / (high - low)
