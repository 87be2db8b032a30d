"""Pictures of the second shop: teas and coffees."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import Form
from ..palette import GLAZES
from ..scenes import Scene
from ..things.flora import EUCALYPTUS, branch
from ..things.kitchen import round_board
from ..things.packs import dripper, kettle, pouch, scoop, tin
from ..things.tableware import espresso, mug
from ..things.vases import reed
from ..wood import OAK, WALNUT
from .shot import Shot, at_home, each, on, studio

ROOM = "kettle"
TINS = {
    "dory-breakfast": ("#2f3c44", "#eadfca"),
    "spruce-green": ("#5d6f66", "#efe6d3"),
    "meadow-chamomile": ("#c0994f", "#f1e8d5"),
}
BAGS = {
    "ferry-house-espresso": ("#3f342d", "#e9dcc4"),
    "lighthouse-filter": ("#c08f63", "#f3ebdc"),
    "lull-decaf": ("#8a94a0", "#f1ece1"),
}
PACK = Frame(0.5, 0.54, 0.81)


def shots() -> Iterator[Shot]:
    """All pictures of this shop."""
    yield from each("{}-tin", TINS, lambda name, number: studio(ROOM, on(_tin(name)), frame=PACK, seed=number))
    yield from each("{}-cup", TINS, _tin_and_cup)
    yield from each(
        "{}-bag", BAGS, lambda name, number: studio(ROOM, on(_bag(name, number + 2)), frame=PACK, seed=number + 3)
    )
    yield from each("{}-brew", BAGS, _bag_and_cup)
    yield from _brewing()
    yield from _together()


def _tin(name: str) -> Form:
    return tin(44, 126, *TINS[name])


def _bag(name: str, seed: int) -> Form:
    return pouch(136, 226, *BAGS[name], seed)


def _tin_and_cup(name: str, number: int) -> Scene:
    cup = on(mug(GLAZES["oat"], number + 3), 60, 0)
    return at_home(ROOM, on(_tin(name), -70, 60), cup, frame=SNUG, seed=number)


def _bag_and_cup(name: str, number: int) -> Scene:
    cup = on(espresso(GLAZES["chalk"], number + 2), 60, 20)
    return at_home(ROOM, on(_bag(name, number + 2), -80, 70), cup, on(scoop(OAK), 70, -50), frame=SNUG, seed=number)


def _brewing() -> Iterator[Shot]:
    yield Shot("swan-kettle-black", lambda: studio(ROOM, on(kettle("#2f3335")), frame=SNUG, seed=2))
    yield Shot("swan-kettle-green", lambda: studio(ROOM, on(kettle("#4d5f57", WALNUT)), frame=SNUG, seed=4))
    yield Shot("cone-dripper-chalk", lambda: studio(ROOM, on(dripper("#ece7dd")), frame=Frame(0.5, 0.46, 0.79), seed=1))
    yield Shot(
        "cone-dripper-brew",
        lambda: at_home(ROOM, on(kettle("#2f3335"), -70, 100), on(dripper("#ece7dd"), 130, 0), frame=SNUG, seed=5),
    )


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-tea",
        lambda: at_home(
            ROOM,
            *(on(_tin(name), -100 + 100 * at, 60 - 50 * (at % 2)) for at, name in enumerate(TINS)),
            frame=SNUG,
            seed=6,
        ),
    )
    yield Shot(
        "category-coffee",
        lambda: at_home(
            ROOM,
            *(on(_bag(name, at + 2), -140 + 140 * at, 60 - 50 * (at % 2)) for at, name in enumerate(BAGS)),
            frame=SNUG,
            seed=7,
        ),
    )
    yield Shot(
        "kettle-hero-tall",
        lambda: at_home(
            ROOM,
            on(round_board(140, WALNUT, 3), 60, 220),
            on(kettle("#4d5f57", WALNUT), -40, 100),
            on(reed("chalk", 3), 190, 130),
            on(tin(44, 126, "#c0994f", "#f1e8d5"), 120, 0),
            on(mug(GLAZES["oat"], 4), -130, -40),
            on(branch(EUCALYPTUS, 150, 0.4, 3).moved(0, 0), 186, 128),
            frame=Frame(0.86, 0.6, 0.86),
            seed=3,
        ),
    )
