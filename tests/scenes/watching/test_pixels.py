"""What is drawn on frames."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from manim import LEFT, UP, Scene, Square, tempconfig

from scenes.watching.pixels import contrast_on, has_picture, is_empty, pixels_of, share_of_frame
from scenes.watching.playing import draw


@pytest.fixture
def scene() -> Iterator[Any]:
    with tempconfig({"pixel_width": 160, "pixel_height": 90, "dry_run": True}):
        yield Scene()


def test_an_empty_frame_and_one_with_a_picture(scene: Any) -> None:
    nothing = draw(scene, [])[..., :3]
    square = draw(scene, [Square(fill_opacity=1)])[..., :3]
    assert is_empty(scene, nothing)
    assert not has_picture(scene, nothing)
    assert not is_empty(scene, square)
    assert has_picture(scene, square)


def test_the_share_of_the_frame_is_that_of_the_box(scene: Any) -> None:
    square = Square(4, fill_opacity=1, stroke_width=0)
    expected = 16 / (128 / 9 * 8)
    assert share_of_frame(scene, [square]) == pytest.approx(expected, rel=0.06)
    assert share_of_frame(scene, []) == 0


def test_pixels_of_a_box_lie_where_it_is_drawn(scene: Any) -> None:
    square = Square(2, fill_opacity=1, stroke_width=0).shift(3 * LEFT + UP)
    drawn = draw(scene, [square])[..., 0] > 128
    rows, columns = pixels_of(scene, square.get_corner([-1, -1, 0]), square.get_corner([1, 1, 0]))
    inside = np.zeros_like(drawn)
    inside[rows, columns] = True
    assert (drawn != inside).sum() <= 2 * (np.ptp(rows.indices(90)[:2]) + 40)
    assert drawn[inside].mean() > 0.9


def test_contrast_is_with_what_lies_around(scene: Any) -> None:
    low, high = np.array([-1.0, -1.0]), np.array([1.0, 1.0])
    black, white = draw(scene, [])[..., :3], np.full((90, 160, 3), 255, np.uint8)
    assert contrast_on(scene, black, low, high, "#ffffff") == pytest.approx(21)
    assert contrast_on(scene, white, low, high, "#ffffff") == pytest.approx(1)
