"""Pictures for the front page and the pages about the maker: the broad one, the tall one, and two of the workshop."""

from collections.abc import Iterator
from dataclasses import replace

from ..compose import Frame, framed
from ..form import Form, resting, together
from ..palette import GLAZES, WAXES, cloth
from ..scenes import Lamp, Placed, Scene, Setting
from ..things.baskets import ROUND, Weave, basket
from ..things.candles import candlestick, taper
from ..things.cushions import cushion
from ..things.flora import BEECH_LEAF, EUCALYPTUS, OLIVE, branch, lemon, pear
from ..things.furniture import bench
from ..things.kitchen import round_board, standing_board
from ..things.packs import kettle, pouch, tin
from ..things.pots import Pot, pot
from ..things.stacks import folded
from ..things.tableware import BOWL, ESPRESSO, SERVING, bowl, espresso, jug, mug, nest, plate, standing_plate, tumbler
from ..things.vases import MOON, RIDGE, cove, headland, reed
from ..wood import OAK, WALNUT
from .lighting import pebble
from .shot import PORTRAIT, WIDE, Shot, on

MORNING = Setting("#a8a796", "#cdbda3", window="leaves")
PLASTER = Setting("#c4b19c", "#d3c5b1", window="panes")
DUSK = Setting("#6d6a60", "#a08a6d")
HARBOUR = Setting("#8fa39a", "#c9b593", window="panes")


def shots() -> Iterator[Shot]:
    """All pictures that belong to no category."""
    yield Shot("home-hero", lambda: _scene(MORNING, _long_table(), WIDE, Frame(0.60, 0.78, 0.885, 0.675), 4))
    yield Shot("home-hero-tall", lambda: _scene(MORNING, _short_table(), PORTRAIT, Frame(0.86, 0.62, 0.88), 4))
    yield Shot("workshop-shelf", lambda: _scene(PLASTER, _drying(), WIDE, Frame(0.80, 0.62, 0.84), 2))
    yield Shot("evening-table", lambda: _evening(WIDE, Frame(0.60, 0.74, 0.88, 0.40)))
    yield Shot(
        "bench-corner",
        lambda: _scene(
            replace(PLASTER, table="#a98b6a"), (on(_dressed_bench()),), WIDE, Frame(0.70, 0.72, 0.90, 0.56), 3, 0.80
        ),
    )
    yield Shot("kettle-hero", lambda: _scene(HARBOUR, _counter(), WIDE, Frame(0.54, 0.70, 0.87, 0.68), 6))


def _scene(
    setting: Setting, things: tuple[Placed, ...], size: tuple[int, int], frame: Frame, seed: int, horizon: float = 0.70
) -> Scene:
    return framed(Scene(setting, things, 1.0, size, horizon=horizon, seed=seed), frame)


def _branches() -> Form:
    return together(
        cove("oat", 4),
        branch(OLIVE, 330, 0.34, 3).moved(0, 262),
        branch(OLIVE, 300, -0.3, 13).moved(0, 262),
        branch(EUCALYPTUS, 280, 0.06, 7).moved(0, 262),
    )


def _setting_for_one() -> Form:
    return together(
        plate(GLAZES["oat"]),
        resting(plate(GLAZES["oat"], 0.78, 4), 17, 80),
        resting(bowl(BOWL, GLAZES["sea-mist"], 6), 31, 38),
    )


def _long_table() -> tuple[Placed, ...]:
    return (
        on(standing_plate(GLAZES["chalk"], 150, 5), 210, 260),
        on(_branches(), -40, 220),
        on(headland("ink", 1.0, 3), 370, 200),
        on(together(candlestick(OAK, 190, 3), taper(200, WAXES["ivory"]).moved(0, 182)), 470, 150),
        on(jug(GLAZES["kelp"], 1.0, 3), -215, 160),
        on(bowl(SERVING, GLAZES["ochre"], 4), 250, 90),
        on(pear(3).moved(-20, 0), 95, 100),
        on(_setting_for_one(), -90, 0),
        on(mug(GLAZES["bracken"], 5), 400, 0),
        on(lemon(4), 130, -20),
        on(folded(170, 2, cloth("flax"), 15), 255, -40),
        on(pear(9), -235, -30),
    )


def _short_table() -> tuple[Placed, ...]:
    return (
        on(standing_plate(GLAZES["chalk"], 140, 5), 130, 230),
        on(_branches(), -70, 200),
        on(headland("ink", 0.85, 3), 210, 150),
        on(_setting_for_one(), -80, 10),
        on(mug(GLAZES["bracken"], 5), 130, -10),
        on(pear(3), 215, -60),
    )


def _drying() -> tuple[Placed, ...]:
    """Pots in a row as they come out of the kiln."""
    return (
        on(pot(Pot(MOON, GLAZES["chalk"], 3, foot=8)), -430, 60),
        on(pot(Pot(RIDGE, GLAZES["kelp"], 2, flutes=20)), -230, 80),
        on(tumbler(GLAZES["chalk"], GLAZES["bracken"], 4), -110, 0),
        on(reed("ochre", 4), -20, 80),
        on(headland("clay-rose", 1.0, 4), 110, 60),
        on(
            nest(ESPRESSO, [GLAZES[name] for name in ("peat", "sea-mist", "oat")], 38, 3),
            240,
            20,
        ),
        on(cove("sea-mist", 6), 380, 70),
        on(bowl(BOWL, GLAZES["ink"], 2), 560, 10),
    )


def _evening(size: tuple[int, int], frame: Frame) -> Scene:
    things = (
        on(pebble("clay-rose"), -60, 140),
        on(together(headland("peat", 1.1, 4), branch(BEECH_LEAF, 320, 0.4, 5).moved(0, 256)), 230, 150),
        on(together(candlestick(WALNUT, 120, 6), taper(220, WAXES["ivory"], True).moved(0, 112)), -290, 90),
        on(mug(GLAZES["oat"], 3), 130, 0),
        on(folded(240, 3, cloth("madder", "chalk", "check", "wool"), 20), -270, -40),
    )
    scene = Scene(
        DUSK, things, 1.0, size, horizon=0.70, seed=3, lamps=(Lamp(-60, 290, 620, 0.75), Lamp(-290, 350, 260, 0.5))
    )
    return framed(scene, frame)


def _dressed_bench() -> Form:
    return together(
        bench(OAK, 1500, 440, 4),
        cushion(470, 450, cloth("kelp"), 4, -4).moved(-520, 470),
        cushion(450, 420, cloth("chalk", "indigo", "stripe"), 6, 3).moved(-120, 466),
        folded(380, 3, cloth("clay-rose", texture="wool"), 34, 5).moved(330, 486),
        basket(Weave(ROUND, "#b98f5c", 13, 24)).moved(640, -24),
    )


def _counter() -> tuple[Placed, ...]:
    return (
        on(round_board(140, WALNUT, 3), 170, 220),
        on(standing_board(150, 220, OAK, seed=4), 330, 190),
        on(kettle("#4d5f57", WALNUT), 40, 120),
        on(pouch(130, 216, "#c08f63", "#f3ebdc", 3), -190, 120),
        on(tin(44, 126, "#c0994f", "#f1e8d5"), 250, 40),
        on(mug(GLAZES["oat"], 4), -80, 0),
        on(espresso(GLAZES["chalk"], 4), 140, -20),
    )
