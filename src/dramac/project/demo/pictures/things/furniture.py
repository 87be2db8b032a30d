"""Furniture: stools, chairs, benches, tables, pegs and mirrors, all of one family of turned legs and thick tops."""

import math

from ..colour import blended, code, linear
from ..form import Block, Form, together
from ..ink import Ink
from ..light import DAYLIGHT, PITCH, unit
from ..shapes import Point, Polygon, ellipse, outline, oval, rounded, sized
from ..tube import Stuff, rod
from ..turned import Turned, cap
from ..wood import OILED, Board, Timber, face, tone, turned_grain, turned_tint
from .kitchen import rail, wooden
from .pots import blocks_of


def leg(ink: Ink, top: Point, foot: Point, thick: tuple[float, float], timber: Timber) -> None:
    """One turned leg, fuller in the middle."""
    middle = ((top[0] + foot[0]) / 2, (top[1] + foot[1]) / 2)
    full = max(thick) * 1.12
    rod(ink, [top, middle, foot], (thick[0], full, thick[1]), Stuff(linear(timber.middle), OILED))


def _feet(places: tuple[Point, ...], tops: tuple[Point, ...], tall: float) -> tuple[Block, ...]:
    """The shadows of legs: each from its foot to the seat."""
    return tuple(
        Block(x + (top_x - x) * step / 8, 13.0, tall * step / 8, back=-y * (1 - step / 8))
        for (x, y), (top_x, _) in zip(places, tops, strict=True)
        for step in range(9)
    )


def round_seat(radius: float, thick: float, timber: Timber, seed: int = 1) -> Form:
    """A round slab with a softened edge, seen with its top."""
    body = Turned(
        ((radius - 7, 0), (radius - 7, 0), (radius, 6), (radius + 1, thick - 6), (radius - 4, thick)),
        turned_tint(timber, seed),
        OILED,
    )

    def paint(ink: Ink) -> None:
        body.draw(ink)
        shape = oval((0, -thick), radius - 4, (radius - 4) * PITCH)
        deep = (radius - 4) * PITCH
        board = Board(shape, -radius, -thick - deep, 2 * radius, 2 * deep, upright=False)
        face(ink, board, timber, (_top(timber, 1.0), _top(timber, 0.82)), seed)
        ink.line(outline(shape), blended(timber.pale, "#fff4df", 0.5), 1.0, 0.35)

    return Form(paint, blocks_of(body))


def _top(timber: Timber, sky: float) -> str:
    return DAYLIGHT.on(linear(timber.middle), unit((-0.05, 1.0, 0.15)), OILED, sky)


def stool(timber: Timber, tall: float = 450, radius: float = 165, seed: int = 1) -> Form:
    """A three-legged stool with a round seat."""
    tops = ((-radius * 0.45, -tall + 12), (radius * 0.05, -tall + 4), (radius * 0.5, -tall + 14))
    feet = ((-radius * 0.98, 10.0), (radius * 0.16, -46.0), (radius * 0.96, 16.0))

    def legs(ink: Ink) -> None:
        order = (1, 0, 2)
        for number in order:
            leg(ink, tops[number], feet[number], (17, 12), timber)
        share = 0.62
        knees = [
            (top[0] + (foot[0] - top[0]) * share, top[1] + (foot[1] - top[1]) * share)
            for top, foot in zip(tops, feet, strict=True)
        ]
        rod(ink, [knees[0], knees[1]], (8.0,), Stuff(linear(timber.middle), OILED))
        rod(ink, [knees[1], knees[2]], (8.0,), Stuff(linear(timber.middle), OILED))

    under = Form(lambda ink: ink.shade((0, -tall + 6), radius * 1.05, 40, "#120b06", 0.55))
    return together(
        Form(legs, _feet(feet, tops, tall)), under, round_seat(radius, 34, timber, seed).moved(0, tall - 30)
    )


