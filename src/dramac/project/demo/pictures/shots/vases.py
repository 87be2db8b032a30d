"""Pictures of the vases and planters."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import together
from ..palette import GLAZES
from ..things.flora import BEECH_LEAF, EUCALYPTUS, LAUREL, OLIVE, blossom, branch, grasses, pear
from ..things.pots import Pot, pot
from ..things.vases import MOON, RIDGE, SLACK, STILL, STRATA, cove, headland, reed
from .shot import Shot, at_home, close, each, on, studio

ROOM = "vases"
TALL = Frame(0.60, 0.68, 0.85)


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _vases()
    yield from _ridged()
    yield from _tall()
    yield from _painted()
    yield from _together()


def _vases() -> Iterator[Shot]:
    yield from each(
        "headland-vase-{}",
        ("oat", "ink", "kelp", "bracken", "clay-rose"),
        lambda name, number: studio(ROOM, on(headland(name, 1, number + 3)), seed=number),
    )
    yield Shot(
        "headland-vase-olive",
        lambda: at_home(
            ROOM,
            on(
                together(
                    headland("chalk", 1, 4),
                    branch(OLIVE, 330, 0.3, 3).moved(0, 232),
                    branch(OLIVE, 260, -0.36, 8).moved(0, 232),
                ),
                -30,
                40,
            ),
            on(pear(4), 120, -20),
            frame=Frame(0.7, 0.78, 0.87),
        ),
    )
    yield from each(
        "reed-bud-vase-{}",
        ("sea-mist", "ochre"),
        lambda name, number: studio(
            "vases-pale",
            on(together(reed(name, number + 5), blossom(230, number + 4).moved(0, 204))),
            frame=TALL,
            seed=number,
        ),
    )
    yield Shot(
        "reed-bud-vase-trio",
        lambda: at_home(
            ROOM,
            on(together(reed("heather", 4), grasses(170, 6).moved(0, 204)), -90, 50),
            on(reed("chalk", 7), 0, 0),
            on(together(reed("peat", 9), blossom(200, 12).moved(0, 204)), 84, 40),
            frame=Frame(0.72, 0.76, 0.87),
        ),
    )


def _ridged() -> Iterator[Shot]:
    yield from each(
        "ridge-fluted-vase-{}",
        ("ink", "chalk"),
        lambda name, number: studio(
            "vases-pale", on(pot(Pot(RIDGE, GLAZES[name], number + 2, flutes=20))), seed=number
        ),
    )
    yield Shot(
        "ridge-fluted-vase-close",
        lambda: close(studio("vases-pale", on(pot(Pot(RIDGE, GLAZES["ink"], 2, flutes=20)))), 0.52, 0.40, 2.2),
    )


def _tall() -> Iterator[Shot]:
    yield Shot("moon-jar-chalk", lambda: studio("vases-green", on(pot(Pot(MOON, GLAZES["chalk"], 3, foot=8)))))
    yield Shot("moon-jar-peat", lambda: studio("vases-pale", on(pot(Pot(MOON, GLAZES["peat"], 5, foot=8))), seed=2))
    yield Shot(
        "moon-jar-branch",
        lambda: at_home(
            ROOM,
            on(
                together(pot(Pot(MOON, GLAZES["chalk"], 3, foot=8)), branch(BEECH_LEAF, 360, 0.42, 5).moved(0, 204)),
                -50,
                20,
            ),
            frame=Frame(0.74, 0.78, 0.87),
            seed=3,
        ),
    )
    yield Shot("cove-urn-bracken", lambda: studio("vases-pale", on(cove("bracken", 3)), seed=3))
    yield Shot("cove-urn-sea-mist", lambda: studio(ROOM, on(cove("sea-mist", 6)), seed=1))
    yield Shot(
        "cove-urn-eucalyptus",
        lambda: at_home(
            ROOM,
            on(
                together(
                    cove("oat", 4),
                    branch(EUCALYPTUS, 330, 0.26, 3).moved(0, 262),
                    branch(EUCALYPTUS, 300, -0.3, 9).moved(0, 262),
                    branch(LAUREL, 240, 0.05, 5).moved(0, 262),
                ),
                0,
                30,
            ),
            frame=Frame(0.7, 0.8, 0.88),
            seed=4,
        ),
    )


def _painted() -> Iterator[Shot]:
    yield Shot(
        "slack-water-bottle-kelp",
        lambda: studio(
            "vases-pale", on(pot(Pot(SLACK, GLAZES["oat"], 4, foot=6, dip=GLAZES["kelp"], dip_at=0.42))), frame=TALL
        ),
    )
    yield Shot(
        "slack-water-bottle-ink",
        lambda: studio(
            ROOM, on(pot(Pot(SLACK, GLAZES["chalk"], 7, foot=6, dip=GLAZES["ink"], dip_at=0.42))), frame=TALL, seed=2
        ),
    )
    bands = tuple(
        (height, width, "#3f4a50") for height, width in ((150.0, 7.0), (136.0, 3.0), (164.0, 3.0), (70.0, 4.0))
    )
    rust = tuple(
        (height, width, "#8a4d34") for height, width in ((150.0, 7.0), (136.0, 3.0), (164.0, 3.0), (70.0, 4.0))
    )
    yield Shot(
        "strata-vase-slate", lambda: studio("vases-green", on(pot(Pot(STRATA, GLAZES["oat"], 5, bands=bands))), seed=4)
    )
    yield Shot(
        "strata-vase-rust", lambda: studio("vases-green", on(pot(Pot(STRATA, GLAZES["chalk"], 8, bands=rust))), seed=1)
    )
    yield Shot(
        "still-water-bowl-peat",
        lambda: studio(
            "vases-pale",
            on(
                together(
                    pot(Pot(STILL, GLAZES["peat"], 3)), blossom(300, 9).moved(-40, 66), blossom(200, 15).moved(-30, 66)
                )
            ),
            frame=TALL,
            seed=4,
        ),
    )
    yield Shot(
        "still-water-bowl-sea-mist",
        lambda: studio(ROOM, on(pot(Pot(STILL, GLAZES["sea-mist"], 6))), frame=SNUG, seed=3),
    )


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-vases",
        lambda: at_home(
            ROOM,
            on(
                together(
                    cove("oat", 4),
                    branch(OLIVE, 300, 0.3, 3).moved(0, 262),
                    branch(OLIVE, 280, -0.28, 13).moved(0, 262),
                ),
                -110,
                130,
            ),
            on(headland("ink", 0.9, 3), 90, 110),
            on(together(reed("bracken", 5), blossom(190, 4).moved(0, 204)), 196, 50),
            on(pot(Pot(STILL, GLAZES["clay-rose"], 6)), 20, -40),
            frame=Frame(0.86, 0.76, 0.88),
            seed=3,
        ),
    )
    yield Shot(
        "category-vases-only",
        lambda: studio(
            "vases-pale",
            on(pot(Pot(MOON, GLAZES["chalk"], 3, foot=8)), -70, 90),
            on(pot(Pot(RIDGE, GLAZES["kelp"], 2, flutes=20)), 100, 60),
            on(reed("ochre", 4), 10, 0),
            frame=SNUG,
        ),
    )
