"""The loss stands at its point and the gradient at its arrow, inside the chart."""

import numpy as np
import pytest

from scenes.films.outputs_and_losses.loss_curve import LossCurve
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.riding_numbers import RidingNumbers, RidingPulls
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import BAND, stage_of_frame
from tests.scenes.films.outputs_and_losses.test_loss_axes import LossFunction
from tests.scenes.films.outputs_and_losses.test_loss_curve import curve_of


@pytest.mark.parametrize("name", LossesSpec().names)
def test_numbers_stay_in_the_chart_and_clear_of_the_point(name: str) -> None:
    curve = curve_of(LossFunction(name, 1.0))
    chart = curve.chart
    riding = RidingNumbers(chart, stage_of_frame(BAND), sentence)
    for x in np.linspace(chart.span.low, chart.span.high, 9).tolist():
        curve.go_to(x)
        riding.ride(curve, x)
        for part in riding:
            assert chart.low[0] <= part.get_left()[0]
            assert part.get_right()[0] <= chart.high[0]
        assert riding.loss.get_top()[1] <= chart.high[1]
        if curve.arrow.has_points():  # before its tip, behind it, or below it
            ends = curve.arrow.points[:, 0]
            left, right = riding.word.get_left()[0], riding.pull.get_right()[0]
            aside = left > ends.max() or right < ends.min()
            assert aside or riding.pull.get_top()[1] < curve.arrow.get_center()[1]
        assert riding.word.get_right()[0] < riding.pull.get_left()[0]
        near = riding.loss.get_left()[0], riding.loss.get_right()[0]
        across = float(curve.point.get_center()[0])
        beside = not near[0] < across < near[1]
        assert beside or riding.loss.get_bottom()[1] > curve.point.get_center()[1]


def test_gradients_stand_behind_their_arrows_one_below_the_other() -> None:
    curve = curve_of(LossFunction("hinge", 1.0))
    other = LossCurve(curve.loss, curve.chart, "#fff", 1.0, 0.2)
    for each in (curve, other):
        each.pulls = 1.0
    riding = RidingPulls([curve, other], stage_of_frame(BAND), sentence)
    for x in np.linspace(-3.0, 3.0, 7).tolist():
        for each in (curve, other):
            each.go_to(x)
        riding.ride(x)
        upper, lower = riding.numbers
        assert upper.get_bottom()[1] > lower.get_top()[1]
        for number, word in zip(riding.numbers, riding.words, strict=True):
            assert word.get_right()[0] < number.get_left()[0]
            assert number.get_right()[0] < curve.base.get_left()[0]
            left = word if word.get_fill_opacity() else number
            assert left.get_left()[0] >= curve.chart.low[0]


def test_before_there_is_a_curve_the_loss_stands_above_the_figure() -> None:
    curve = curve_of(LossFunction("mae", 1.0))
    riding = RidingNumbers(curve.chart, stage_of_frame(BAND), sentence)
    curve.go_to(4.0)
    riding.ride(curve, 4.0, lifted=1.0)
    roof = curve.area.figure.points[:, 1].max()
    assert roof < riding.loss.get_bottom()[1] < roof + 0.4
