"""The walk along the sigmoid: bar and curve are as high as the probability."""

from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from engine.experiments.softmax import sigmoid
from scenes.films.outputs_and_losses.bars.class_bars import ClassBars
from scenes.films.outputs_and_losses.bars.sigmoid_walk import SigmoidWalk
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


def test_the_top_of_the_bar_is_where_the_curve_ends(tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        bars = ClassBars(("cat", "dog"), stage_of_frame(BAND), THEMES["dark"], sentence)
        walk = SigmoidWalk(bars, ("cat", "dog"), sentence)
    for z in (-2.0, 0.0, 3.3):
        walk.draw(-6.0, z)
        (low, high), (middle, whole) = walk.boxes_at(z)
        assert walk.probability(z) == pytest.approx(float(sigmoid(np.array(z))))
        share = (high[1] - low[1]) / (walk.chart.high - walk.chart.low)[1]
        assert share == pytest.approx(walk.probability(z))
        assert [middle[1], whole[1]] == [high[1], walk.chart.high[1]]  # together they are 1
        assert walk.curve.points[-1, :2] == pytest.approx([(low + high)[0] / 2, high[1]], abs=2e-3)


def test_the_curve_is_drawn_between_the_scores_that_were_visited(tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        bars = ClassBars(("cat", "dog"), stage_of_frame(BAND), THEMES["dark"], sentence)
        walk = SigmoidWalk(bars, ("cat", "dog"), sentence)
    walk.draw(-2.5, 0.0)
    ends = [walk.chart.place(z, float(sigmoid(np.array(z)))) for z in (-2.5, 0.0)]
    assert walk.curve.points[[0, -1], :2] == pytest.approx(np.array(ends), abs=2e-3)
    walk.draw(0.0, 0.0)
    assert np.ptp(walk.curve.points, axis=0).max(initial=0.0) == pytest.approx(0.0)


def test_the_other_class_is_named_above_the_bars_and_inside_the_frame(tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        bars = ClassBars(("cat", "dog"), stage_of_frame(BAND), THEMES["dark"], sentence)
        walk = SigmoidWalk(bars, ("cat", "dog"), sentence)
    assert walk.other.get_bottom()[1] > walk.chart.high[1]
    assert bars.stage.hero.low[0] - 1e-6 <= walk.other.get_left()[0]
    assert walk.other.get_right()[0] <= bars.stage.hero.high[0] + 1e-6


def test_the_probability_stands_above_the_bars_and_below_its_title(tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        bars = ClassBars(("cat", "dog"), stage_of_frame(BAND), THEMES["dark"], sentence)
        walk = SigmoidWalk(bars, ("cat", "dog"), sentence)
    number = bars.numbers[0]
    for z in (-6.0, -4.0, 0.0, 6.0):
        walk.put_above(number, z)
        assert walk.chart.high[1] < number.get_bottom()[1]
        assert number.get_top()[1] < walk.other.get_bottom()[1]
        assert max(number.get_top()[1], walk.other.get_top()[1]) < walk.title.get_bottom()[1]
        assert number.get_right()[0] <= bars.stage.hero.high[0] + 1e-6


def test_the_bar_stands_upon_no_number_of_the_axes(tmp_path: Path) -> None:
    with tempconfig({"media_dir": str(tmp_path)}):
        bars = ClassBars(("cat", "dog"), stage_of_frame(BAND), THEMES["dark"], sentence)
        walk = SigmoidWalk(bars, ("cat", "dog"), sentence)
    numbers = [n for n in walk.chart.numbers if n.get_y() > walk.chart.low[1]]
    assert len(numbers) == 2
    assert max(n.get_right()[0] for n in numbers) < walk.boxes_at(-6.0)[0, 0, 0]
