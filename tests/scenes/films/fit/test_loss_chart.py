"""The chart of losses shows them at their steps, as far as the training has come."""

import numpy as np
import pytest

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.loss_chart import MOST, ROOM, SAMPLES, LossChart
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES

AREA = Area(np.array([-6.0, -3.0]), np.array([6.0, 1.0]))


def chart_of(fit: FittedCurve) -> LossChart:
    return LossChart(fit, AREA, stage_of_frame(), THEMES["dark"])


def test_the_dots_stand_at_the_losses_of_the_step(overfitted: FittedCurve) -> None:
    chart, last = chart_of(overfitted), overfitted.recording.last_step
    validation = overfitted.recording.metrics.validation_loss
    assert validation is not None
    for step in (0, 7, last):
        chart.draw(step)
        x = np.log1p(step) / np.log1p(last)
        for dot, losses in zip(
            chart.dots, (overfitted.recording.metrics.loss, validation), strict=True
        ):
            share = (dot.get_center()[:2] - chart.box.low) / chart.box.size
            least, greatest = np.log(chart.ends)
            y = (np.log(losses[step]) - least) / (greatest - least)
            assert share == pytest.approx([x, y], abs=1e-6)


def test_the_curves_end_where_the_dots_are(overfitted: FittedCurve) -> None:
    chart, last = chart_of(overfitted), overfitted.recording.last_step
    chart.draw(10)
    assert chart.lines[0].points[-1] == pytest.approx(chart.dots[0].get_center())
    assert chart.dots[0].get_x() < chart.box.high[0] - 1
    chart.draw(last)
    assert chart.lines[0].points[-1][0] == pytest.approx(chart.box.high[0])


def test_all_of_both_losses_is_in_the_chart(overfitted: FittedCurve) -> None:
    chart, last = chart_of(overfitted), overfitted.recording.last_step
    metrics = overfitted.recording.metrics
    assert metrics.validation_loss is not None
    both = np.concatenate([metrics.loss, metrics.validation_loss])
    assert chart.ends == pytest.approx((both.min() / ROOM, both.max() * ROOM), rel=0.05)
    chart.draw(last)
    for line, losses in zip(chart.lines, (metrics.loss, metrics.validation_loss), strict=True):
        assert line.points[0, :2] == pytest.approx(chart.place(0, losses[0]), abs=1e-6)
        assert line.points[:, 1].max() < chart.box.high[1]
        assert line.points[:, 1].min() > chart.box.low[1]


def test_numbers_at_the_axis_stand_at_their_losses(overfitted: FittedCurve) -> None:
    chart = chart_of(overfitted)
    assert 2 <= len(chart.levels) <= MOST
    for value, number in chart.levels:
        assert chart.ends[0] < value < chart.ends[1]
        assert number.get_y() == pytest.approx(chart.place(0, value)[1], abs=1e-6)


def test_the_mark_stands_at_the_least_validation_loss(overfitted: FittedCurve) -> None:
    chart = chart_of(overfitted)
    chart.draw(overfitted.best_step or 0)
    line, name = chart.mark
    assert line.get_x() == pytest.approx(chart.dots[1].get_x())
    assert name.get_left()[0] > chart.box.low[0]
    assert name.get_right()[0] < chart.box.high[0]
    assert name.get_right()[0] < line.get_x() or name.get_left()[0] > line.get_x()
    assert name.get_top()[1] < chart.dots[1].get_bottom()[1]
    assert chart.box.low[0] < name.get_left()[0]
    assert name.get_right()[0] <= chart.box.high[0] + 1e-6


def test_a_curve_runs_through_measured_losses_alone(overfitted: FittedCurve) -> None:
    steps, losses = chart_of(overfitted).known[0]
    assert len(steps) <= SAMPLES
    assert {0, overfitted.recording.last_step} <= set(steps.astype(int))
    np.testing.assert_array_equal(losses, overfitted.recording.metrics.loss[steps.astype(int)])


def test_without_validation_there_is_one_curve(own: FittedCurve) -> None:
    chart = chart_of(own)
    chart.draw(5)
    assert chart.dots[0] in chart.submobjects
    assert chart.dots[1] not in chart.submobjects
    assert not len(chart.lines[1].points)
