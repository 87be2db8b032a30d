"""Draws the small line of a figure's recent past as SVG, on the server and without a script."""

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, INSET = 96, 28, 2


def sparkline(values: Sequence[int | float], label: str = "") -> Markup:
    """Return a line through the values, left to right, over a faint area; nothing when there are fewer than two.

    The label says in words what the line shows; without one the drawing is decorative.
    """
    if len(values) < 2:
        return Markup("")
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points(values))
    spoken = Markup(' role="img" aria-label="{}"').format(label) if label else Markup(' aria-hidden="true"')
    return Markup(
        '<svg class="sparkline" viewBox="0 0 {w} {h}" width="{w}" height="{h}" preserveAspectRatio="none"{spoken}>'
        '<polygon points="{left},{h} {line} {right},{h}"/><polyline points="{line}"/></svg>'
    ).format(w=WIDTH, h=HEIGHT, spoken=spoken, left=INSET, right=WIDTH - INSET, line=line)


def points(values: Sequence[int | float]) -> list[tuple[float, float]]:
    """Place the values in the drawing: the highest at the top, the lowest at the bottom, a level line in the middle."""
    low, high = min(values), max(values)
    step = (WIDTH - 2 * INSET) / (len(values) - 1)
    room = HEIGHT - 2 * INSET
    return [
        (INSET + place * step, INSET + room * ((high - value) / (high - low) if high > low else 0.5))
        for place, value in enumerate(values)
    ]
