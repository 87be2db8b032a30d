"""Pictures of the planters."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import resting, together
from ..palette import GLAZES
from ..things.flora import EUCALYPTUS, LAUREL, OLIVE, branch
from ..things.furniture import round_seat
from ..things.pots import Glaze, Pot, pot
from ..things.vases import FOOTED, SILL, planter
from ..wood import OAK
from .shot import Shot, at_home, on, studio

ROOM = "vases"


def shots() -> Iterator[Shot]:
    """All pictures of the planters."""
    yield Shot(
        "footed-planter-oat",
        lambda: studio("vases-green", on(pot(Pot(FOOTED, GLAZES["oat"], 4, foot=8, wall=6))), seed=2),
    )
    yield Shot(
        "footed-planter-laurel",
        lambda: at_home(
            ROOM,
            on(
                together(
                    pot(Pot(FOOTED, Glaze("#ece7dd", "#3a2b20"), 5, foot=8, wall=7)),
                    *(
                        branch(LAUREL, 300 - 30 * abs(at), 0.26 * at, 20 + at).moved(10 * at, 186)
                        for at in (-2, -1, 2, 1, 0)
                    ),
                )
            ),
            frame=Frame(0.7, 0.8, 0.88),
            seed=6,
        ),
    )
    yield from _courtyard()
    yield from _sill()
    yield from _together()


def _courtyard() -> Iterator[Shot]:
    yield Shot("courtyard-planter-terracotta", lambda: studio("vases-pale", on(planter("terracotta", 3)), seed=1))
    yield Shot(
        "courtyard-planter-olive",
        lambda: at_home(
            ROOM,
            on(
                together(
                    planter("terracotta", 4),
                    *(
                        branch(OLIVE, 340 - 24 * abs(at), 0.24 * at, 30 + at).moved(9 * at, 196)
                        for at in (-2, 2, -1, 1, 0)
                    ),
                ),
                -60,
                60,
            ),
            on(planter("peat", 7, 0.7), 150, -20),
            frame=Frame(0.78, 0.8, 0.88),
            seed=7,
        ),
    )


def _sill() -> Iterator[Shot]:
    yield Shot(
        "sill-herb-pots-set",
        lambda: studio(
            "vases-green",
            *(
                on(
                    together(
                        pot(
                            Pot(SILL, Glaze(GLAZES[name].outside, "#3a2b20", GLAZES[name].pool), 4 + at, foot=5, wall=5)
                        ),
                        *(
                            branch(
                                LAUREL if at != 1 else EUCALYPTUS, 120 - 14 * abs(lean), 0.3 * lean, 40 + 9 * at + lean
                            ).moved(6 * lean, 88)
                            for lean in (-1, 1, 0)
                        ),
                    ),
                    -126 + 126 * at,
                    0,
                )
                for at, name in enumerate(("oat", "clay-rose", "kelp"))
            ),
            frame=SNUG,
            seed=3,
        ),
    )
    yield Shot(
        "sill-herb-pots-plain",
        lambda: studio(
            "vases-pale",
            *(
                on(pot(Pot(SILL, GLAZES[name], 4 + at, foot=5, wall=5)), -126 + 126 * at, 0)
                for at, name in enumerate(("oat", "clay-rose", "kelp"))
            ),
            frame=SNUG,
            seed=2,
        ),
    )


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-planters",
        lambda: studio(
            "vases-green",
            on(
                together(
                    round_seat(120, 30, OAK, 4),
                    resting(
                        together(
                            pot(Pot(FOOTED, Glaze("#e0d5c1", "#3a2b20", "#cdbb9d", specks=1.0), 5, foot=8, wall=7)),
                            *(
                                branch(LAUREL, 260 - 26 * abs(at), 0.26 * at, 20 + at).moved(10 * at, 186)
                                for at in (-2, 2, -1, 1, 0)
                            ),
                        ),
                        30,
                        70,
                    ),
                ),
                -60,
                60,
            ),
            on(planter("terracotta", 4, 0.8), 140, 0),
            frame=Frame(0.8, 0.74, 0.87),
        ),
    )
