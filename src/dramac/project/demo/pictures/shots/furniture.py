"""Pictures of the furniture, baskets and boxes."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import Form, resting, together
from ..palette import GLAZES, cloth
from ..things.baskets import LOW, ROUND, TALL, Weave, basket, ears, lid
from ..things.cushions import cushion
from ..things.flora import EUCALYPTUS, branch, pear
from ..things.furniture import bench, bentwood_box, chair, mirror, peg_rail, side_table, stool, tray
from ..things.hangings import Hanging, hanging
from ..things.stacks import folded
from ..things.tableware import mug
from ..things.vases import headland, reed
from ..wood import ASH, BLACKENED, OAK, TIMBERS, WALNUT
from .shot import Floor, Shot, at_home, close, each, hung, on, studio, wall

ROOM, GREEN = "furniture", "furniture-green"
FLOOR = Floor(0.72)
PIECE = Frame(0.66, 0.60, 0.85)


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _seats()
    yield from _benches()
    yield from _tables()
    yield from _walls()
    yield from _baskets()
    yield from _lidded()
    yield from _together()


def _seats() -> Iterator[Shot]:
    yield from each(
        "milking-stool-{}",
        ("oak", "walnut", "blackened"),
        lambda name, number: studio(
            GREEN if number else ROOM,
            on(stool(TIMBERS[name], seed=number + 3)),
            frame=PIECE,
            floor=FLOOR,
            seed=number,
        ),
    )
    yield Shot(
        "milking-stool-close",
        lambda: close(studio(ROOM, on(stool(OAK, seed=3)), frame=PIECE, floor=FLOOR), 0.5, 0.36, 2.0),
    )
    yield from each(
        "spindle-chair-{}",
        ("ash", "blackened"),
        lambda name, number: studio(
            GREEN if number == 0 else ROOM,
            on(chair(TIMBERS[name], number + 3)),
            frame=Frame(0.62, 0.74, 0.9),
            floor=Floor(0.76),
            seed=number,
        ),
    )
    yield Shot(
        "spindle-chair-room",
        lambda: at_home(
            ROOM,
            on(chair(OAK, 5), -130, 40),
            on(together(side_table(OAK, 520, 210, 4), reed("ink", 3).moved(-40, 512), pear(4).moved(60, 506)), 330, 0),
            frame=Frame(0.84, 0.78, 0.9),
            floor=Floor(0.76),
        ),
    )


def _benches() -> Iterator[Shot]:
    yield Shot(
        "hall-bench-oak", lambda: studio(ROOM, on(bench(OAK, seed=3)), frame=Frame(0.8, 0.6, 0.83), floor=FLOOR, seed=4)
    )
    yield Shot(
        "hall-bench-dressed",
        lambda: at_home(
            ROOM,
            on(
                together(
                    bench(WALNUT, 1250, 430, 5),
                    cushion(420, 390, cloth("ochre"), 4, -4).moved(-360, 456),
                    folded(360, 3, cloth("sea-mist", texture="waffle"), 34, 6).moved(300, 476),
                )
            ),
            frame=Frame(0.86, 0.66, 0.87),
            floor=Floor(0.77),
        ),
    )


def _tables() -> Iterator[Shot]:
    yield from each(
        "candle-table-{}",
        ("oak", "walnut"),
        lambda name, number: studio(
            GREEN if number else ROOM,
            on(side_table(TIMBERS[name], seed=number + 3)),
            frame=PIECE,
            floor=FLOOR,
            seed=number + 2,
        ),
    )
    yield Shot(
        "candle-table-room",
        lambda: at_home(
            ROOM,
            on(
                together(
                    side_table(WALNUT, 520, 240, 4),
                    together(headland("oat", 0.9, 3), branch(EUCALYPTUS, 240, 0.25, 5).moved(0, 208)).moved(-50, 514),
                    mug(GLAZES["bracken"], 3).moved(90, 504),
                ),
                0,
                0,
            ),
            frame=Frame(0.7, 0.78, 0.9),
            floor=Floor(0.76),
        ),
    )
    yield Shot("butlers-tray-ash", lambda: studio(GREEN, on(tray(460, ASH, seed=3)), frame=SNUG, floor=FLOOR, seed=3))
    yield Shot(
        "butlers-tray-laid",
        lambda: at_home(
            ROOM,
            on(
                tray(
                    480,
                    OAK,
                    mug(GLAZES["oat"], 3).moved(-120, 26),
                    mug(GLAZES["ink"], 5).moved(10, 32),
                    reed("clay-rose", 4).moved(160, 34),
                    seed=5,
                )
            ),
            frame=SNUG,
            floor=Floor(0.70),
        ),
    )


def _walls() -> Iterator[Shot]:
    yield Shot("peg-rail-oak", lambda: hung(ROOM, wall(peg_rail(760, 5, OAK, 3)), frame=Frame(0.76, 0.5, 0.7), seed=2))
    yield Shot(
        "peg-rail-hall",
        lambda: hung(
            GREEN,
            wall(peg_rail(760, 5, WALNUT, 3)),
            wall(hanging(Hanging(320, 620, 0.08, 5, 34, 4), cloth("flax", texture="waffle")), -152, -4),
            wall(hanging(Hanging(230, 420, 0.1, 4, 0, 6), cloth("indigo", "chalk", "band")), 152, -4),
            frame=Frame(0.78, 0.7, 0.84),
            seed=3,
        ),
    )
    yield from each(
        "round-mirror-{}",
        ("oak", "walnut"),
        lambda name, number: hung(
            GREEN if number else ROOM,
            wall(mirror(300, TIMBERS[name], number + 3)),
            frame=Frame(0.68, 0.6, 0.82),
            seed=number + 4,
        ),
    )
    yield Shot(
        "round-mirror-hall",
        lambda: at_home(
            ROOM,
            wall(mirror(260, OAK, 3), 0, 860),
            on(
                together(
                    bench(OAK, 1100, 440, 4),
                    together(headland("kelp", 1.1, 3)).moved(-300, 470),
                    folded(320, 2, cloth("chalk"), 30, 4).moved(240, 476),
                ),
                0,
                0,
            ),
            frame=Frame(0.86, 0.84, 0.91),
            floor=Floor(0.80),
        ),
    )


def _weave(colour: str = "#b98f5c", band: str = "", seed: int = 2) -> Weave:
    return Weave(ROUND, colour, 13, 26, band, seed)


def _baskets() -> Iterator[Shot]:
    yield Shot("log-basket-willow", lambda: studio(ROOM, on(basket(_weave())), frame=SNUG, floor=FLOOR, seed=1))
    yield Shot(
        "log-basket-close", lambda: close(studio(ROOM, on(basket(_weave())), frame=SNUG, floor=FLOOR), 0.36, 0.42, 2.2)
    )
    yield Shot(
        "laundry-basket-banded",
        lambda: studio(
            GREEN,
            on(together(basket(Weave(LOW, "#c6a877", 11, 30, "#5a4532", 3)), ears(190, 110, "#c6a877"))),
            frame=SNUG,
            floor=FLOOR,
            seed=2,
        ),
    )
    yield Shot(
        "laundry-basket-linen",
        lambda: at_home(
            ROOM,
            on(
                together(
                    basket(Weave(LOW, "#c6a877", 11, 30, "#5a4532", 3)),
                    resting(folded(270, 3, cloth("chalk"), 30, 3), 84, 120),
                    ears(190, 110, "#c6a877"),
                )
            ),
            frame=SNUG,
            floor=Floor(0.70),
        ),
    )


def _lidded() -> Iterator[Shot]:
    tall = Weave(TALL, "#a98a63", 14, 28, "", 4)
    yield Shot(
        "lidded-basket-seagrass",
        lambda: studio(
            GREEN,
            on(together(basket(tall), lid(tall).moved(0, 378))),
            frame=Frame(0.58, 0.64, 0.86),
            floor=FLOOR,
            seed=4,
        ),
    )
    boxes = together(
        bentwood_box(115, 92, ASH, 3),
        bentwood_box(92, 76, ASH, 5).moved(0, 118),
        bentwood_box(70, 60, ASH, 8).moved(0, 216),
    )
    yield Shot("bentwood-boxes-ash", lambda: studio(ROOM, on(boxes), frame=Frame(0.58, 0.6, 0.84), floor=FLOOR, seed=3))
    yield Shot(
        "bentwood-boxes-walnut",
        lambda: studio(
            GREEN,
            on(bentwood_box(115, 92, WALNUT, 4), -70, 60),
            on(bentwood_box(84, 70, WALNUT, 6), 100, 0),
            frame=SNUG,
            floor=FLOOR,
            seed=5,
        ),
    )


def _dressed() -> Form:
    return together(stool(BLACKENED, 440, 165, 4), cushion(320, 200, cloth("ochre"), 5).moved(0, 446))


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-furniture",
        lambda: at_home(
            ROOM,
            on(chair(ASH, 4), -190, 60),
            on(together(side_table(OAK, 500, 220, 3), headland("bracken", 0.8, 3).moved(-30, 492)), 260, 40),
            on(basket(Weave(ROUND, "#b98f5c", 13, 24)), 90, -260),
            frame=Frame(0.88, 0.8, 0.92),
            floor=Floor(0.76),
            seed=2,
        ),
    )
    yield Shot(
        "category-seating",
        lambda: studio(
            GREEN,
            on(stool(OAK, seed=3), -170, 60),
            on(_dressed(), 210, 0),
            frame=Frame(0.82, 0.62, 0.87),
            floor=Floor(0.74),
            seed=2,
        ),
    )
    yield Shot(
        "category-tables",
        lambda: studio(
            ROOM,
            on(together(side_table(WALNUT, seed=4), mug(GLAZES["sea-mist"], 3).moved(40, 504))),
            frame=PIECE,
            floor=FLOOR,
            seed=5,
        ),
    )
    yield Shot(
        "category-baskets",
        lambda: studio(
            ROOM,
            on(basket(_weave(seed=5)), -110, 120),
            on(together(basket(Weave(LOW, "#c6a877", 11, 30, "#5a4532", 3)), ears(190, 110, "#c6a877")), 130, 0),
            frame=Frame(0.84, 0.6, 0.85),
            floor=FLOOR,
            seed=6,
        ),
    )
