"""Pictures as marks: where their pixels come to lie, and what is left to Manim."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from scenes.camera.marks import Mark, Outline, Paint
from scenes.camera.pictures import ManimMark, Raster, premultiplied
from tests.support.canvas import drawn, square, told

RED = Paint(np.array([[1.0, 0, 0, 1]]))
CORNERS = np.array([[0, 0], [40, 0], [0, 40]], dtype=float)
CHESS = np.zeros((2, 2, 4), np.uint8)
CHESS[..., 3], CHESS[0, 0, 0], CHESS[1, 1, 0] = 255, 200, 200


def test_an_enlarged_picture_is_interpolated_linearly_between_its_pixels(core: str) -> None:
    red = drawn(Raster(CHESS, CORNERS))[..., 0].astype(float)
    share = np.clip((np.arange(40) + 0.5) / 20 - 0.5, 0, 1)
    x, y = np.meshgrid(share, share)
    expected = 200 * ((1 - x) * (1 - y) + x * y)
    assert np.abs(red - expected).max() <= 4  # Cairo's weights have seven bits


def test_a_mirrored_picture_is_so_whichever_core_draws(core: str) -> None:
    mirrored = CORNERS[[1, 0, 2]] + [[0, 0], [0, 0], [40, 0]]
    ours, plain = drawn(Raster(CHESS, mirrored)), drawn(Raster(CHESS[:, ::-1], CORNERS))
    assert np.abs(ours - plain).max() <= 4


def test_its_edges_cover_pixels_as_far_as_they_reach(core: str) -> None:
    corners = np.array([[10.5, 5.25], [30.25, 5.25], [10.5, 30.5]])
    alpha = drawn(Raster(CHESS, corners))[..., 3] / 255
    across, along = np.zeros((2, 40))
    across[10:31], across[10], across[30] = 1, 0.5, 0.25
    along[5:31], along[5], along[30] = 1, 0.75, 0.5
    np.testing.assert_allclose(alpha, np.outer(along, across), atol=0.02)


def test_a_sharp_picture_keeps_its_pixels_square(core: str) -> None:
    red = drawn(Raster(CHESS, CORNERS, "nearest"))[..., 0]
    assert (red == np.kron(CHESS[..., 0], np.ones((20, 20)))).all()


def test_a_picture_turns_with_its_corners(core: str) -> None:
    pixels = np.arange(16, dtype=np.uint8).reshape(4, 4)[..., None] * [[[10, 0, 0, 0]]]
    pixels[..., 3] = 255
    turned = np.array([[0, 40], [0, 0], [40, 40]], dtype=float)  # a quarter turn
    picture = drawn(Raster(pixels.astype(np.uint8), turned, "nearest"))[..., 0]
    assert (picture[5::10, 5::10] == np.rot90(pixels[..., 0])).all()


@pytest.mark.parametrize("turned", [False, True])
def test_cubic_pieces_overshoot_where_linear_ones_do_not(core: str, turned: bool) -> None:
    corners = CORNERS[[2, 0, 1]] + [[0, 0], [0, 0], [0, 40]] if turned else CORNERS
    step = np.full((4, 4, 4), 255, np.uint8)
    step[:, :2, :3], step[:, 2:, :3] = 60, 180
    inner = np.s_[8:32, 8:32, 0]
    linear = drawn(Raster(step, corners, "linear"))[inner].astype(int)
    cubic = drawn(Raster(step, corners, "cubic"))[inner].astype(int)
    assert (linear.min(), linear.max()) == pytest.approx((60, 180), abs=1)
    assert cubic.min() < 55
    assert cubic.max() > 185


def test_a_shrunken_picture_keeps_its_mean(core: str) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (400, 400, 4), dtype=np.uint8)
    noise[..., 3] = 255
    picture = drawn(Raster(noise, CORNERS)).astype(float)
    means = noise.reshape(40, 10, 40, 10, 4).mean(axis=(1, 3))
    assert np.abs(picture - means).mean() < 6


def test_a_picture_seen_edge_on_is_not_drawn(core: str) -> None:
    assert not drawn(Raster(CHESS, np.array([[0, 0], [40, 40], [20, 20]], dtype=float))).any()


def test_a_clear_pixel_shows_what_is_below(core: str) -> None:
    pixels = np.array([[[0, 0, 255, 102]]], np.uint8)
    picture = drawn(Outline(square(0, 40), fill=RED), Raster(pixels, CORNERS))
    assert picture[20, 20] == pytest.approx([153, 0, 102, 255], abs=1)


def test_colours_are_multiplied_by_alpha_and_rounded() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (50, 60, 4), dtype=np.uint8)
    before = pixels.copy()
    expected = np.rint(pixels[..., :3] * (pixels[..., 3:] / 255.0))
    result = premultiplied(pixels)
    assert (result[..., :3] == expected).all()
    assert (result[..., 3] == pixels[..., 3]).all()
    assert (pixels == before).all()


def test_what_only_manim_can_draw_is_left_to_it() -> None:
    calls: list[str] = []
    mark = ManimMark(lambda: calls.append("drawn"), (np.arange(3), "fact"))
    drawn(mark)
    assert calls == ["drawn"]


def test_what_is_opaque_is_not_copied() -> None:
    assert premultiplied(CHESS) is CHESS


RASTER = Raster(CHESS, CORNERS)
FOREIGN = ManimMark(print, (np.arange(3), "fact"))
CHANGES: dict[str, tuple[Mark, Callable[[], Mark]]] = {
    "pixels": (RASTER, lambda: replace(RASTER, pixels=CHESS[::-1])),
    "place": (RASTER, lambda: replace(RASTER, corners=CORNERS + 1)),
    "sharpness": (RASTER, lambda: replace(RASTER, between="nearest")),
    "shape": (RASTER, lambda: replace(RASTER, pixels=CHESS.reshape(1, 4, 4))),
    "an array": (FOREIGN, lambda: replace(FOREIGN, facts=(np.arange(1, 4), "fact"))),
    "its type": (FOREIGN, lambda: replace(FOREIGN, facts=(np.arange(3.0), "fact"))),
    "a value": (FOREIGN, lambda: replace(FOREIGN, facts=(np.arange(3), "another"))),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_tells_everything_that_decides_how_it_looks(name: str) -> None:
    mark, change = CHANGES[name]
    assert told(mark) == told(mark)
    assert told(mark) != told(change())
