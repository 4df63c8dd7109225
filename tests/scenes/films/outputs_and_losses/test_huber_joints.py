"""Both joints of Huber's loss are marked by a δ, and no arrow of its pull is longer than δ."""

import numpy as np
import pytest

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.huber_joints import CappedPulls, HuberJoints
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES
from tests.scenes.films.outputs_and_losses.test_loss_axes import chart_of

LEVELS = np.array([-1.0, 0.0, 1.0])
ERRORS = np.array([-0.4, 0.9, 7.0])


@pytest.mark.parametrize("delta", [0.1, 1.0, 4.0])
def test_a_line_stands_at_each_joint_and_no_word_on_the_other(delta: float) -> None:
    loss = LossFunction("huber", 1.0, delta)
    chart = chart_of(loss)
    left, one, right, other = HuberJoints(loss, chart, 30, 1.0)
    for line, x in ((left, 1 - delta), (right, 1 + delta)):
        assert line.get_center()[0] == pytest.approx(chart.place(x, 0.0)[0])
        assert line.get_top()[1] > chart.place(x, float(loss(x)))[1]
        assert line.get_top()[1] < chart.high[1]
    assert one.get_right()[0] < left.get_center()[0]
    assert other.get_left()[0] > right.get_center()[0]


@pytest.mark.parametrize("delta", [0.5, 1.0, 3.0])
def test_arrows_are_as_long_as_hubers_gradient(delta: float) -> None:
    stage = stage_of_frame(BAND)
    drawn = CappedPulls(delta, 3, stage.hero, stage, THEMES["dark"])
    drawn.display(0.5, ERRORS, LEVELS, 1.2, 1.0)
    loss = LossFunction("huber", 0.0, delta)
    for arrow, error in zip(drawn.arrows, ERRORS, strict=True):
        assert arrow.width == pytest.approx(1.2 * abs(float(loss.gradient(error))))
        assert np.sign(arrow.get_center()[0] - 0.5) == np.sign(error)
    places = [line.get_center()[0] for line in drawn.lines]
    assert places == pytest.approx([0.5 - 1.2 * delta, 0.5 + 1.2 * delta])


def test_what_does_not_fit_is_not_shown() -> None:
    stage = stage_of_frame(BAND)
    drawn = CappedPulls(4.0, 3, stage.hero, stage, THEMES["dark"])
    drawn.display(0.0, ERRORS, LEVELS, 3.0, 1.0)
    assert drawn.label[0].get_fill_opacity() == 0
    assert {line.get_stroke_opacity() for line in drawn.lines} == {0}