def side_table(timber: Timber, tall: float = 520, radius: float = 230, seed: int = 1) -> Form:
    """A round table on one turned column and three short feet."""
    column = Turned(
        ((52, 60), (52, 60), (30, 90), (24, 150), (36, 230), (22, 330), (30, tall - 60), (44, tall - 24)),
        turned_tint(timber, seed),
        OILED,
    )

    def foot(ink: Ink) -> None:
        for x, y in ((40.0, -52.0), (-200.0, 8.0), (190.0, 14.0)):
            rod(ink, [(0, -110), (x * 0.5, -84), (x, y - 10)], (24.0, 20.0, 14.0), Stuff(linear(timber.middle), OILED))
        column.draw(ink)
        turned_grain(ink, column, timber, seed)

    blocks = (Block(-95, 105, 0, 30), Block(95, 100, 0, 40), Block(0, 44, 60), Block(0, 30, tall))
    return together(Form(foot, blocks), round_seat(radius, 28, timber, seed).moved(0, tall - 26))


def bench(timber: Timber, wide: float = 1150, tall: float = 440, seed: int = 1) -> Form:
    """A bench with a thick plank and four legs."""
    deep, thick = 330.0, 40.0
    half, rise = wide / 2, deep * PITCH
    tops = (
        (-half * 0.72, -tall - rise * 0.5),
        (half * 0.72, -tall - rise * 0.5),
        (-half * 0.84, -tall + 4),
        (half * 0.84, -tall + 4),
    )
    feet = ((-half * 0.78, -rise * 0.9), (half * 0.78, -rise * 0.9), (-half * 0.93, 0.0), (half * 0.93, 0.0))

    def legs(ink: Ink) -> None:
        for top, foot in zip(tops, feet, strict=True):
            leg(ink, top, foot, (24, 17), timber)

    def plank(ink: Ink) -> None:
        slab(ink, (-half, -tall, wide, thick), rise, timber, seed)

    shade = tuple(Block(0, half, height, deep / 2, square=True) for height in (tall - 30.0, tall + 10.0))
    return together(Form(legs, _feet(feet, tops, tall)), Form(plank, shade))


def slab(ink: Ink, box: tuple[float, float, float, float], rise: float, timber: Timber, seed: int) -> None:
    """A plank lying down: (left, upper edge of its front, width, thickness), its top running back by ``rise``."""
    left, top, wide, thick = box
    upper = rounded(left + 3, top - rise, wide - 6, rise + 10, 6)
    face(
        ink,
        Board(upper, left, top - rise, wide, rise + 10, upright=False),
        timber,
        (_top(timber, 1.0), _top(timber, 0.80)),
        seed,
    )
    front = rounded(left, top, wide, thick, 9)
    face(
        ink,
        Board(front, left, top, wide, thick, upright=False),
        timber,
        (tone(timber, 0.80), tone(timber, 0.52)),
        seed + 3,
    )
    ink.line(f"M{left + 8:.1f} {top + 1:.1f}H{left + wide - 8:.1f}", blended(timber.pale, "#fff4df", 0.5), 2.0, 0.55)
    ink.fill(
        outline(front), ink.ramp((0, top + thick * 0.5), (0, top + thick), [(0, "#120b06", 0), (1, "#120b06", 0.35)])
    )


def chair(timber: Timber, seed: int = 1) -> Form:
    """A spindle-back chair seen from a little to one side."""
    seat, radius = 450.0, 205.0
    back_left, back_right, top = (-168.0, -seat - 30), (168.0, -seat - 30), -900.0
    feet = ((-196.0, -64.0), (186.0, -60.0), (-206.0, 12.0), (206.0, 16.0))
    tops = ((-130.0, -seat), (130.0, -seat), (-140.0, -seat + 10), (140.0, -seat + 10))
    stuff = Stuff(linear(timber.middle), OILED)

    def back(ink: Ink) -> None:
        for number in range(7):
            x = -132 + 44 * number
            bow = 22 * (1 - (x / 190) ** 2)
            rod(
                ink,
                [(x * 0.82, -seat - 34), (x * 0.96, (top - seat) / 2), (x * 1.06, top - bow + 16)],
                (7.0, 8.0, 6.0),
                stuff,
            )
        rod(ink, [back_left, (-178, -680), (-186, top - 4)], (15.0, 13.0, 11.0), stuff)
        rod(ink, [back_right, (178, -680), (186, top - 4)], (15.0, 13.0, 11.0), stuff)
        rod(ink, [(-206, top + 6), (0, top - 26), (206, top + 6)], (19.0, 25.0, 19.0), stuff)

    def legs(ink: Ink) -> None:
        for number in (0, 1, 2, 3):
            leg(ink, tops[number], feet[number], (19, 13), timber)
        rod(ink, [(-172, -190), (0, -196), (170, -188)], (9.0, 11.0, 9.0), stuff)

    blocks = _feet(feet, tops, seat) + tuple(Block(0, 180, height, 30) for height in (520.0, 700.0, 880.0))
    return together(Form(back), Form(legs, blocks), round_seat(radius, 38, timber, seed).moved(0, seat - 30))


