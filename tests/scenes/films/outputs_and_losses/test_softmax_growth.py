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


def test_an_exponent_counts_up_from_0_and_each_bar_stops_at_its_score(written: list[str]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.write_scores_below()
        powers, unit = np.exp(story.steps.logits), story.bars.tallest / FEW
        scores = [number.points.copy() for number in story.bars.scores]
        story.begin_to_count()
        assert heights(story) == pytest.approx([unit] * 3)
        assert {"0.000", "e⁰ = 1"} <= {*written}
        rungs, grown = Rungs(story.bars), []

        def look_on(bars: Any, draw: Callable[[float], None], *_: Any) -> None:
            draw(0.5)
            draw(1.0)
            grown.append(heights(story))

        story.drive = look_on
        assert story.climb(rungs) == STEPS
        whole = np.exp(np.arange(1, STEPS + 1)) * unit
        assert np.array(grown) == pytest.approx(np.tile(whole[:, None], 3))
        assert {"e¹ = 2.718", "e² = 7.389", "e³ = 20.09", "3.000"} <= {*written}
        move = story.outgrow(rungs, STEPS)
        move(0.0)
        assert max(heights(story)) == pytest.approx(whole[-1])
        for progress in (0.4, 0.6, 0.8):
            written.clear()
            move(progress)
            assert max(heights(story)) == pytest.approx(story.bars.tallest)
            exponent, *tops = written[:4]
            expected = np.exp(np.minimum(float(exponent), story.steps.logits))
            told = [float(top.replace(",", "")) for top in tops]
            assert told == pytest.approx(expected, rel=6e-3)
        move(1.0)
        assert heights(story) == pytest.approx(powers / powers.max() * story.bars.tallest)
        assert {number_text(power) for power in powers} <= {*written}
        for before, number in zip(scores, story.bars.scores, strict=True):
            assert number.points == pytest.approx(before), "the row of scores is never a counter"
            assert number.get_fill_opacity() == 1

    on_stage(Softmax, SoftmaxSpec(logits=(8.0, 7.0, 9.5)), look)


def test_exponents_below_0_count_down() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.begin_to_count()
        assert story.count_to(2.0) == pytest.approx([-1.5, -2.0])
        story.climb(Rungs(story.bars))
        story.outgrow(Rungs(story.bars), 0)(1.0)
        shares = np.exp([-1.5, -4.0])
        assert heights(story) == pytest.approx(shares / shares.max() * story.bars.tallest)

    on_stage(Softmax, SoftmaxSpec(logits=(-3.0, -8.0), temperature=2.0), look)
