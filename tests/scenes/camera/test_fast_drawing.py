"""What the fast cameras make of mobjects: one mark each, or one for many copies of one shape."""

from typing import Any

import numpy as np
import pytest
from manim import (
    RED,
    Camera,
    Circle,
    Dot,
    ImageMobject,
    ManimColor,
    Mobject,
    MovingCamera,
    PointCloudDot,
    Square,
    Text,
)
from manim.constants import RESAMPLING_ALGORITHMS

from scenes.camera.camera import FastCamera
from scenes.camera.marks import Mark
from scenes.camera.stamps import Stamps
from tests.support.canvas import pictures, psnr

NOISE = np.random.default_rng(0).integers(0, 255, (30, 40, 4), dtype=np.uint8)
NOISE[..., 3] = 255


def many() -> list[Mobject]:
    rng = np.random.default_rng(1)
    return [Dot([*place, 0], 0.2) for place in rng.uniform(-4, 4, (80, 2))]


@pytest.mark.parametrize("kind", [Camera, MovingCamera])
def test_many_dots_in_a_row_are_alike_and_cost_little(core: str, kind: type[Camera]) -> None:
    ours, theirs = pictures(kind, many)
    assert np.ptp(theirs[..., :3]) > 50
    assert psnr(ours, theirs) > 40


def test_only_what_looks_alike_and_is_of_one_shape_is_stamped() -> None:
    heard: list[Mark] = []
    dots = many()
    dots[50].set_color(RED)
    dots.insert(20, Square(0.4, fill_opacity=1))
    camera = FastCamera()
    camera.on_mark = lambda mark: bool(heard.append(mark))
    camera.capture_mobjects(dots)
    stamped = [len(mark.places) for mark in heard if isinstance(mark, Stamps)]
    assert stamped == []  # 20, 30, 1 and 29 in a row
    heard.clear()
    camera.capture_mobjects([*many(), *(dot.set_color(RED) for dot in many())])
    assert [len(mark.places) for mark in heard if isinstance(mark, Stamps)] == [80, 80]
    assert len(heard) == 2


def test_letters_are_never_stamped() -> None:
    heard: list[Mark] = []
    camera = FastCamera()
    camera.on_mark = lambda mark: bool(heard.append(mark))
    camera.capture_mobjects([Text("A row of letters, such as eeeeeeee or oooooooo")])
    assert heard
    assert not any(isinstance(mark, Stamps) for mark in heard)


def test_an_outline_that_is_nowhere_is_left_out_and_the_others_are_drawn() -> None:
    lost = Circle()
    lost.points[3] = np.nan
    camera = FastCamera(pixel_width=80, pixel_height=45)
    camera.capture_mobjects([lost, Dot(radius=2)])
    assert camera.pixel_array[22, 40].tolist() == [255] * 4
    assert camera.pixel_array[:, :10, :3].max() == 0


def test_whoever_listens_hears_of_every_mark_and_may_have_it_left_out() -> None:
    camera = FastCamera(pixel_width=80, pixel_height=45)
    heard: list[Any] = []

    def on_mark(mark: Mark) -> bool:
        heard.append(mark)
        return len(heard) > 1

    camera.on_mark = on_mark
    camera.capture_mobjects([Circle(2), Dot(), ImageMobject(NOISE)])
    assert [type(mark).__name__ for mark in heard] == ["Outline", "Outline", "Raster"]
    without = FastCamera(pixel_width=80, pixel_height=45)
    without.capture_mobjects([Dot(), ImageMobject(NOISE)])
    assert (camera.pixel_array == without.pixel_array).all()


class Quarter(ImageMobject):
    """An image that is better drawn in its own way: as an outline over a quarter of the frame."""

    def marks(self, camera: Camera) -> list[Mark]:
        return camera.outlines([Square(4, color=RED, fill_opacity=1, stroke_width=0)])


def test_an_image_may_say_itself_how_it_is_drawn() -> None:
    camera = FastCamera(pixel_width=160, pixel_height=90)
    camera.capture_mobjects([Quarter(NOISE)])
    red = (camera.pixel_array[..., :3] == ManimColor(RED).to_int_rgb()).all(axis=-1)
    rows, columns = np.nonzero(red)
    # 90 pixels are 8 units, so a square of 4 takes 45
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) == pytest.approx((45, 45), abs=1)


@pytest.mark.parametrize("resampling", ["nearest", "bilinear", "cubic"])
@pytest.mark.parametrize(("slant", "kind"), [(0, "Raster"), (1, "ManimMark")])
def test_a_picture_that_is_no_parallelogram_goes_to_manim(
    resampling: str, slant: float, kind: str
) -> None:
    heard: list[str] = []
    image = ImageMobject(NOISE)
    image.set_resampling_algorithm(RESAMPLING_ALGORITHMS[resampling])
    image.points[3, 0] += slant
    camera = FastCamera(pixel_width=80, pixel_height=45)
    camera.on_mark = lambda mark: bool(heard.append(type(mark).__name__))
    camera.capture_mobjects([image])
    assert heard == [kind]


def test_mobjects_are_sorted_as_manim_sorts_them() -> None:
    fast, stock = FastCamera(), Camera()
    for mobject in (Square(), Dot(), Text("a"), ImageMobject(NOISE), PointCloudDot()):
        assert fast.type_or_raise(mobject) is stock.type_or_raise(mobject)
