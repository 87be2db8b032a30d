"""Pictures of the candles, their holders, and what scents a room."""

from collections.abc import Iterator

from ..compose import SNUG, Frame
from ..form import Form, together
from ..palette import GLAZES, WAXES
from ..scenes import Lamp
from ..things.candles import candlestick, chamberstick, diffuser, incense, pillar, scented, snuffer, taper, tealights
from ..things.vases import headland
from ..wood import OAK, TIMBERS, WALNUT, Timber
from .shot import Floor, Shot, at_home, close, each, on, studio

ROOM, PALE = "candles", "candles-pale"
TALL = Frame(0.6, 0.68, 0.85)
SCENTS = {
    "turf-smoke": ("peat", "#d9c6a6"),
    "bog-myrtle": ("kelp", "#e0d5b8"),
    "fig-leaf": ("sea-mist", "#e6dcc6"),
    "beeswax": ("oat", "#e2c583"),
}


def shots() -> Iterator[Shot]:
    """All pictures of this category."""
    yield from _candles()
    yield from _holders()
    yield from _low_holders()
    yield from _scent()
    yield from _together()


def lights(*places: tuple[float, float], reach: float = 300) -> Floor:
    """The glow of flames at (right, up) places."""
    return Floor(lamps=tuple(Lamp(x, up, reach, 0.55) for x, up in places))


def _stick(timber: Timber, tall: float, wax: str, lit: bool = True, seed: int = 1) -> Form:
    return together(candlestick(timber, tall, seed), taper(220, WAXES[wax], lit).moved(0, tall - 8))


def _candles() -> Iterator[Shot]:
    yield from each(
        "dipped-tapers-{}",
        ("ivory", "madder", "ochre", "kelp"),
        lambda name, number: studio(
            PALE if number % 2 else ROOM,
            on(_stick(OAK, 96, name, True, 3), -48, 40),
            on(_stick(OAK, 96, name, False, 5), 44, 0),
            frame=TALL,
            floor=lights((-48, 330)),
            seed=number,
        ),
    )
    yield from each(
        "pillar-candle-{}",
        ("ivory", "clay-rose", "slate"),
        lambda name, number: studio(
            PALE if number == 1 else ROOM,
            on(pillar(39, 150, WAXES[name], True)),
            floor=lights((0, 180)),
            seed=number,
        ),
    )
    yield Shot(
        "pillar-candle-group",
        lambda: at_home(
            ROOM,
            on(pillar(39, 190, WAXES["ivory"], True), -80, 70),
            on(pillar(39, 130, WAXES["ochre"], True), 20, 60),
            on(pillar(39, 80, WAXES["madder"], True), 96, 0),
            floor=lights((-80, 230), (20, 170), (96, 110)),
        ),
    )


def _holders() -> Iterator[Shot]:
    yield from each(
        "turned-candlestick-{}",
        ("oak", "walnut"),
        lambda name, number: studio(
            PALE if number else ROOM,
            on(_stick(TIMBERS[name], 180, "ivory", number == 0, 3)),
            frame=TALL,
            floor=lights((0, 420)) if number == 0 else None,
            seed=number + 2,
        ),
    )
    yield Shot(
        "turned-candlestick-pair",
        lambda: at_home(
            ROOM,
            on(_stick(WALNUT, 200, "ivory", True, 3), -70, 60),
            on(_stick(OAK, 120, "madder", True, 6), 50, 20),
            frame=TALL,
            floor=lights((-70, 440), (50, 350)),
        ),
    )