def peg_rail(wide: float, pegs: int, timber: Timber, seed: int = 1) -> Form:
    """A rail on the wall with turned pegs; its middle is on the origin."""
    places = [-wide / 2 + wide * (number + 0.5) / pegs for number in range(pegs)]

    def paint(ink: Ink) -> None:
        for x in places:
            ink.shade((x + 11, 12), 26, 22, "#160d07", 0.7)
            stops = [(0.0, tone(timber, 1.2), 1.0), (0.55, tone(timber, 0.9), 1.0), (1.0, tone(timber, 0.45), 1.0)]
            ink.fill(ellipse((x + 2, 3), 10, 11), tone(timber, 0.45))
            ink.fill(ellipse((x, 0), 16, 16), ink.glow((x - 5, -6), 24, stops))
            ink.line(ellipse((x, 0), 9, 9), timber.dark, 0.8, 0.35)

    return together(rail(wide, timber, seed, 74), Form(paint))


def mirror(radius: float, timber: Timber, seed: int = 1) -> Form:
    """A round mirror in a wooden ring; its middle is on the origin. It shows a pale room out of focus."""

    def paint(ink: Ink) -> None:
        ink.flat((oval((5, 7), radius, radius),), tone(timber, 0.35))
        board = Board(oval((0, 0), radius, radius), -radius, -radius, 2 * radius, 2 * radius)
        face(ink, board, timber, (tone(timber, 1.15), tone(timber, 0.62)), seed)
        glass = radius * 0.9
        ink.flat((oval((0, 0), glass + 3, glass + 3),), tone(timber, 0.38))
        ink.fill(
            ellipse((0, 0), glass, glass),
            ink.ramp((-glass, -glass), (glass, glass), [(0, "#a9aaa3", 1), (0.45, "#d9d6cb", 1), (1, "#8f8d84", 1)]),
        )
        ink.inside((oval((0, 0), glass, glass),), lambda part: _reflection(part, glass))

    steps = [step / 8 for step in range(-8, 9)]
    blocks = tuple(Block(0, radius * math.sqrt(max(0.0, 1 - step * step)), radius * step) for step in steps)
    return Form(paint, blocks)


def _reflection(ink: Ink, glass: float) -> None:
    """A room out of focus: floor, a window, someone's coat; and the sheen of the glass."""
    soft = ink.soften(glass * 0.067)
    floor = outline([(-glass, glass * 0.5), (glass, glass * 0.34), (glass, glass), (-glass, glass)])
    ink.fill(floor, "#b7a284", 1.0, soft)
    ink.fill(outline(rounded(-glass * 0.62, -glass * 0.75, glass * 0.5, glass, 4)), "#f4efe0", 1.0, soft)
    ink.fill(outline(rounded(glass * 0.36, -glass * 0.1, glass * 0.2, glass * 0.75, 30)), "#6f7566", 0.8, soft)
    ink.fill(sized("M-1 -0.1L-0.1 -1L0.22 -1L-1 0.25Z", glass), "#ffffff", 0.13)


def tray(wide: float, timber: Timber, *load: Form, seed: int = 1) -> Form:
    """A low rectangular tray seen from the front, with what stands in it; its handles are cut out of its ends."""
    behind = Form(lambda ink: _tray_floor(ink, wide, timber, seed))
    blocks = tuple(Block(0, wide * 0.495, height, wide * 0.31, square=True) for height in (0.0, 20.0, TRAY_LIP))
    front = Form(lambda ink: _tray_front(ink, wide, timber, seed), blocks)
    return together(behind, *load, front)


