"""What tea and coffee come in: tins, pouches, and the pots that brew them."""

import math

from ..colour import Linear, blended, dimmed, linear
from ..form import Block, Form, resting, together
from ..ink import Ink
from ..light import DAYLIGHT, GLAZED, METAL, PITCH, Finish, unit
from ..noise import Wobble
from ..relief import surface
from ..shapes import outline, rounded, sized
from ..tube import Stuff, knob, rod
from ..turned import Opening, Turned, cap, plain
from ..wood import OAK, Timber
from .kitchen import wooden
from .pots import blocks_of

LACQUER = Finish(gloss=0.16, polish=20, wrap=0.15)
PAPER = Finish(gloss=0.02, polish=5, wrap=0.3)


def tin(radius: float, tall: float, colour: str, label: str) -> Form:
    """A round tin with a fitted lid and a paper band without words."""
    body = Turned(((radius, 0), (radius, 0), (radius, tall), (radius, tall)), plain(colour), LACQUER)
    top = Turned(
        (
            (radius + 1.4, 0),
            (radius + 1.4, 0),
            (radius + 1.4, tall * 0.2),
            (radius + 1.4, tall * 0.2),
            (radius - 2, tall * 0.225),
        ),
        plain(colour),
        LACQUER,
    )
    band = Turned(
        (
            (radius + 0.5, tall * 0.2),
            (radius + 0.5, tall * 0.2),
            (radius + 0.5, tall * 0.64),
            (radius + 0.5, tall * 0.64),
        ),
        plain(label),
        PAPER,
    )

    def paint(ink: Ink) -> None:
        body.draw(ink)
        ink.inside((body.region(lambda angle: tall * 0.2, lambda angle: tall * 0.64),), band.draw)
        _emblem(ink, body, tall * 0.42, colour)
        near = [body.place(tall * 0.81, math.pi * (step / 24 - 0.5)) for step in range(25)]
        ink.line(outline(near, closed=False), "#140c06", 1.6, 0.4)

    def lid(ink: Ink) -> None:
        top.draw(ink)
        cap(ink, top)

    return together(Form(paint, blocks_of(body)), Form(lid, blocks_of(top)).moved(0, tall * 0.82))


def _emblem(ink: Ink, body: Turned, height: float, colour: str) -> None:
    """A leaf and a ring in the colour of the tin, bent round it."""
    ring = [
        body.place(height + 15 * math.sin(turn), 0.36 * math.cos(turn))
        for turn in (math.tau * step / 40 for step in range(40))
    ]
    ink.line(outline(ring), colour, 1.1)
    leaf_up = [
        body.place(height - 10 + 20 * share, -0.13 * math.sin(math.pi * share))
        for share in (step / 12 for step in range(13))
    ]
    leaf_down = [
        body.place(height + 10 - 20 * share, 0.13 * math.sin(math.pi * share))
        for share in (step / 12 for step in range(13))
    ]
    ink.fill(outline([*leaf_up, *leaf_down]), colour)


def pouch(wide: float, tall: float, colour: str, label: str, seed: int = 1) -> Form:
    """A stand-up paper pouch with a folded top and a label without words."""
    wander = Wobble(seed)
    steps = [step / 16 for step in range(17)]
    left = [(-wide / 2 * (1 - 0.07 * share - 0.012 * wander.at(share * 2)), -tall * share) for share in steps]
    right = [(wide / 2 * (1 - 0.07 * share - 0.012 * wander.at(share * 2 + 9)), -tall * share) for share in steps]
    foot = [
        (wide / 2 * math.cos(turn), 0.075 * wide * math.sin(turn))
        for turn in (math.pi * step / 12 for step in range(1, 12))
    ]
    shape = (*left, *right[::-1], *foot)
    paper = linear(colour)

    def seen(x: float, y: float) -> Linear:
        across, up = x / (wide / 2), -y / tall
        belly = math.sin(math.pi * min(1.0, 0.12 + 0.78 * max(0.0, 1 - up)))
        crumple = 0.10 * wander.at(across * 1.3 + up * 2.1) + 0.08 * wander.at(up * 3.3 - across * 0.7 + 4)
        slope = across**3 * 0.9 * belly + crumple
        return DAYLIGHT.seen(
            dimmed(paper, 1 - 0.10 * max(0.0, up - 0.86) * 7),
            unit((slope, 0.25 * (up - 0.45) + crumple * 0.6, 1.0)),
            PAPER,
            0.82 + 0.18 * belly,
        )

    def paint(ink: Ink) -> None:
        surface(ink, (shape,), (-wide / 2, -tall, wide, tall + wide * 0.09), (48, 56), seen)
        fold = -tall * 0.88
        ink.line(f"M{-wide * 0.465:.1f} {fold:.1f}H{wide * 0.465:.1f}", "#140c06", 1.2, 0.35)
        ink.line(f"M{-wide * 0.465:.1f} {fold - 1.6:.1f}H{wide * 0.465:.1f}", "#fff6e6", 0.9, 0.4)
        _label(ink, wide, tall, label, colour)
        ink.fill(
            outline(shape), ink.ramp((0, -tall * 0.1), (0, wide * 0.07), [(0, "#120b06", 0), (1, "#120b06", 0.34)])
        )

    blocks = tuple(Block(0, wide * (0.49 - 0.03 * step / 6), tall * step / 6, wide * 0.17) for step in range(7))
    return Form(paint, blocks)


