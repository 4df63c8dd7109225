"""The chart of losses shows them at their steps, as far as the training has come."""

import numpy as np
import pytest

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.loss_chart import ROOM, SAMPLES, LossChart
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
            assert share == pytest.approx([x, losses[step] / chart.top], abs=1e-6)


def test_the_curves_end_where_the_dots_are(overfitted: FittedCurve) -> None:
    chart, last = chart_of(overfitted), overfitted.recording.last_step
    chart.draw(10)
    assert chart.lines[0].points[-1] == pytest.approx(chart.dots[0].get_center())
    assert chart.dots[0].get_x() < chart.box.high[0] - 1
    chart.draw(last)
    assert chart.lines[0].points[-1][0] == pytest.approx(chart.box.high[0])


def test_from_close_the_axis_ends_at_what_comes_after_the_best_step(
    overfitted: FittedCurve,
) -> None:
    chart, last = chart_of(overfitted), overfitted.recording.last_step
    metrics, best = overfitted.recording.metrics, overfitted.best_step
    assert metrics.validation_loss is not None
    assert best is not None
    assert chart.top == pytest.approx(ROOM * max(metrics.loss.max(), metrics.validation_loss.max()))
    chart.closeness = 1.0
    chart.draw(last)
    assert chart.top == pytest.approx(ROOM * metrics.validation_loss[best:].max(), rel=0.05)
    for line in chart.lines:
        assert line.points[:, 1].max() <= chart.box.high[1] + 1e-9
    far, close = ([len(number.points) > 0 for _, number in level] for level in chart.levels)
    assert not any(far)
    assert all(close)


def test_the_mark_stands_at_the_least_validation_loss(overfitted: FittedCurve) -> None:
    chart = chart_of(overfitted)
    chart.draw(overfitted.best_step or 0)
    line, name = chart.mark
    assert line.get_x() == pytest.approx(chart.dots[1].get_x())
    assert name.get_bottom()[1] > chart.box.high[1]
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
