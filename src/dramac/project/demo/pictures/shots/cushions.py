"""Pictures of the cushions, throws and blankets."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import Form, resting, together
from ..palette import cloth
from ..things.baskets import LOW, Weave, basket
from ..things.cushions import cushion
from ..things.fabric import Fabric
from ..things.furniture import bench, peg_rail
from ..things.hangings import Hanging, hanging
from ..things.stacks import folded
from ..wood import OAK, WALNUT
from .shot import Floor, Shot, at_home, close, each, hung, on, studio, wall

ROOM, WARM = "cushions", "cushions-warm"
SQUARE = Frame(0.62, 0.52, 0.80)


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _cushions()
    yield from _patterned()
    yield from _throws()
    yield from _striped_throws()
    yield from _together()


def _square(fabric: Fabric, seed: int = 3, lean: float = 0.0) -> Form:
    return cushion(500, 490, fabric, seed, lean)


def _cushions() -> Iterator[Shot]:
    yield from each(
        "washed-linen-cushion-{}",
        ("flax", "chalk", "slate", "kelp", "madder", "ochre"),
        lambda name, number: studio(
            ROOM if number % 2 else WARM, on(_square(cloth(name), number + 3)), frame=SQUARE, seed=number
        ),
    )
    yield Shot(
        "washed-linen-cushion-close",
        lambda: close(studio(WARM, on(_square(cloth("flax"), 3)), frame=SQUARE), 0.30, 0.40, 2.3),
    )
    yield Shot(
        "washed-linen-cushion-bench",
        lambda: at_home(
            ROOM,
            on(
                together(
                    bench(OAK, 1250, 430, 3),
                    cushion(460, 440, cloth("kelp"), 4, -5).moved(-330, 458),
                    cushion(460, 440, cloth("flax"), 6, 3).moved(20, 455),
                    cushion(520, 300, cloth("madder"), 8).moved(270, 446),
                )
            ),
            frame=Frame(0.86, 0.7, 0.88),
            floor=Floor(0.78),
        ),
    )


def _patterned() -> Iterator[Shot]:
    yield Shot(
        "ticking-cushion-indigo", lambda: studio(WARM, on(_square(cloth("chalk", "indigo", "stripe"), 4)), frame=SQUARE)
    )
    yield Shot(
        "ticking-cushion-madder",
        lambda: studio(ROOM, on(_square(cloth("chalk", "madder", "stripe"), 7)), frame=SQUARE, seed=2),
    )
    yield Shot(
        "ticking-cushion-close",
        lambda: close(studio(WARM, on(_square(cloth("chalk", "indigo", "stripe"), 4)), frame=SQUARE), 0.66, 0.46, 2.3),
    )
    yield Shot(
        "windowpane-cushion-madder",
        lambda: studio(ROOM, on(_square(cloth("madder", "chalk", "check"), 5)), frame=SQUARE, seed=3),
    )
    yield Shot(
        "windowpane-cushion-kelp",
        lambda: studio(WARM, on(_square(cloth("kelp", "chalk", "check"), 8)), frame=SQUARE, seed=4),
    )
    yield Shot(
        "curl-cushion-chalk",
        lambda: studio(ROOM, on(_square(cloth("chalk", texture="boucle"), 6)), frame=SQUARE, seed=1),
    )
    yield Shot(
        "curl-cushion-ochre",
        lambda: studio(WARM, on(_square(cloth("ochre", texture="boucle"), 9)), frame=SQUARE, seed=2),
    )
    yield Shot(
        "long-lane-cushion-slate",
        lambda: studio(WARM, on(cushion(640, 330, cloth("slate", "chalk", "band"), 7)), frame=SNUG, seed=3),
    )
    yield Shot(
        "long-lane-cushion-clay-rose",
        lambda: studio(ROOM, on(cushion(640, 330, cloth("clay-rose", "chalk", "band"), 11)), frame=SNUG, seed=4),
    )


def _throws() -> Iterator[Shot]:
    yield from each(
        "herringbone-throw-{}",
        ("kelp", "clay-rose", "slate"),
        lambda name, number: studio(
            WARM if number % 2 else ROOM,
            on(folded(480, 4, cloth(name, texture="wool"), 34, number + 3)),
            frame=SNUG,
            seed=number,
        ),
    )
    yield Shot(
        "herringbone-throw-peg",
        lambda: hung(
            ROOM,
            wall(peg_rail(640, 4, OAK), 0, 0),
            wall(hanging(Hanging(400, 760, 0.08, 5, 36, 4), cloth("kelp", texture="wool")), 80, -4),
            frame=Frame(0.74, 0.74, 0.86),
        ),
    )
    yield Shot(
        "waffle-blanket-chalk",
        lambda: studio(WARM, on(folded(500, 5, cloth("chalk", texture="waffle"), 30, 5)), frame=SNUG, seed=2),
    )
    yield Shot(
        "waffle-blanket-sea-mist",
        lambda: studio(ROOM, on(folded(500, 5, cloth("sea-mist", texture="waffle"), 30, 8)), frame=SNUG, seed=5),
    )


def _striped_throws() -> Iterator[Shot]:
    yield Shot(
        "strand-merino-throw-ochre",
        lambda: hung(
            WARM,
            wall(peg_rail(640, 4, WALNUT), 0, 0),
            wall(hanging(Hanging(420, 780, 0.08, 6, 52, 9), cloth("ochre", "chalk", "stripe")), -80, -4),
            frame=Frame(0.74, 0.74, 0.86),
            seed=2,
        ),
    )
    yield Shot(
        "strand-merino-throw-indigo",
        lambda: studio(ROOM, on(folded(480, 3, cloth("indigo", "chalk", "band", "wool"), 36, 6)), frame=SNUG, seed=1),
    )
    yield Shot(
        "field-check-throw-madder",
        lambda: studio(WARM, on(folded(480, 4, cloth("madder", "chalk", "check", "wool"), 36, 7)), frame=SNUG, seed=3),
    )
    yield Shot(
        "field-check-throw-peg",
        lambda: hung(
            ROOM,
            wall(peg_rail(640, 4, OAK), 0, 0),
            wall(hanging(Hanging(420, 760, 0.08, 5, 36, 5), cloth("madder", "chalk", "check")), 0, -4),
            frame=Frame(0.74, 0.74, 0.86),
            seed=3,
        ),
    )


def _together() -> Iterator[Shot]:
    stack = resting(folded(430, 3, cloth("clay-rose", texture="wool"), 34, 4), 118, 200)
    yield Shot(
        "category-cushions",
        lambda: at_home(
            ROOM,
            on(
                together(
                    bench(OAK, 1250, 430, 3),
                    cushion(470, 450, cloth("chalk", "indigo", "stripe"), 4, -4).moved(-300, 458),
                    cushion(430, 400, cloth("ochre"), 6, 4).moved(40, 455),
                    folded(380, 3, cloth("kelp", texture="wool"), 34, 5).moved(380, 476),
                )
            ),
            frame=Frame(0.86, 0.72, 0.88),
            floor=Floor(0.78),
            seed=4,
        ),
    )
    yield Shot(
        "category-cushions-only",
        lambda: studio(
            WARM,
            on(_square(cloth("slate"), 5, -4), -150, 60),
            on(_square(cloth("madder", "chalk", "check"), 7, 3), 170, 0),
            frame=Frame(0.82, 0.6, 0.83),
        ),
    )
    yield Shot(
        "category-throws",
        lambda: studio(
            ROOM, on(together(folded(470, 3, cloth("chalk", texture="waffle"), 36, 9), stack)), frame=SNUG, seed=2
        ),
    )
    yield Shot(
        "category-blanket-basket",
        lambda: studio(
            WARM,
            on(
                together(
                    basket(Weave(LOW, "#b98f5c", 12, 28)),
                    resting(folded(270, 3, cloth("sea-mist", texture="waffle"), 30, 3), 84, 120),
                )
            ),
            frame=SNUG,
            seed=6,
        ),
    )
