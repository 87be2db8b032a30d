"""Vases and planters: their profiles in millimetres from foot to lip, and those that are more than one pot."""

from ..form import Form, resting, together
from ..palette import GLAZES
from .pots import Glaze, Pot, ear, pot

HEADLAND = (
    (44.0, 0.0),
    (44.0, 0.0),
    (64.0, 36.0),
    (80.0, 100.0),
    (66.0, 155.0),
    (28.0, 190.0),
    (24.0, 215.0),
    (32.0, 236.0),
)
REED = (
    (30.0, 0.0),
    (30.0, 0.0),
    (34.0, 20.0),
    (33.0, 70.0),
    (20.0, 110.0),
    (11.0, 140.0),
    (10.0, 190.0),
    (13.0, 206.0),
)
RIDGE = ((46.0, 0.0), (46.0, 0.0), (66.0, 60.0), (72.0, 130.0), (58.0, 190.0), (46.0, 224.0), (52.0, 240.0))
MOON = (
    (46.0, 0.0),
    (46.0, 0.0),
    (72.0, 14.0),
    (94.0, 40.0),
    (106.0, 76.0),
    (106.0, 112.0),
    (96.0, 146.0),
    (76.0, 172.0),
    (48.0, 190.0),
    (38.0, 198.0),
    (39.0, 208.0),
)
COVE = (
    (44.0, 0.0),
    (44.0, 0.0),
    (50.0, 10.0),
    (80.0, 80.0),
    (92.0, 140.0),
    (78.0, 190.0),
    (48.0, 216.0),
    (44.0, 240.0),
    (56.0, 268.0),
)
SLACK = (
    (48.0, 0.0),
    (48.0, 0.0),
    (62.0, 24.0),
    (68.0, 90.0),
    (64.0, 150.0),
    (34.0, 176.0),
    (17.0, 190.0),
    (15.0, 236.0),
    (20.0, 250.0),
)
STRATA = ((50.0, 0.0), (50.0, 0.0), (62.0, 40.0), (66.0, 120.0), (58.0, 190.0), (44.0, 214.0), (48.0, 232.0))
STILL = ((46.0, 0.0), (46.0, 0.0), (48.0, 10.0), (92.0, 26.0), (124.0, 58.0), (120.0, 72.0))
FOOTED = ((64.0, 0.0), (64.0, 0.0), (52.0, 14.0), (60.0, 34.0), (110.0, 90.0), (128.0, 170.0), (124.0, 196.0))
COURTYARD = ((78.0, 0.0), (78.0, 0.0), (96.0, 90.0), (110.0, 170.0), (118.0, 176.0), (118.0, 200.0))
SAUCER = ((96.0, 0.0), (96.0, 0.0), (108.0, 8.0), (114.0, 20.0))
SILL = ((34.0, 0.0), (34.0, 0.0), (44.0, 40.0), (50.0, 76.0), (54.0, 79.0), (54.0, 92.0))


def headland(name: str, size: float = 1.0, seed: int = 1) -> Form:
    """The full-bellied vase."""
    return pot(Pot(tuple((radius * size, height * size) for radius, height in HEADLAND), GLAZES[name], seed, foot=7))


def reed(name: str, seed: int = 1) -> Form:
    """The slim vase for one stem."""
    return pot(Pot(REED, GLAZES[name], seed))


def cove(name: str, seed: int = 1) -> Form:
    """The urn with two handles."""
    glaze = GLAZES[name]
    bend = ((44, -232), (82, -238), (102, -206), (86, -168))
    handles = [ear([(side * x, y) for x, y in bend], (8.0, 7.0, 7.0, 9.0), glaze) for side in (-1, 1)]
    return together(*handles, pot(Pot(COVE, glaze, seed, foot=8)))


def planter(name: str, seed: int = 1, size: float = 1.0) -> Form:
    """A terracotta pot on its saucer, with earth in it."""
    glaze = GLAZES[name]
    saucer = pot(
        Pot(tuple((radius * size, height * size) for radius, height in SAUCER), glaze, seed + 3, foot=0, wall=5)
    )
    body = pot(
        Pot(
            tuple((radius * size, height * size) for radius, height in COURTYARD),
            Glaze(glaze.outside, "#3a2b20", glaze.pool),
            seed,
            foot=0,
            wall=9,
        )
    )
    return together(saucer, resting(body, 8 * size, 82 * size))
