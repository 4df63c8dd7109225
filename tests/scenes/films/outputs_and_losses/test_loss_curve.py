"""A loss's curve: point, tangent and arrow are those of the loss."""

import numpy as np
import pytest

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.loss_curve import LossCurve
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from tests.scenes.films.outputs_and_losses.test_loss_axes import chart_of


def curve_of(loss: LossFunction) -> LossCurve:
    """Draw a loss in a chart of its own, with its arrow."""
    curve = LossCurve(loss, chart_of(loss), "#ffffff", 1.0)
    curve.pulls = 1.0
    return curve


@pytest.mark.parametrize("name", LossesSpec().names)
def test_the_point_stands_on_the_curve_and_the_arrow_is_as_long_as_the_gradient(name: str) -> None:
    loss = LossFunction(name)
    curve = curve_of(loss)
    chart = curve.chart
    for x in np.linspace(chart.span.low, chart.span.high, 7).tolist():
        curve.go_to(x)
        assert curve.point.get_center()[:2] == pytest.approx(chart.place(x, float(loss(x))))
        gradient = float(loss.gradient(x))
        assert curve.arrow.width == pytest.approx(chart.pull_of(gradient), abs=1e-6)
        if gradient:
            middle = curve.arrow.get_x() - chart.place(x, 0.0)[0]
            assert np.sign(middle) == -np.sign(gradient)


def test_the_figure_stands_on_the_error_and_its_edge_at_the_prediction() -> None:
    curve = curve_of(LossFunction("mae", 1.0))
    curve.go_to(2.5)
    ends = curve.chart.place(np.array([1.0, 2.5]), 0.0)
    figure = curve.area.figure.points[:, :2]
    assert figure.min(axis=0) == pytest.approx(ends[0])
    assert figure.max(axis=0) == pytest.approx(curve.chart.place(2.5, 1.0))
    assert curve.area.edge.points[:, 0] == pytest.approx(ends[1, 0])


def test_half_bent_it_lies_half_way() -> None:
    curve = curve_of(LossFunction("mse"))
    curve.bend_from(LossFunction("mae"), 0.5)
    assert curve.value(3.0) == pytest.approx((9 + 3) / 2)
    assert curve.slope(3.0) == pytest.approx((6 + 1) / 2)


def test_what_has_not_been_visited_is_not_drawn() -> None:
    curve = curve_of(LossFunction("mse"))
    curve.seen = (1.0, 2.0)
    curve.go_to(2.0)
    ends = curve.chart.place(np.array([1.0, 2.0]), 0.0)[:, 0]
    assert curve.line.points[:, 0].min() == pytest.approx(ends[0])
    assert curve.line.points[:, 0].max() == pytest.approx(ends[1])
    curve.seen = (2.0, 2.0)
    curve.go_to(2.0)
    assert curve.point.get_fill_opacity() == 0


def test_hubers_squared_part_ends_at_delta() -> None:
    curve = curve_of(LossFunction("huber", 1.0, delta=0.7))
    curve.go_to(2.0)
    assert not len(curve.near.points)
    curve.parted = 1.0
    curve.go_to(2.0)
    ends = curve.chart.place(np.array([0.3, 1.7]), 0.0)[:, 0]
    assert curve.near.points[:, 0].min() == pytest.approx(ends[0])
    assert curve.near.points[:, 0].max() == pytest.approx(ends[1])
