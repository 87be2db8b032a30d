"""Pictures of the boards, knives, jars and tools of the kitchen."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import Form, resting, together
from ..palette import GLAZES
from ..scenes import Scene
from ..things.flora import OLIVE, branch, lemon, pear
from ..things.kitchen import (
    Jar,
    in_a_crock,
    jar,
    knife,
    mill,
    rail,
    rolling_pin,
    round_board,
    spoon,
    standing_board,
    wooden,
)
from ..things.pots import Pot, near_side, nested, pot
from ..things.tableware import BOWL, SERVING, bowl, jug
from ..things.vases import reed
from ..wood import BEECH, OAK, TIMBERS, WALNUT
from .shot import Shot, at_home, close, each, hung, on, studio, wall

ROOM, COOL = "kitchen", "kitchen-cool"
CROCK = ((52.0, 0.0), (52.0, 0.0), (60.0, 6.0), (61.0, 70.0), (59.0, 140.0))
CELLAR = ((46.0, 0.0), (46.0, 0.0), (58.0, 10.0), (62.0, 40.0), (54.0, 66.0), (50.0, 70.0))
TALL = Frame(0.62, 0.62, 0.84)


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _boards()
    yield from _knives()
    yield from _jars()
    yield from _cellars()
    yield from _tools()
    yield from _together()


def crock(name: str, tools: bool = True) -> Form:
    """A crock, with or without wooden tools in it."""
    spec = Pot(CROCK, GLAZES[name], 3, foot=7)
    body = pot(spec)
    if not tools:
        return body
    standing = (
        (spoon(300, OAK), -13.0, -18.0),
        (spoon(320, WALNUT, "spatula"), 2.0, 0.0),
        (spoon(290, BEECH), 15.0, 22.0),
    )
    return together(in_a_crock(body, 140, standing), near_side(spec))


def _boards() -> Iterator[Shot]:
    yield Shot(
        "oak-chopping-board-front", lambda: studio(ROOM, on(standing_board(240, 340, OAK, seed=3), 0, 60), frame=TALL)
    )
    yield Shot(
        "oak-chopping-board-grain",
        lambda: close(studio(ROOM, on(standing_board(240, 340, OAK, seed=3), 0, 60), frame=TALL), 0.56, 0.42, 2.2),
    )
    yield Shot(
        "oak-chopping-board-counter",
        lambda: at_home(
            ROOM,
            on(standing_board(250, 340, OAK, seed=5), -90, 180),
            on(standing_board(170, 250, WALNUT, seed=6), 50, 130),
            on(lemon(3), 150, 40),
            on(bowl(BOWL, GLAZES["chalk"], 4), -60, -20),
            on(pear(6), 60, -30),
        ),
    )
    yield Shot(
        "round-bread-board-walnut", lambda: studio(COOL, on(round_board(170, WALNUT, 4), 0, 60), frame=SNUG, seed=2)
    )
    yield Shot("round-bread-board-oak", lambda: studio(COOL, on(round_board(170, OAK, 7), 0, 60), frame=SNUG, seed=3))


def _knives() -> Iterator[Shot]:
    frame = Frame(0.5, 0.66, 0.84)
    yield from each(
        "cooks-knife-{}",
        ("walnut", "oak"),
        lambda name, number: hung(
            COOL if number else ROOM,
            wall(rail(150, OAK, 3), 0, 290),
            wall(knife(205, TIMBERS[name]), -14, 20),
            frame=frame,
            seed=number + 2,
        ),
    )
    yield Shot(
        "paring-knife-walnut",
        lambda: hung(ROOM, wall(rail(110, OAK, 3), 0, 190), wall(knife(98, WALNUT, 0.85), -8, 20), frame=frame, seed=4),
    )
    yield Shot(
        "cooks-knife-rack",
        lambda: hung(
            COOL,
            wall(rail(330, WALNUT, 5), 0, 300),
            wall(knife(205, WALNUT), -130, 20),
            wall(knife(160, OAK, 0.9), -10, 70),
            wall(knife(98, WALNUT, 0.85), 100, 130),
            frame=Frame(0.7, 0.68, 0.82),
            seed=5,
        ),
    )


LIDS = {"oat": OAK, "kelp": WALNUT, "sea-mist": OAK}


def _jar(glaze: str, number: int) -> Scene:
    body = jar(Jar(56, 128, GLAZES[glaze], LIDS[glaze], number + 3))
    return studio(COOL if number == 1 else ROOM, on(body), seed=number)


def _smaller(share: float) -> tuple[tuple[float, float], ...]:
    return tuple((radius * share, height * share) for radius, height in SERVING)


def _jars() -> Iterator[Shot]:
    yield from each("larder-jar-{}", LIDS, _jar)
    yield Shot(
        "larder-jar-shelf",
        lambda: at_home(
            ROOM,
            on(jar(Jar(60, 150, GLAZES["oat"], OAK, 3)), -110, 60),
            on(jar(Jar(56, 110, GLAZES["clay-rose"], WALNUT, 4)), 30, 60),
            on(jar(Jar(46, 76, GLAZES["peat"], OAK, 5)), 130, 10),
        ),
    )
    yield Shot(
        "mixing-bowls-nest",
        lambda: studio(
            COOL,
            on(
                nested(
                    (Pot(SERVING, GLAZES["ochre"], 4, wall=3.6), 0),
                    (Pot(_smaller(0.8), GLAZES["oat"], 6, wall=3.6), 36),
                    (Pot(_smaller(0.62), GLAZES["clay-rose"], 8, wall=3.6), 68),
                )
            ),
            frame=SNUG,
            seed=3,
        ),
    )
    yield Shot(
        "mixing-bowls-counter",
        lambda: at_home(
            ROOM,
            on(bowl(SERVING, GLAZES["ochre"], 4), -70, 70),
            on(bowl(BOWL, GLAZES["oat"], 6), 120, 0),
            on(spoon(250, OAK).leaning(60).moved(-10, 60), -70, 70),
        ),
    )


def _cellars() -> Iterator[Shot]:
    yield Shot(
        "salt-cellar-chalk",
        lambda: studio(
            ROOM, on(together(pot(Pot(CELLAR, GLAZES["chalk"], 4, open_mouth=False)), _lid())), frame=SNUG, seed=1
        ),
    )
    yield Shot(
        "salt-cellar-bracken",
        lambda: studio(
            COOL, on(together(pot(Pot(CELLAR, GLAZES["bracken"], 6, open_mouth=False)), _lid())), frame=SNUG, seed=4
        ),
    )


def _lid() -> Form:
    top = wooden(((50.0, 0.0), (50.0, 0.0), (51.0, 8.0), (44.0, 14.0)), OAK, 4)
    knob = wooden(((9.0, 0.0), (9.0, 0.0), (13.0, 10.0), (4.0, 16.0)), OAK, 6)
    return together(top.moved(0, 70), resting(knob, 83, 11))


def _tools() -> Iterator[Shot]:
    yield from each(
        "pepper-mill-{}",
        ("oak", "walnut"),
        lambda name, number: studio(
            COOL if number else ROOM, on(mill(TIMBERS[name], 1.0, number + 3)), frame=TALL, seed=number + 2
        ),
    )
    yield Shot(
        "pepper-mill-family",
        lambda: at_home(
            ROOM,
            on(mill(OAK, 1.5, 3), -90, 70),
            on(mill(WALNUT, 1.15, 5), 20, 40),
            on(mill(BEECH, 0.85, 7), 110, 0),
            frame=Frame(0.7, 0.66, 0.85),
        ),
    )
    yield Shot("utensil-crock-chalk", lambda: studio(ROOM, on(crock("chalk")), frame=TALL, seed=3))
    yield Shot("utensil-crock-kelp", lambda: studio(COOL, on(crock("kelp", tools=False)), seed=2))
    yield Shot(
        "wooden-spoons-set",
        lambda: hung(
            COOL,
            *(
                wall(tool, x, up)
                for tool, x, up in (
                    (spoon(300, OAK), -80, 0),
                    (spoon(320, BEECH, "spatula"), -14, -10),
                    (spoon(290, WALNUT), 52, 6),
                    (spoon(240, OAK), 112, 40),
                )
            ),
            frame=Frame(0.56, 0.6, 0.82),
            seed=1,
        ),
    )
    yield Shot("rolling-pin-beech", lambda: studio(ROOM, on(rolling_pin(420, BEECH)), frame=SNUG, seed=5))
    yield Shot(
        "rolling-pin-counter",
        lambda: at_home(
            ROOM,
            on(rolling_pin(420, WALNUT), 0, -30),
            on(bowl(SERVING, GLAZES["oat"], 4), -60, 150),
            on(lemon(4), 150, 80),
        ),
    )


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-kitchen",
        lambda: at_home(
            ROOM,
            on(standing_board(240, 340, OAK, seed=5), -130, 200),
            on(crock("oat"), 80, 110),
            on(jar(Jar(56, 110, GLAZES["kelp"], WALNUT, 4)), -30, 40),
            on(mill(WALNUT, 1.0, 5), 190, 60),
            on(lemon(5), 100, -40),
            frame=Frame(0.84, 0.72, 0.87),
        ),
    )
    yield Shot(
        "category-boards",
        lambda: studio(
            COOL,
            on(round_board(160, OAK, 4), -70, 160),
            on(standing_board(190, 270, WALNUT, seed=6), 90, 60),
            frame=SNUG,
            seed=2,
        ),
    )
    yield Shot(
        "category-storage",
        lambda: studio(
            ROOM,
            on(jar(Jar(60, 150, GLAZES["chalk"], WALNUT, 3)), -70, 60),
            on(jar(Jar(50, 90, GLAZES["ochre"], OAK, 5)), 70, 0),
            frame=SNUG,
            seed=3,
        ),
    )
    yield Shot(
        "category-tools",
        lambda: studio(
            COOL,
            on(jug(GLAZES["sea-mist"], 0.9, 4), -90, 60),
            on(mill(OAK, 1.2, 5), 70, 40),
            on(together(reed("chalk", 4), branch(OLIVE, 150, 0.2, 4).moved(0, 204)), 10, 130),
            frame=SNUG,
            seed=4,
        ),
    )
