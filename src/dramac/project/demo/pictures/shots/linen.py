"""Pictures of the curtains, bed linen and table linen."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import Form, resting, together
from ..palette import GLAZES, cloth
from ..things.apron import apron
from ..things.cushions import cushion
from ..things.fabric import Fabric
from ..things.furniture import peg_rail, stool
from ..things.hangings import Hanging, curtain, hanging
from ..things.stacks import folded
from ..things.tableware import BOWL, bowl, plate, tumbler
from ..things.vases import reed
from ..wood import OAK, WALNUT
from .shot import Floor, Shot, at_home, close, each, hung, on, studio, wall

ROOM, WARM = "linen", "linen-warm"
WINDOW = Frame(0.84, 0.88, 0.94)
PEG = Frame(0.74, 0.74, 0.86)


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _curtains()
    yield from _bed()
    yield from _pillows()
    yield from _table()
    yield from _napkins()
    yield from _galley()
    yield from _together()
    yield from _tops()


def _drape(name: str, seed: int) -> Form:
    return curtain(Hanging(1150, 2150, 0.9, 9, seed=seed), cloth(name), 1500)


def _curtains() -> Iterator[Shot]:
    yield from each(
        "washed-linen-curtain-{}",
        ("flax", "chalk", "slate", "kelp", "madder", "ochre", "indigo", "clay-rose"),
        lambda name, number: hung(
            WARM if number % 2 else ROOM, wall(_drape(name, number + 5)), frame=WINDOW, seed=number
        ),
    )
    yield Shot(
        "washed-linen-curtain-close", lambda: close(hung(ROOM, wall(_drape("flax", 5)), frame=WINDOW), 0.46, 0.16, 2.6)
    )
    yield Shot(
        "voile-sheer-chalk",
        lambda: hung(
            WARM,
            wall(curtain(Hanging(1150, 2150, 0.92, 12, seed=6, sheer=0.72), Fabric("#f6f2e8"), 1500)),
            frame=WINDOW,
            seed=3,
        ),
    )
    yield Shot(
        "voile-sheer-flax",
        lambda: hung(
            ROOM,
            wall(curtain(Hanging(1150, 2150, 0.92, 12, seed=8, sheer=0.78), cloth("flax"), 1500)),
            frame=WINDOW,
            seed=4,
        ),
    )


def _bed() -> Iterator[Shot]:
    yield from each(
        "linen-duvet-cover-{}",
        ("flax", "sea-mist", "clay-rose"),
        lambda name, number: studio(
            WARM if number % 2 else ROOM, on(folded(520, 5, cloth(name), 34, number + 3)), frame=SNUG, seed=number
        ),
    )
    yield Shot(
        "linen-duvet-cover-bed",
        lambda: at_home(
            ROOM,
            on(cushion(680, 430, cloth("chalk"), 3, -3), -170, 420),
            on(cushion(640, 400, cloth("flax"), 5, 3), 210, 300),
            on(folded(1000, 2, cloth("flax"), 70, 4), 0, -40),
            frame=Frame(0.9, 0.6, 0.86),
            floor=Floor(0.62),
        ),
    )


def _pillows() -> Iterator[Shot]:
    yield from each(
        "linen-pillowcases-{}",
        ("chalk", "slate"),
        lambda name, number: studio(
            ROOM if number else WARM, on(cushion(640, 420, cloth(name), number + 4)), frame=SNUG, seed=number + 1
        ),
    )
    yield Shot(
        "linen-flat-sheet-sea-mist",
        lambda: studio(WARM, on(folded(460, 4, cloth("sea-mist"), 22, 6)), frame=SNUG, seed=4),
    )
    yield Shot(
        "linen-flat-sheet-stack",
        lambda: studio(
            ROOM,
            on(
                together(
                    stool(OAK, 420, 220, 3),
                    resting(
                        together(
                            folded(330, 2, cloth("chalk"), 24, 3),
                            folded(330, 2, cloth("flax"), 24, 5).moved(2, 50),
                            folded(326, 2, cloth("clay-rose"), 24, 7).moved(-3, 100),
                        ),
                        428,
                        160,
                    ),
                )
            ),
            frame=Frame(0.6, 0.72, 0.88),
            floor=Floor(0.76),
            seed=3,
        ),
    )


def _table() -> Iterator[Shot]:
    yield Shot(
        "long-tablecloth-flax", lambda: studio(ROOM, on(folded(440, 3, cloth("flax"), 20, 3)), frame=SNUG, seed=1)
    )
    yield Shot(
        "long-tablecloth-indigo", lambda: studio(WARM, on(folded(440, 3, cloth("indigo"), 20, 5)), frame=SNUG, seed=2)
    )
    yield Shot(
        "long-tablecloth-laid",
        lambda: at_home(
            ROOM,
            on(together(plate(GLAZES["chalk"]), resting(folded(120, 1, cloth("madder"), 12, 3), 18, 50)), -60, 40),
            on(together(reed("sea-mist", 4)), -190, 160),
            on(tumbler(GLAZES["oat"], GLAZES["ink"], 4), 140, 70),
            frame=Frame(0.84, 0.56, 0.84),
        ),
    )


def _napkins() -> Iterator[Shot]:
    yield Shot(
        "linen-napkins-set",
        lambda: studio(
            WARM,
            on(
                together(
                    *(
                        folded(200, 1, cloth(name), 13, at + 3).moved(2 * at - 3, 12.5 * at)
                        for at, name in enumerate(("flax", "ochre", "clay-rose", "kelp"))
                    )
                )
            ),
            frame=SNUG,
            seed=5,
        ),
    )
    yield Shot(
        "linen-napkins-madder",
        lambda: studio(
            ROOM,
            on(
                together(*(folded(200, 1, cloth("madder"), 13, at + 3).moved(2 * at - 3, 12.5 * at) for at in range(4)))
            ),
            frame=SNUG,
            seed=6,
        ),
    )


def _galley() -> Iterator[Shot]:
    yield Shot(
        "galley-tea-towels-stripe",
        lambda: hung(
            ROOM,
            wall(peg_rail(520, 3, OAK)),
            wall(hanging(Hanging(250, 470, 0.1, 4, seed=3), cloth("chalk", "indigo", "stripe")), -173, -4),
            wall(hanging(Hanging(250, 450, 0.1, 4, seed=8), cloth("indigo", "chalk", "band")), 0, -4),
            frame=PEG,
        ),
    )
    yield Shot(
        "galley-tea-towels-check",
        lambda: hung(
            WARM,
            wall(peg_rail(520, 3, WALNUT)),
            wall(hanging(Hanging(250, 460, 0.1, 4, seed=5), cloth("chalk", "madder", "check")), 0, -4),
            wall(hanging(Hanging(250, 440, 0.1, 4, seed=6), cloth("madder", "chalk", "band")), 173, -4),
            frame=PEG,
            seed=2,
        ),
    )
    yield from each(
        "workshop-apron-{}",
        ("kelp", "indigo"),
        lambda name, number: hung(
            WARM if number else ROOM,
            wall(peg_rail(560, 3, OAK)),
            wall(apron(cloth(name), number + 4), 0, -4),
            frame=PEG,
            seed=number + 2,
        ),
    )


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-linen",
        lambda: at_home(
            ROOM,
            on(
                together(
                    stool(WALNUT, 420, 230, 3),
                    resting(
                        together(
                            folded(350, 2, cloth("flax"), 26, 3),
                            folded(350, 2, cloth("sea-mist"), 26, 5).moved(3, 54),
                            folded(345, 2, cloth("chalk"), 26, 7).moved(-3, 108),
                        ),
                        428,
                        170,
                    ),
                ),
                -90,
                0,
            ),
            on(together(reed("bracken", 4)), 230, 60),
            frame=Frame(0.74, 0.74, 0.88),
            floor=Floor(0.76),
            seed=2,
        ),
    )
    yield Shot("category-curtains", lambda: hung(WARM, wall(_drape("sea-mist", 7)), frame=WINDOW, seed=2))


def _tops() -> Iterator[Shot]:
    yield Shot(
        "category-bed-linen",
        lambda: studio(
            ROOM,
            on(cushion(640, 420, cloth("chalk"), 4, -3), -60, 160),
            on(cushion(560, 330, cloth("clay-rose"), 8, 2), 90, 20),
            frame=Frame(0.8, 0.6, 0.83),
            seed=3,
        ),
    )
    yield Shot(
        "category-table-linen",
        lambda: studio(
            WARM,
            on(
                together(
                    folded(230, 3, cloth("indigo"), 16, 3),
                    folded(226, 2, cloth("chalk", "indigo", "stripe"), 14, 5).moved(0, 48),
                ),
                -70,
                30,
            ),
            on(bowl(BOWL, GLAZES["oat"], 3), 130, 0),
            frame=SNUG,
            seed=4,
        ),
    )
