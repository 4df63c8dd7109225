"""Powers grow as their exponents do, and the scale is that which is written."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from scenes.films.outputs_and_losses.bars.class_bars import number_text
from scenes.films.outputs_and_losses.bars.rungs import Rungs
from scenes.films.outputs_and_losses.softmax import Softmax
from scenes.films.outputs_and_losses.softmax_growth import FEW, STEPS
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from tests.support.staged import on_stage


def heights(story: Any) -> list[float]:
    return [float(np.ptp(bar.points[:, 1])) for bar in story.bars.bars]


def test_exponents_grow_from_0_and_the_longest_bar_until_it_just_fits(written: list[str]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        powers = np.exp(story.steps.logits)
        before, empty = heights(story), story.hollow_out()
        empty(1.0)
        outlines = [float(np.ptp(ghost.points[:, 1])) for ghost in story.ghosts]
        assert outlines == pytest.approx(before), "what is left of the scores are outlines"
        assert {bar.get_fill_opacity() for bar in story.bars.bars} == {0}
        grow = story.level_out()
        grow(0.0)
        assert heights(story) == pytest.approx([0] * 3)
        grow(1.0)
        assert {ghost.get_stroke_opacity() for ghost in story.ghosts} == {0}
        assert heights(story) == pytest.approx([story.bars.tallest / FEW] * 3)
        assert {"0.000", "1.000"} <= {*written}
        rungs, grown = Rungs(story.bars), []

        def look_on(bars: Any, draw: Callable[[float], None], *_: Any) -> None:
            draw(1.0)
            grown.append(max(heights(story)))

        story.drive = look_on
        assert story.climb(rungs) == STEPS
        whole = np.exp(np.arange(1, STEPS + 1)) / FEW * story.bars.tallest
        assert grown == pytest.approx(whole)
        assert {"2.718", "7.389", "20.09"} <= {*written}
        move = story.outgrow(rungs, STEPS)
        move(0.0)
        assert max(heights(story)) == pytest.approx(whole[-1])
        for progress in (0.4, 0.6, 0.8):
            written.clear()
            move(progress)
            assert max(heights(story)) == pytest.approx(story.bars.tallest)
            top, exponent = written[2], written[5]  # of the third bar, which is never behind
            assert float(top.replace(",", "")) == pytest.approx(np.exp(float(exponent)), rel=6e-3)
        move(1.0)
        assert heights(story) == pytest.approx(powers / powers.max() * story.bars.tallest)
        assert {number_text(power) for power in powers} <= {*written}

    on_stage(Softmax, SoftmaxSpec(logits=(8.0, 7.0, 9.5)), look)