def _label(ink: Ink, wide: float, tall: float, label: str, colour: str) -> None:
    left, top, across, high = -wide * 0.29, -tall * 0.70, wide * 0.58, tall * 0.44
    shade = [(0.0, blended(label, "#fffaf0", 0.25), 1.0), (0.5, label, 1.0), (1.0, blended(label, "#2a1d10", 0.3), 1.0)]
    ink.fill(outline(rounded(left, top, across, high, 3)), ink.ramp((left, 0), (left + across, 0), shade))
    middle, half = top + high * 0.42, across * 0.2
    bean = "M0 -1.5C1.3 -0.5 1.3 0.6 0 1.3C-1.3 0.6 -1.3 -0.5 0 -1.5Z"
    ink.line(sized(bean, half, y=middle), colour, 2.2)
    ink.line(sized("M0 -1.3C0.4 -0.3 -0.4 0.4 0 1.9", half, y=middle), colour, 1.6)
    rules = sized("M0.22 0.84L0.78 0.84M0.34 0.91L0.66 0.91", across, high, left, top)
    ink.line(rules, colour, 1.5, 0.7)


KETTLE = ((70.0, 0.0), (70.0, 0.0), (84.0, 8.0), (86.0, 30.0), (74.0, 86.0), (54.0, 118.0), (46.0, 122.0))


def kettle(colour: str, timber: Timber = OAK) -> Form:
    """A pouring kettle with a swan neck and a wooden handle."""
    enamel = Stuff(linear(colour), GLAZED)
    body = Turned(KETTLE, plain(colour), GLAZED)
    lid = Turned(((45, 0), (45, 0), (44, 4), (20, 10), (3, 11)), plain(colour), GLAZED)

    def paint(ink: Ink) -> None:
        rod(ink, [(-66, -24), (-108, -40), (-104, -92), (-128, -128), (-150, -126)], (11.0, 8.0, 6.6, 5.6, 5.0), enamel)
        rod(ink, [(58, -108), (96, -132), (122, -116)], (5.0,), Stuff(linear("#8b8d8c"), METAL))
        rod(ink, [(122, -118), (126, -84), (116, -36)], (10.0, 13.0, 9.0), Stuff(linear(timber.middle)))
        body.draw(ink)
        cap(ink, body)

    def cover(ink: Ink) -> None:
        lid.draw(ink)
        knob(ink, (0, -20), 10, Stuff(linear(timber.middle)))

    return together(Form(paint, blocks_of(body)), Form(cover).moved(0, 122))


def dripper(colour: str) -> Form:
    """A ceramic pour-over cone standing on its own saucer."""
    cone = Turned(((24, 14), (24, 14), (34, 30), (58, 88), (60, 92)), plain(colour), GLAZED)
    dish = Turned(((52, 0), (52, 0), (56, 6), (30, 12), (24, 16)), plain(colour), GLAZED)

    def paint(ink: Ink) -> None:
        rod(ink, [(50, -76), (80, -80), (86, -54), (40, -40)], (6.0, 5.0, 5.0, 6.0), Stuff(linear(colour), GLAZED))
        dish.draw(ink)
        cone.draw(ink)
        Opening(60, 92, 3.2, plain(colour), GLAZED, depth=110).draw(ink)

    return Form(paint, blocks_of(dish) + blocks_of(cone))


def scoop(timber: Timber) -> Form:
    """A small turned scoop lying with its bowl to the left."""
    bowl = wooden(((14, 0), (14, 0), (26, 10), (30, 26), (28, 36)), timber, 4, closed=False)
    mouth = Form(Opening(28, 36, 3.4, plain(timber.middle), PAPER, depth=40).draw)
    stick = Form(
        lambda ink: rod(ink, [(24, -24), (70, -20), (122, -10)], (4.6, 4.0, 6.0), Stuff(linear(timber.middle))),
        (Block(74, 50, 0, 5),),
    )
    return together(stick, bowl, mouth)


def stacked(lower: Form, upper: Form, up: float, reach: float) -> Form:
    """One thing standing on another."""
    return together(lower, resting(upper, up, reach))


def level(radius: float) -> float:
    """How tall a level circle of this radius is drawn."""
    return radius * PITCH
