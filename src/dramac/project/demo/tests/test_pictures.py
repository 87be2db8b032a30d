"""Pictures draw: any size, the same for the same scene, different for another glaze or seed, and things fill their frame."""

from __future__ import annotations

import pytest
from PIL import ImageChops, ImageStat

from dramac.project.demo import marks
from dramac.project.demo.pictures import colour, curves, shapes
from dramac.project.demo.pictures.compose import Frame, framed
from dramac.project.demo.pictures.drawing import View
from dramac.project.demo.pictures.form import together
from dramac.project.demo.pictures.ink import Ink
from dramac.project.demo.pictures.laying import extent
from dramac.project.demo.pictures.light import DAYLIGHT, MATT
from dramac.project.demo.pictures.palette import GLAZES, STUDIO
from dramac.project.demo.pictures.render import picture
from dramac.project.demo.pictures.scenes import Placed, Scene, sharp_sheet
from dramac.project.demo.pictures.shots import Shot, shots
from dramac.project.demo.pictures.shots.shot import studio
from dramac.project.demo.pictures.things.flora import pear
from dramac.project.demo.pictures.things.pots import Pot, nested, pot
from dramac.project.demo.pictures.things.tableware import MUG, mug

SMALL = 120
SAMPLE = (
    "harbour-mug-oat",
    "cove-urn-eucalyptus",
    "pebble-lamp-oat",
    "ticking-cushion-indigo",
    "washed-linen-curtain-flax",
    "workshop-apron-kelp",
    "cooks-knife-rack",
    "pillar-candle-group",
    "spindle-chair-ash",
    "log-basket-willow",
    "sill-herb-pots-set",
    "lull-decaf-brew",
    "home-hero",
)


def by_name() -> dict[str, Shot]:
    return {shot.name: shot for shot in shots()}


def a_mug_in(glaze: str, seed: int = 1) -> Scene:
    return studio("tableware", Placed(mug(GLAZES[glaze], seed)), seed=seed)


def test_no_two_pictures_have_the_same_name() -> None:
    names = [shot.name for shot in shots()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_picture_is_drawn_in_its_proportions_and_is_not_empty(name: str) -> None:
    scene = by_name()[name].scene()
    drawn = picture(scene, width=SMALL)
    assert drawn.mode == "RGB"
    assert drawn.size == (SMALL, round(SMALL * scene.size[1] / scene.size[0]))
    assert min(ImageStat.Stat(drawn).stddev) > 4


def test_pictures_of_products_stand_four_to_five_and_are_sharp_enough_for_large_screens() -> None:
    assert by_name()["harbour-mug-oat"].scene().size == (1600, 2000)
    assert by_name()["home-hero"].scene().size == (2400, 1200)


def test_the_same_scene_gives_the_same_picture() -> None:
    assert picture(a_mug_in("oat"), width=SMALL).tobytes() == picture(a_mug_in("oat"), width=SMALL).tobytes()


def test_another_glaze_or_another_seed_gives_another_picture() -> None:
    oat = picture(a_mug_in("oat"), width=SMALL)
    assert ImageChops.difference(oat, picture(a_mug_in("ink"), width=SMALL)).getbbox() is not None
    assert ImageChops.difference(oat, picture(a_mug_in("oat", 2), width=SMALL)).getbbox() is not None


def test_the_light_comes_from_the_left() -> None:
    drawn = picture(a_mug_in("chalk"), width=400).convert("L")
    row = round(drawn.size[1] * 0.6)
    left, right = (ImageStat.Stat(drawn.crop((x, row, x + 6, row + 6))).mean[0] for x in (120, 226))
    assert left > right + 20


def test_things_fill_the_frame_and_stand_where_it_ends() -> None:
    frame = Frame(0.6, 0.5, 0.8)
    scene = framed(Scene(STUDIO["tableware"], (Placed(pear(3)),), 1.0), frame)
    box = extent(sharp_sheet(scene), View(1.0, scene.size))
    assert box is not None
    left, top, right, foot = box
    wide, tall = scene.size
    assert max((right - left) / wide / frame.wide, (foot - top) / tall / frame.tall) == pytest.approx(1, abs=0.05)
    assert (left + right) / 2 == pytest.approx(wide / 2, abs=wide * 0.03)


def test_a_scene_without_things_cannot_be_framed() -> None:
    with pytest.raises(ValueError, match="nothing is drawn"):
        framed(Scene(STUDIO["tableware"], (), 1.0))


def test_a_thing_moved_blocks_the_light_where_it_stands() -> None:
    cup = pot(Pot(MUG, GLAZES["oat"]))
    moved = together(cup, cup.moved(100, 20))
    assert {block.x for block in moved.blocks} == {0.0, 100.0}
    assert min(block.height for block in moved.blocks[len(cup.blocks) :]) == 20


def test_pots_in_one_another_hide_the_feet_of_the_inner_ones() -> None:
    alone, both = Ink(), Ink()
    pot(Pot(MUG, GLAZES["oat"])).paint(alone)
    nested((Pot(MUG, GLAZES["oat"]), 0), (Pot(MUG, GLAZES["ink"]), 40)).paint(both)
    assert len(both.marks) > 2 * len(alone.marks)


def test_colours_survive_becoming_light_and_back() -> None:
    for code in ("#000000", "#ffffff", "#c9ae9b", "#34404a"):
        assert colour.code(colour.linear(code)) == code


def test_what_faces_the_window_is_brighter_than_what_faces_away() -> None:
    clay = colour.linear("#c9ae9b")
    assert sum(DAYLIGHT.seen(clay, (-0.7, 0.6, 0.4), MATT)) > 2 * sum(DAYLIGHT.seen(clay, (0.9, -0.3, 0.1), MATT))


def test_a_smooth_line_passes_through_its_points_and_keeps_a_corner_given_twice() -> None:
    points = [(0.0, 0.0), (10.0, 5.0), (10.0, 5.0), (20.0, 0.0)]
    line = curves.through(points, 4)
    assert line[0] == points[0]
    assert (10.0, 5.0) in [(round(x, 9), round(y, 9)) for x, y in line]
    assert line[-1] == pytest.approx(points[-1])


def test_moving_twice_is_moving_once_by_both() -> None:
    both = shapes.after(shapes.shift(3, 4), shapes.turn(90))
    ((once,),) = shapes.placed((((1.0, 0.0),),), both)
    assert once == pytest.approx((3.0, 5.0))


def test_a_path_drawn_at_one_size_can_be_had_at_another() -> None:
    assert shapes.sized("M0 -1.5L2 3Z", 2, 10, 1, 100) == "M1.00 85.00L5.00 130.00Z"


@pytest.mark.parametrize("mark", [marks.vessel, marks.kettle])
def test_the_marks_are_vector_drawings_in_the_colour_of_the_text(mark: object) -> None:
    assert callable(mark)
    assert mark().startswith("<svg ")
    assert mark().endswith("</svg>")
    assert "currentColor" in mark()
