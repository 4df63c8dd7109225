"""The stage of softmax: bars go from place to place, and the numbers are those of the scores."""

from typing import Any

import numpy as np
import pytest

from scenes.films.outputs_and_losses.softmax import Softmax
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from tests.support.staged import on_stage

SPEC = SoftmaxSpec(logits=(2.0, 1.0, -1.0))


def heights(story: Any) -> list[float]:
    return [float(np.ptp(bar.points[:, 1])) for bar in story.bars.bars]


def test_it_opens_with_the_scores() -> None:
    def look(story: Any) -> None:
        story.prepare()
        tall, small, hanging = heights(story)
        assert tall == pytest.approx(2 * small)
        assert hanging == pytest.approx(small)

    on_stage(Softmax, SPEC, look)


def test_bars_move_one_after_another_from_the_start_to_the_end() -> None:
    def look(story: Any) -> None:
        story.prepare()
        start, end = story.bars.upright(np.zeros(3)), story.bars.upright(np.ones(3))
        move = story.one_by_one(start, end, ["1", "2", "3"])
        move(0.0)
        assert heights(story) == pytest.approx([0, 0, 0])
        move(0.5)
        first, second, third = heights(story)
        assert first > second > third
        move(1.0)
        assert heights(story) == pytest.approx([story.bars.tallest] * 3)

    on_stage(Softmax, SPEC, look)


def test_while_scores_sway_the_lowest_goes_below_0(written: list[str]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        written.clear()
        story.sway(2.0)
        assert any(text.startswith("−") for text in written)
        assert story.bars.base == pytest.approx(0, abs=1e-9)

    on_stage(Softmax, SoftmaxSpec(logits=(2.0, 1.0, 3.0)), look)


def test_swaying_scores_come_back() -> None:
    def look(story: Any) -> None:
        story.prepare()
        before = heights(story)
        story.sway(2.0)
        assert heights(story) == pytest.approx(before)

    on_stage(Softmax, SPEC, look)
