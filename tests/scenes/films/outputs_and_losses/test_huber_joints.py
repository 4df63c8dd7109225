"""Both joints of Huber's loss are marked, each with a δ of its own."""

import pytest

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.huber_joints import HuberJoints
from tests.scenes.films.outputs_and_losses.test_loss_axes import chart_of


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
