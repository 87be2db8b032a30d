"""Pictures of the tableware."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import Form, resting, together
from ..palette import GLAZES, cloth
from ..things.flora import EUCALYPTUS, OLIVE, branch, lemon, pear
from ..things.kitchen import round_board, spoon
from ..things.pots import Pot, pot
from ..things.stacks import folded
from ..things.tableware import (
    BOWL,
    ESPRESSO,
    PASTA,
    SERVING,
    bowl,
    espresso,
    jug,
    mug,
    nest,
    plate,
    standing_plate,
    teapot,
    tumbler,
)
from ..wood import ASH, OAK, WALNUT
from .shot import Shot, at_home, close, each, on, studio

ROOM = "tableware"
CUP = Frame(0.60, 0.50, 0.80)
DIPS = {"chalk-bracken": ("chalk", "bracken"), "oat-ink": ("oat", "ink"), "sea-mist-peat": ("sea-mist", "peat")}
STEM_VASE = ((34.0, 0.0), (34.0, 0.0), (48.0, 30.0), (50.0, 70.0), (28.0, 116.0), (15.0, 150.0), (17.0, 170.0))


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _cups()
    yield from _small_cups()
    yield from _plates()
    yield from _bowls()
    yield from _serving()
    yield from _pouring()
    yield from _together()


def _stack(*bowls: tuple[Form, float, float]) -> Form:
    """Things one on another: each with the height it rests at and how wide the shade under it is."""
    first, *rest = bowls
    return together(first[0], *(resting(form, up, reach) for form, up, reach in rest))


def _posy(glaze: str, seed: int) -> Form:
    vase = pot(Pot(STEM_VASE, GLAZES[glaze], seed))
    return together(
        vase, branch(EUCALYPTUS, 250, 0.24, seed).moved(0, 170), branch(OLIVE, 200, -0.3, seed + 5).moved(0, 170)
    )


def _cups() -> Iterator[Shot]:
    yield from each(
        "harbour-mug-{}",
        ("oat", "chalk", "kelp", "ink", "bracken"),
        lambda name, number: studio(ROOM, on(mug(GLAZES[name], number + 1)), frame=CUP, seed=number),
    )
    yield Shot(
        "harbour-mug-table",
        lambda: at_home(
            ROOM,
            on(mug(GLAZES["ink"], 4, -1), -62, 70),
            on(mug(GLAZES["oat"], 1), 40, 0),
            on(pear(7), 150, 40),
            frame=Frame(0.86, 0.5, 0.82),
        ),
    )
    yield Shot("harbour-mug-close", lambda: close(studio(ROOM, on(mug(GLAZES["oat"], 1)), frame=CUP), 0.60, 0.62, 2.0))


def _small_cups() -> Iterator[Shot]:
    yield Shot(
        "slip-espresso-cup-pair",
        lambda: studio(
            ROOM, on(espresso(GLAZES["bracken"], 2), -40, 40), on(espresso(GLAZES["oat"], 3), 28, 0), frame=CUP
        ),
    )
    yield Shot(
        "slip-espresso-cup-stack",
        lambda: at_home(
            ROOM,
            on(
                nest(ESPRESSO, [GLAZES[name] for name in ("peat", "sea-mist", "oat")], 38, 3),
                -40,
                30,
            ),
            on(espresso(GLAZES["bracken"], 9), 46, 0),
            frame=Frame(0.62, 0.52, 0.82),
        ),
    )
    yield from each(
        "thumb-tumbler-{}",
        DIPS,
        lambda name, number: studio(
            ROOM,
            on(tumbler(GLAZES[DIPS[name][0]], GLAZES[DIPS[name][1]], 11 + number)),
            frame=Frame(0.5, 0.48, 0.80),
            seed=number,
        ),
    )


def _plates() -> Iterator[Shot]:
    yield from each(
        "tide-plate-{}",
        ("oat", "sea-mist", "ink"),
        lambda name, number: studio(
            ROOM,
            on(standing_plate(GLAZES[name], 140, number + 3), -16, 120),
            on(plate(GLAZES[name], 0.78, number + 5), 70, -30),
            frame=SNUG,
            seed=number,
        ),
    )
    yield Shot(
        "tide-plate-set",
        lambda: at_home(
            ROOM,
            on(
                _stack(
                    (plate(GLAZES["oat"]), 0, 0),
                    (plate(GLAZES["oat"], 0.78, 4), 17, 80),
                    (bowl(BOWL, GLAZES["sea-mist"], 6), 31, 38),
                ),
                -30,
                30,
            ),
            on(tumbler(GLAZES["chalk"], GLAZES["bracken"], 3), 150, -10),
        ),
    )


def _bowls() -> Iterator[Shot]:
    yield from each(
        "porridge-bowl-{}",
        ("oat", "kelp", "bracken"),
        lambda name, number: studio(ROOM, on(bowl(BOWL, GLAZES[name], number + 2)), frame=SNUG, seed=number),
    )
    yield Shot(
        "porridge-bowl-close",
        lambda: close(studio(ROOM, on(bowl(BOWL, GLAZES["oat"], 2)), frame=SNUG), 0.34, 0.66, 2.1),
    )
    yield from each(
        "low-tide-pasta-bowl-{}",
        ("chalk", "ink"),
        lambda name, number: studio(ROOM, on(bowl(PASTA, GLAZES[name], number + 4)), frame=SNUG, seed=number),
    )
    yield Shot(
        "low-tide-pasta-bowl-table",
        lambda: at_home(
            ROOM,
            on(
                nest(PASTA, [GLAZES["chalk"]] * 3, 19, 4),
                -20,
                60,
            ),
            on(lemon(4), 120, -30),
            on(lemon(9), 172, 10),
        ),
    )


def _serving() -> Iterator[Shot]:
    yield Shot("strand-serving-bowl-oat", lambda: studio(ROOM, on(bowl(SERVING, GLAZES["oat"], 5)), frame=SNUG))
    yield Shot(
        "strand-serving-bowl-fruit",
        lambda: at_home(
            ROOM,
            on(
                together(
                    bowl(SERVING, GLAZES["kelp"], 7),
                    pear(3).moved(-46, 84),
                    pear(8, "#a89a48").moved(34, 88),
                    lemon(5).moved(-4, 74),
                ),
                0,
                40,
            ),
            on(pear(12), 190, -20),
        ),
    )
    yield Shot(
        "skerry-platter-sea-mist",
        lambda: studio(ROOM, on(standing_plate(GLAZES["sea-mist"], 130, 4, 1.42), 0, 60), frame=SNUG),
    )
    yield Shot(
        "skerry-platter-table",
        lambda: at_home(
            ROOM,
            on(standing_plate(GLAZES["oat"], 130, 6, 1.42), -30, 160),
            on(bowl(BOWL, GLAZES["bracken"], 3), 110, 20),
            on(espresso(GLAZES["oat"], 4), -110, -10),
        ),
    )


def _pouring() -> Iterator[Shot]:
    yield from each(
        "well-jug-{}",
        ("chalk", "kelp"),
        lambda name, number: studio(
            ROOM, on(jug(GLAZES[name], 1, number + 2)), frame=Frame(0.60, 0.56, 0.82), seed=number
        ),
    )
    yield Shot(
        "well-jug-table",
        lambda: at_home(
            ROOM,
            on(jug(GLAZES["sea-mist"], 1.1, 5), -60, 60),
            on(tumbler(GLAZES["oat"], GLAZES["ink"], 6), 80, 0),
            on(lemon(3), 160, -20),
        ),
    )
    yield Shot("quay-teapot-oat", lambda: studio(ROOM, on(teapot(GLAZES["oat"], 2)), frame=SNUG))
    yield Shot("quay-teapot-ink", lambda: studio(ROOM, on(teapot(GLAZES["ink"], 2)), frame=SNUG, seed=2))
    yield Shot(
        "quay-teapot-table",
        lambda: at_home(
            ROOM,
            on(teapot(GLAZES["bracken"], 3), -40, 50),
            on(espresso(GLAZES["chalk"], 3), 120, 0),
            on(espresso(GLAZES["chalk"], 8), 190, 40),
        ),
    )


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-tableware",
        lambda: at_home(
            ROOM,
            on(standing_plate(GLAZES["oat"], 150, 6), -120, 180),
            on(jug(GLAZES["kelp"], 1, 3), 140, 150),
            on(_posy("chalk", 4), -10, 140),
            on(_stack((plate(GLAZES["oat"], 0.9), 0, 0), (bowl(BOWL, GLAZES["ink"], 2), 19, 38)), -90, 0),
            on(mug(GLAZES["bracken"], 5), 80, -30),
            on(folded(120, 2, cloth("flax"), 12), 205, -20),
            on(pear(3), 160, -70),
        ),
    )
    yield Shot(
        "category-cups",
        lambda: at_home(
            ROOM,
            on(mug(GLAZES["sea-mist"], 5), -90, 60),
            on(mug(GLAZES["oat"], 6), 50, 70),
            on(espresso(GLAZES["bracken"], 3), -20, -10),
            on(tumbler(GLAZES["oat"], GLAZES["ink"], 2), 150, 0),
            frame=Frame(0.84, 0.5, 0.82),
        ),
    )
    yield Shot(
        "category-plates",
        lambda: studio(
            ROOM,
            on(round_board(150, WALNUT, 4), -60, 200),
            on(standing_plate(GLAZES["sea-mist"], 130, 4), 50, 130),
            on(_stack((plate(GLAZES["chalk"], 0.9), 0, 0), (bowl(BOWL, GLAZES["clay-rose"], 2), 19, 38)), 10, 0),
            frame=SNUG,
        ),
    )
    yield Shot(
        "category-serving",
        lambda: studio(
            ROOM,
            on(jug(GLAZES["chalk"], 1, 3), -110, 110),
            on(bowl(SERVING, GLAZES["ochre"], 5), 60, 20),
            on(spoon(240, OAK).leaning(52).moved(140, 60), 30, 0),
            on(spoon(230, ASH).leaning(60).moved(150, 52), 30, 0),
            frame=SNUG,
        ),
    )
