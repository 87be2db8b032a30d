"""Wall and table, and the window's light on both: the parts of a picture without an edge that the eye looks for."""

from random import Random

from .colour import blended
from .ink import Ink
from .scenes import Lamp, Scene
from .shadows import Wash
from .shapes import ellipse, outline


def wall(scene: Scene) -> Ink:
    """The wall in the window's falling light; where the table has no edge, with the table."""
    ink = Ink()
    _wall(ink, scene)
    if scene.setting.seamless:
        _sweep(ink, scene)
    for lamp in scene.lamps:
        _pool(ink, scene, lamp)
    return ink


def table(scene: Scene) -> Ink:
    """The table as it would look if it filled the sheet; it is cut off at the horizon."""
    ink = Ink()
    _table(ink, scene)
    for lamp in scene.lamps:
        _pool(ink, scene, lamp)
    return ink


def panes(scene: Scene) -> list[Wash]:
    """The bright patch that the window throws on the wall, if the setting has one."""
    if scene.setting.window == "plain":
        return []
    wide, tall = scene.size
    unit = min(wide, tall * 0.8)
    left, top, lean = wide * 0.08, tall * 0.05, unit * 0.105
    pane_wide, pane_tall, bar = unit * 0.25, unit * 0.27, unit * 0.028
    floor = tall * scene.horizon
    marks = []
    for across in range(2):
        for down in range(3):
            x, y = left + across * (pane_wide + bar), top + down * (pane_tall + bar) + lean * across
            corners = [(x, y), (x + pane_wide, y + lean), (x + pane_wide, y + lean + pane_tall), (x, y + pane_tall)]
            corners = [(at_x, min(at_y, floor)) for at_x, at_y in corners]
            marks.append(f'<path d="{outline(corners)}"/>')
    return [Wash("".join(marks), unit * 0.011, 0.55)]


def leaf_shade(scene: Scene) -> list[Wash]:
    """The shade of leaves before the window, if the setting has them."""
    if scene.setting.window != "leaves":
        return []
    wide, tall = scene.size
    chance = Random(scene.seed)
    marks = []
    for _ in range(30):
        x, y = wide * chance.uniform(-0.05, 0.62), tall * chance.uniform(-0.05, 0.5)
        long, turn = wide * chance.uniform(0.05, 0.10), chance.uniform(10, 80)
        marks.append(
            f'<path d="{ellipse((0, 0), long, long * 0.28)}" transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})"/>'
        )
    return [Wash("".join(marks), wide * 0.012, 0.20)]


def _wall(ink: Ink, scene: Scene) -> None:
    wide, tall = scene.size
    paint = scene.setting.wall
    bright, dark = blended(paint, "#fff6e6", 0.24), blended(paint, "#1d1712", 0.45)
    whole = outline([(0, 0), (wide, 0), (wide, tall), (0, tall)])
    ink.fill(whole, paint)
    glow = [(0.0, bright, 0.9), (0.55, bright, 0.18), (1.0, bright, 0.0)]
    ink.fill(whole, ink.glow((wide * 0.18, tall * 0.38), max(wide, tall) * 0.85, glow))
    ink.fill(whole, ink.ramp((wide * 0.35, 0), (wide, tall * 0.3), [(0, dark, 0), (1, dark, 0.46)]))
    ink.fill(whole, ink.ramp((0, 0), (0, tall * 0.4), [(0, dark, 0.28), (1, dark, 0)]))
    if not scene.setting.seamless:
        edge, shade = tall * scene.horizon, blended(paint, "#1d1712", 0.6)
        ink.fill(whole, ink.ramp((0, edge - tall * 0.09), (0, edge), [(0, shade, 0), (1, shade, 0.36)]))


def _table(ink: Ink, scene: Scene) -> None:
    wide, tall = scene.size
    edge = tall * scene.horizon
    top = scene.setting.table
    near, far = blended(top, "#fff6e6", 0.2), blended(top, "#241b12", 0.26)
    whole = outline([(0, 0), (wide, 0), (wide, tall), (0, tall)])
    ink.fill(whole, ink.ramp((0, edge), (0, tall), [(0, far, 1), (0.14, top, 1), (1, top, 1)]))
    glow = [(0.0, near, 0.9), (1.0, near, 0.0)]
    ink.fill(whole, ink.glow((wide * 0.24, edge + (tall - edge) * 0.5), wide * 0.8, glow, 0.5))
    ink.fill(whole, ink.ramp((wide * 0.45, 0), (wide, 0), [(0, far, 0), (1, far, 0.6)]))


def _sweep(ink: Ink, scene: Scene) -> None:
    """A table that runs up into the wall without an edge, as a photographer's paper does."""
    wide, tall = scene.size
    start, end = tall * (scene.horizon - 0.14), tall * (scene.horizon + 0.16)
    paper = scene.setting.table
    near = blended(paper, "#fff6e6", 0.24)
    floor = outline([(0, start), (wide, start), (wide, tall), (0, tall)])
    ink.fill(floor, ink.ramp((0, start), (0, end), [(0, paper, 0), (0.5, paper, 0.55), (1, paper, 0.92)]))
    ink.fill(floor, ink.glow((wide * 0.26, tall * 0.84), wide * 0.75, [(0, near, 0.85), (1, near, 0)], 0.42))
    dark = blended(paper, "#241b12", 0.4)
    ink.fill(floor, ink.glow((wide * 1.05, tall * 0.9), wide * 0.8, [(0, dark, 0.55), (1, dark, 0)], 0.6))


def _pool(ink: Ink, scene: Scene, lamp: Lamp) -> None:
    """The light of a lamp on wall and table."""
    wide, tall = scene.size
    warm = blended(scene.setting.wall, "#ffc57a", 0.72)
    stops = [(0.0, blended(warm, "#fff0d0", 0.5), lamp.strength), (0.3, warm, lamp.strength * 0.55), (1.0, warm, 0.0)]
    whole = outline([(0, 0), (wide, 0), (wide, tall), (0, tall)])
    ink.fill(whole, ink.glow(scene.at(lamp.x, lamp.up), lamp.reach * scene.scale, stops))
