"""The sentence at the foot: in frames of every shape it is whole, and as large as there is room."""

from __future__ import annotations

import numpy as np
import pytest
from manim import LEFT, RIGHT, UP, Square, config, tempconfig

from scenes.storytelling.caption_line import (
    BASELINE,
    CEILING,
    caption_box,
    caption_line,
    floor,
    middle_of_frame,
)

SHORT = "Two spirals, wound into each other."
LONG = (
    "A unit computes a weighted sum of all its inputs, adds its bias, and hands the result to "
    "an activation function, which bends space."
)
CHINESE = "一个单元把所有输入加权求和，加上偏置，再把结果交给激活函数，由它把空间弯曲起来。"


@pytest.mark.parametrize("text", [SHORT, LONG, CHINESE])
@pytest.mark.parametrize("height", [8.0, 10.667, 14.222])
def test_it_lies_in_its_room(text: str, height: float) -> None:
    with tempconfig({"frame_height": height}):
        said = caption_line(text, "#ffffff")
        assert said.width <= config.frame_width
        assert said.get_top()[1] < CEILING
        assert said.get_bottom()[1] > middle_of_frame() - height / 2
        assert said.original_text == text
        assert abs(said.get_x()) < 0.1


@pytest.mark.parametrize("height", [8.0, 10.667, 14.222])
@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_a_logo_is_not_written_over(side: np.ndarray, height: float) -> None:
    with tempconfig({"frame_height": height}):
        logo = Square(0.5).move_to(6.5 * side + (floor() + 0.5) * UP)
        for text in (SHORT, LONG, CHINESE):
            said = caption_line(text, "#ffffff", caption_box(logo))
            apart = np.abs(said.get_center() - logo.get_center())
            touching = np.array([said.width + logo.width, said.height + logo.height]) / 2
            assert (apart[:2] > touching).any()
            assert abs(said.get_x()) + said.width / 2 < config.frame_width / 2
            assert said.get_top()[1] < CEILING
        assert abs(caption_line("Short.", "#ffffff", caption_box(logo)).get_x()) < 0.1


def test_it_has_one_line_in_a_wide_frame_and_several_larger_ones_in_a_high_one() -> None:
    wide = caption_line(LONG, "#ffffff")
    assert wide.get_y() == pytest.approx(BASELINE)
    with tempconfig({"frame_height": 14.222}):
        high = caption_line(LONG, "#ffffff")
    assert high.height > 3 * wide.height


def test_lines_stand_in_the_middle_with_their_baselines_evenly_apart() -> None:
    with tempconfig({"frame_height": 14.222}):
        said = caption_line("ooooo ooooo ooooo ooooo ooooo oo ooooo oooo oooo oo", "#ffffff")
    heights = said.points[:, 1]
    rows = [
        said.points[(heights > low) & (heights < low + 0.5)]
        for low in (heights.min() - 0.01, heights.max() - 0.49)
    ]
    for row in rows:
        assert row[:, 0].min() + row[:, 0].max() == pytest.approx(2 * said.get_x(), abs=0.02)