TRAY_LIP = 42.0


def _tray_floor(ink: Ink, wide: float, timber: Timber, seed: int) -> None:
    """The far wall, the floor and the two ends."""
    rise, half = wide * 0.62 * PITCH, wide / 2
    far = rounded(-half + 4, -rise - TRAY_LIP, wide - 8, TRAY_LIP + 6, 6)
    board = Board(far, -half, -rise - TRAY_LIP, wide, TRAY_LIP + 6, upright=False)
    face(ink, board, timber, (tone(timber, 0.92), tone(timber, 0.66)), seed)
    floor: Polygon = ((-half + 6, -rise - 2), (half - 6, -rise - 2), (half - 4, -8), (-half + 4, -8))
    face(
        ink,
        Board(floor, -half, -rise, wide, rise, upright=False),
        timber,
        (_top(timber, 0.72), _top(timber, 0.9)),
        seed + 2,
    )
    ink.fill(outline(floor), ink.ramp((-half, 0), (-half + wide * 0.16, 0), [(0, "#120b06", 0.5), (1, "#120b06", 0)]))
    for side, strength in ((-1, 0.58), (1, 1.02)):
        x, top = side * half, -rise - TRAY_LIP
        wall = outline([(x, top), (x - side * 10, top), (x - side * 10, -TRAY_LIP), (x, -TRAY_LIP)])
        inner = outline([(x - side * 4, top), (x - side * 12, top + 4), (x - side * 12, -6), (x - side * 4, -6)])
        ink.fill(inner, tone(timber, strength))
        ink.fill(wall, tone(timber, 1.15))


def _tray_front(ink: Ink, wide: float, timber: Timber, seed: int) -> None:
    """The near wall with its handle."""
    half = wide / 2
    front = rounded(-half, -TRAY_LIP, wide, TRAY_LIP, 7)
    board = Board(front, -half, -TRAY_LIP, wide, TRAY_LIP, upright=False)
    face(ink, board, timber, (tone(timber, 0.98), tone(timber, 0.66)), seed + 5)
    ink.line(f"M{-half + 6:.1f} {1 - TRAY_LIP:.1f}H{half - 6:.1f}", blended(timber.pale, "#fff4df", 0.5), 1.6, 0.7)
    ink.fill(outline(rounded(-46, -TRAY_LIP + 10, 92, 15, 7.5)), code((0.01, 0.007, 0.004)), 0.8)


def bentwood_box(radius: float, tall: float, timber: Timber, seed: int = 1) -> Form:
    """An oval box of steamed wood with its lid on."""
    body = wooden(((radius, 0), (radius, 0), (radius, tall), (radius, tall)), timber, seed)
    lid = Turned(
        ((radius + 3, 0), (radius + 3, 0), (radius + 3, tall * 0.3), (radius + 3, tall * 0.3)),
        turned_tint(timber, seed + 4),
        OILED,
    )

    def paint(ink: Ink) -> None:
        lid.draw(ink)
        cap(ink, lid)
        deep = radius * PITCH
        shape = oval((0, -lid.height), radius, deep)
        face(
            ink,
            Board(shape, -radius, -lid.height - deep, 2 * radius, 2 * deep, upright=False),
            timber,
            (_top(timber, 1.0), _top(timber, 0.82)),
            seed,
        )
        for step in range(5):
            x, y = lid.place(tall * 0.15, -0.35 + step * 0.07)
            ink.fill(ellipse((x, y), 1.2, 1.2), "#6f4a22")

    lower = Form(lambda ink: ink.line(_near(radius + 1, tall * 0.72), "#120b06", 3.0, 0.35))
    return together(body, lower, Form(paint, blocks_of(lid)).moved(0, tall * 0.74))


def _near(radius: float, height: float) -> str:
    angles = [math.pi * (step / 24 - 0.5) for step in range(25)]
    return outline(
        [(radius * math.sin(angle), -height + PITCH * radius * math.cos(angle)) for angle in angles], closed=False
    )
