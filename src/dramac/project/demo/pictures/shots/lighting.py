"""Pictures of the lamps."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..compose import Frame
from ..form import Form, together
from ..palette import GLAZES, cloth
from ..scenes import Lamp, Scene
from ..things.cushions import cushion
from ..things.flora import EUCALYPTUS, branch
from ..things.furniture import side_table, stool
from ..things.lamps import (
    BELL,
    DOME,
    GOURD,
    PEBBLE,
    Shade,
    ceramic_foot,
    floor_lamp,
    hard_pendant,
    mushroom,
    soft_pendant,
    table_lamp,
    wall_light,
    wooden_foot,
)
from ..things.stacks import folded
from ..things.tableware import mug
from ..things.vases import headland
from ..wood import OAK, TIMBERS, WALNUT
from .shot import Floor, Shot, at_home, close, each, hung, on, studio, wall

ROOM = "lighting"
LINEN, ROSE, SAGE = "#e4d6bb", "#cfa692", "#a9ae97"
PEBBLES = {"oat": LINEN, "ink": LINEN, "kelp": ROSE}
LAMP = Frame(0.66, 0.66, 0.84)
PENDANT = Frame(0.62, 0.42, 0.66)


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _table()
    yield from _hanging()
    yield from _standing()
    yield from _together()


def pebble(glaze: str, shade: str = LINEN) -> Form:
    """The round ceramic lamp."""
    return table_lamp(ceramic_foot(PEBBLE, GLAZES[glaze], 3), 140, 34, Shade(150, 105, 176, shade))


def turner(timber: str, shade: str = LINEN) -> Form:
    """The turned wooden lamp."""
    return table_lamp(wooden_foot(TIMBERS[timber], 3), 240, 30, Shade(150, 96, 168, shade))


def gourd(glaze: str) -> Form:
    """The lamp with a pleated shade."""
    return table_lamp(ceramic_foot(GOURD, GLAZES[glaze], 5), 206, 24, Shade(160, 82, 152, "#eadfc8", pleats=30))


def _lit(thing: Form, up: float, reach: float = 420, room: str = ROOM, seed: int = 1) -> Scene:
    return studio(room, on(thing), frame=LAMP, floor=Floor(lamps=(Lamp(0, up, reach, 0.62),)), seed=seed)


def _table() -> Iterator[Shot]:
    yield from each(
        "pebble-lamp-{}", PEBBLES, lambda glaze, number: _lit(pebble(glaze, PEBBLES[glaze]), 260, seed=number)
    )
    yield Shot(
        "pebble-lamp-evening",
        lambda: at_home(
            ROOM,
            on(pebble("clay-rose"), -40, 60),
            on(mug(GLAZES["oat"], 4), 190, -30),
            on(folded(190, 2, cloth("flax"), 16), -230, 20),
            floor=Floor(lamps=(Lamp(-40, 270, 520, 0.7),)),
        ),
    )
    yield Shot("turner-lamp-oak", lambda: _lit(turner("oak"), 350, seed=2))
    yield Shot("turner-lamp-walnut", lambda: _lit(turner("walnut", SAGE), 350, room="lighting-pale", seed=3))
    yield Shot("turner-lamp-close", lambda: close(_lit(turner("oak"), 350), 0.5, 0.66, 2.1))
    yield from each(
        "toadstool-lamp-{}",
        ("bracken", "chalk", "ink"),
        lambda glaze, number: _lit(mushroom(GLAZES[glaze]), 110, 300, seed=number),
    )
    yield Shot("gourd-pleat-lamp-kelp", lambda: _lit(gourd("kelp"), 300, seed=4))
    yield Shot("gourd-pleat-lamp-heather", lambda: _lit(gourd("heather"), 300, room="lighting-pale", seed=1))
    yield Shot("gourd-pleat-lamp-close", lambda: close(_lit(gourd("kelp"), 300), 0.5, 0.40, 1.9))


def _drop(make: Callable[[float], Form], tall: float, room: str = ROOM, seed: int = 1) -> Scene:
    """A pendant of this height in the middle of the picture, its cord running out of it above."""
    scene = hung(room, wall(make(tall)), frame=PENDANT, seed=seed)
    return replace(scene, things=(wall(make(2400.0)),), lamps=(Lamp(0, 40, 2.4 * tall, 0.5),))


def _bell(glaze: str) -> Callable[[float], Form]:
    return lambda drop: hard_pendant(BELL, GLAZES[glaze], drop)


def _dome(glaze: str) -> Callable[[float], Form]:
    return lambda drop: hard_pendant(DOME, GLAZES[glaze], drop)


def _drum(colour: str) -> Callable[[float], Form]:
    return lambda drop: soft_pendant(Shade(190, 190, 190, colour), max(20.0, drop - 190))


def _lantern(drop: float) -> Form:
    return soft_pendant(Shade(120, 92, 330, "#f0e6d2", belly=120), max(20.0, drop - 330))


def _hanging() -> Iterator[Shot]:
    yield Shot("bell-pendant-chalk", lambda: _drop(_bell("chalk"), 210, seed=2))
    yield Shot("bell-pendant-ochre", lambda: _drop(_bell("ochre"), 210, seed=4))
    yield Shot("dome-pendant-peat", lambda: _drop(_dome("peat"), 170, "lighting-pale", seed=3))
    yield Shot("dome-pendant-bracken", lambda: _drop(_dome("bracken"), 170, seed=1))
    yield Shot("drum-pendant-flax", lambda: _drop(_drum("#d8c5a4"), 210, seed=2))
    yield Shot("drum-pendant-sage", lambda: _drop(_drum(SAGE), 210, "lighting-pale", seed=5))
    yield Shot("lantern-pendant-paper", lambda: _drop(_lantern, 350, seed=3))


def _standing() -> Iterator[Shot]:
    tall = Floor(0.79, (Lamp(0, 1330, 900, 0.6),))
    frame = Frame(0.6, 0.8, 0.92)
    cover = Shade(230, 172, 270, LINEN)
    yield Shot("tripod-floor-lamp-oak", lambda: studio(ROOM, on(floor_lamp(OAK, cover)), frame=frame, floor=tall))
    yield Shot(
        "tripod-floor-lamp-corner",
        lambda: at_home(
            ROOM,
            on(floor_lamp(WALNUT, cover), 130, 120),
            on(together(stool(WALNUT, 430, 165, 3), cushion(330, 210, cloth("clay-rose"), 4).moved(0, 432)), -330, 0),
            frame=Frame(0.8, 0.82, 0.92),
            floor=Floor(0.80, (Lamp(130, 1330, 1000, 0.7),)),
        ),
    )
    small = Shade(86, 56, 104, LINEN)
    yield Shot(
        "swan-wall-light-walnut",
        lambda: hung(ROOM, wall(wall_light(WALNUT, small)), frame=Frame(0.68, 0.5, 0.68), seed=2),
    )
    yield Shot(
        "swan-wall-light-oak",
        lambda: hung("lighting-pale", wall(wall_light(OAK, small)), frame=Frame(0.68, 0.5, 0.68), seed=4),
    )


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-lighting",
        lambda: at_home(
            ROOM,
            on(
                together(
                    side_table(WALNUT, 520, 250, 3),
                    pebble("oat").moved(-40, 522),
                    headland("ink", 0.5, 3).moved(130, 516),
                ),
                -60,
                30,
            ),
            on(together(headland("kelp", 1.5, 4), branch(EUCALYPTUS, 420, 0.2, 4).moved(0, 350)), 340, 60),
            frame=Frame(0.84, 0.8, 0.9),
            floor=Floor(0.78, (Lamp(-100, 780, 760, 0.75),)),
        ),
    )
    yield Shot(
        "category-table-lamps",
        lambda: studio(
            ROOM,
            on(gourd("ochre"), -150, 60),
            on(mushroom(GLAZES["chalk"]), 170, 0),
            frame=Frame(0.84, 0.7, 0.86),
            floor=Floor(lamps=(Lamp(-150, 300, 480, 0.6), Lamp(170, 120, 300, 0.5))),
        ),
    )
    yield Shot("category-pendants", lambda: _drop(_lantern, 350, "lighting-pale", seed=6))
    yield Shot(
        "category-standing-lamps",
        lambda: studio(
            "lighting-pale",
            on(floor_lamp(OAK, Shade(230, 172, 270, SAGE))),
            frame=Frame(0.6, 0.8, 0.92),
            floor=Floor(0.79, (Lamp(0, 1330, 900, 0.5),)),
            seed=2,
        ),
    )
