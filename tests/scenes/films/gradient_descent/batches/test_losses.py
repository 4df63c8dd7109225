"""Curves of losses over samples: they end where the descents do, and names do not collide."""

import numpy as np
import pytest

from scenes.films.gradient_descent.batch_sgd_minibatch import BatchSgdMinibatch
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.batches.losses import LossesBySamples, smoothed
from scenes.films.gradient_descent.batches.results import BatchResults
from scenes.films.gradient_descent.mobjects.scoreboard import Rival
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture(scope="module")
def results() -> BatchResults:
    return BatchSgdMinibatch.compute(BatchSgdMinibatchSpec(epochs=5))


def chart_of(results: BatchResults) -> LossesBySamples:
    rivals = [Rival(name, "#ffffff", i) for i, name in enumerate(("batch", "few", "one"))]
    return LossesBySamples(results, rivals, stage_of_frame(), THEMES["dark"])


@pytest.mark.parametrize("samples", [60, 300])
def test_each_curve_ends_at_the_loss_after_so_many_samples(
    results: BatchResults, samples: int
) -> None:
    chart = chart_of(results)
    chart.draw(samples)
    for i, curve in enumerate(chart.curves):
        expected = chart.chart.place(samples, results.excess_after(i, samples))
        np.testing.assert_allclose(curve.points[-1, :2], expected, atol=1e-6)


def test_bold_curves_are_smoothed_and_leave_a_straight_fall_as_it_is() -> None:
    falling = np.exp(-0.3 * np.arange(40))
    np.testing.assert_allclose(smoothed(falling, 7)[:33], falling[:33], rtol=1e-9)
    jumping = np.tile([1.0, 100.0], 50)
    np.testing.assert_allclose(smoothed(jumping, 10)[20:80], 10.0, rtol=0.15)
    np.testing.assert_array_equal(smoothed(jumping, 0).round(9), jumping)


def test_names_wait_where_the_curves_end(results: BatchResults) -> None:
    chart = chart_of(results)
    before = [name.get_center() for name in chart.names]
    ends = chart.draw(300)
    np.testing.assert_array_equal(before, [name.get_center() for name in chart.names])
    order = np.argsort(ends[:, 1])
    assert (np.diff(np.array(before)[order, 1]) > 0).all()


def test_names_stand_apart_whatever_the_losses(results: BatchResults) -> None:
    chart = chart_of(results)
    for samples in (0, 30, 60, 300):
        chart.draw(samples)
        heights = sorted(float(name.get_center()[1]) for name in chart.names)
        assert min(np.diff(heights)) > 0.35
        assert heights[-1] <= chart.chart.high[1] + 0.01
        assert heights[0] >= chart.chart.low[1] + 0.1


def test_the_marks_end_on_the_bold_curves(results: BatchResults) -> None:
    chart = chart_of(results)
    ends = chart.draw(300)
    for i, end in enumerate(ends):
        np.testing.assert_allclose(end, chart.chart.place(300, chart.smooth[i][-1]), atol=1e-6)
        np.testing.assert_allclose(end, chart.bold[i].points[-1][:2], atol=1e-6)
    assert [name.get_fill_opacity() for name in chart.names] == [1, 1, 1]
    chart.draw(100)
    assert [name.get_fill_opacity() for name in chart.names] == [0, 0, 0]