def _low_holders() -> Iterator[Shot]:
    yield from each(
        "chamberstick-{}",
        ("ink", "oat", "bracken"),
        lambda name, number: studio(
            PALE if number == 1 else ROOM,
            on(chamberstick(GLAZES[name], taper(150, WAXES["ivory"], True), 4)),
            frame=SNUG,
            floor=lights((0, 230)),
            seed=number,
        ),
    )
    yield Shot(
        "tea-light-cups-mixed",
        lambda: studio(
            ROOM,
            on(tealights((GLAZES["oat"], GLAZES["bracken"], GLAZES["kelp"]), True)),
            frame=SNUG,
            floor=lights((-70, 60), (60, 60), (0, 40), reach=200),
            seed=1,
        ),
    )
    yield Shot(
        "tea-light-cups-chalk",
        lambda: studio(
            PALE, on(tealights((GLAZES["chalk"], GLAZES["sea-mist"], GLAZES["chalk"]), False)), frame=SNUG, seed=4
        ),
    )
    yield Shot("brass-snuffer-front", lambda: studio(PALE, on(snuffer()), frame=SNUG, seed=2))
    yield Shot(
        "brass-snuffer-candle",
        lambda: at_home(
            ROOM, on(pillar(39, 130, WAXES["ivory"], True), -70, 80), on(snuffer(), 60, -20), floor=lights((-70, 170))
        ),
    )


def _scent() -> Iterator[Shot]:
    yield from each(
        "scented-candle-{}",
        SCENTS,
        lambda name, number: studio(
            PALE if number % 2 else ROOM,
            on(scented(GLAZES[SCENTS[name][0]], SCENTS[name][1], True, number + 3)),
            frame=Frame(0.5, 0.5, 0.8),
            floor=lights((0, 110), reach=200),
            seed=number,
        ),
    )
    yield Shot(
        "scented-candle-close",
        lambda: close(
            studio(
                PALE,
                on(scented(GLAZES["oat"], "#e2c583", True, 6)),
                frame=Frame(0.5, 0.5, 0.8),
                floor=lights((0, 110), reach=200),
            ),
            0.5,
            0.47,
            2.0,
        ),
    )
    yield from each(
        "reed-diffuser-{}",
        ("chalk", "kelp", "peat"),
        lambda name, number: studio(
            PALE if number else ROOM, on(diffuser(GLAZES[name], seed=number + 3)), frame=TALL, seed=number
        ),
    )
    yield Shot("incense-dish-kelp", lambda: studio(ROOM, on(incense(GLAZES["kelp"], 3)), frame=TALL, seed=3))
    yield Shot("incense-dish-clay-rose", lambda: studio(PALE, on(incense(GLAZES["clay-rose"], 6)), frame=TALL, seed=2))


def _together() -> Iterator[Shot]:
    yield Shot(
        "category-candles",
        lambda: at_home(
            ROOM,
            on(headland("peat", 0.95, 4), 120, 150),
            on(_stick(OAK, 190, "ivory", True, 3), -120, 90),
            on(_stick(WALNUT, 110, "ochre", True, 6), -40, 40),
            on(scented(GLAZES["oat"], "#e2c583", True, 5), 50, -20),
            on(pillar(34, 70, WAXES["madder"], True), 150, -10),
            frame=Frame(0.82, 0.74, 0.88),
            floor=lights((-120, 430), (-40, 340), (50, 110), (150, 100), reach=360),
        ),
    )
    yield Shot(
        "category-candles-only",
        lambda: studio(
            PALE,
            on(pillar(39, 170, WAXES["ivory"], True), -50, 50),
            on(pillar(39, 100, WAXES["clay-rose"], True), 50, 0),
            frame=SNUG,
            floor=lights((-50, 210), (50, 140)),
            seed=3,
        ),
    )
    yield Shot(
        "category-holders",
        lambda: studio(
            ROOM,
            on(candlestick(OAK, 190, 3), -70, 40),
            on(candlestick(WALNUT, 120, 5), 30, 0),
            on(candlestick(OAK, 90, 7), 120, 30),
            frame=SNUG,
            seed=4,
        ),
    )
    yield Shot(
        "category-scent",
        lambda: studio(
            PALE,
            on(diffuser(GLAZES["sea-mist"], seed=5), -60, 40),
            on(scented(GLAZES["peat"], "#d9c6a6", True, 4), 80, 0),
            frame=SNUG,
            floor=lights((80, 110), reach=200),
            seed=1,
        ),
    )
