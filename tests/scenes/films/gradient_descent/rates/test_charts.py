"""Charts of learning rates: leaps by the factor of theory, the line where theory puts it."""

import numpy as np
import pytest
from manim import VMobject

from scenes.films.gradient_descent.learning_rates import BEYOND, RING, LearningRates
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.rates.charts import ParabolaCut, SweepChart, sweep_axis
from scenes.films.gradient_descent.rates.stage import RateResults
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]


@pytest.fixture(scope="module")
def results() -> RateResults:
    return LearningRates.compute(LearningRatesSpec())


def test_leaps_on_the_cut_are_those_of_the_descent(results: RateResults) -> None:
    large = results.descents[2]
    surface = large.spec.loss_surface
    minimum = np.array(surface.known_minima()[0].place)
    way = np.linalg.eigh(surface.hessian(minimum))[1][:, -1]
    along = (large.path - minimum) @ way
    cut = ParabolaCut(float(results.sweep.curvatures[0]), along[0], stage_of_frame(), THEME)
    np.testing.assert_allclose(cut.distances(large.rate[0], 12), along[:13], rtol=1e-9)
    step = 1e-3 * way
    bend = (
        surface.value(minimum + step) + surface.value(minimum - step) - 2 * surface.value(minimum)
    )
    assert cut.loss(np.array(1e-3)) == pytest.approx(bend / 2, rel=1e-4)


def test_leaps_that_leave_the_picture_are_left_out() -> None:
    cut = ParabolaCut(18.0, 5.0, stage_of_frame(), THEME)
    assert len(cut.distances(0.2, 12)) == 1
    cut.draw(cut.distances(0.2, 12), 3.0, "#ffffff")
    assert len(cut.way.points) > 0


def test_the_limit_stands_at_two_over_the_curvature(results: RateResults) -> None:
    chart = SweepChart(results.sweep, 338.0, BEYOND * results.sweep.limit, stage_of_frame(), THEME)
    chart.draw_limit(1.0)
    expected = chart.chart.place(2 / 18, 1.0)[0]
    assert chart.limit.points[:, 0] == pytest.approx(expected)
    chart.draw(results.sweep.rates[-1] / 2)
    half = chart.chart.place(results.sweep.rates[-1] / 2, 1.0)[0]
    assert chart.curve.points[:, 0].max() == pytest.approx(half)


def test_a_ring_around_the_lowest_loss_does_not_touch_the_axis(results: RateResults) -> None:
    stage = stage_of_frame()
    chart = SweepChart(results.sweep, 338.0, BEYOND * results.sweep.limit, stage, THEME)
    lowest = chart.chart.place(results.best.rate[0], float(results.sweep.losses.min()))
    assert lowest[1] - RING * stage.scale > chart.chart.low[1]


def test_rates_that_were_seen_are_marked_where_they_lie(results: RateResults) -> None:
    chart = SweepChart(results.sweep, 338.0, BEYOND * results.sweep.limit, stage_of_frame(), THEME)
    marks = chart.marks([0.05, 0.5], [1.0, 1.0], ["#ffffff", "#ffffff"])
    assert len(marks) == 1
    place = chart.chart.place(0.05, 1.0)
    np.testing.assert_allclose(marks[0].get_center()[:2], place, atol=0.05)


def test_a_line_of_the_map_rises_to_be_the_parabola() -> None:
    cut, line = ParabolaCut(18.0, 5.0, stage_of_frame(), THEME), VMobject()
    ends = np.array([[-3.0, -2.0], [4.0, 3.0]])
    cut.rise(line, ends, 0.0)
    assert line.points[[0, -1], :2] == pytest.approx(ends)
    cut.rise(line, ends, 1.0)
    assert line.points == pytest.approx(cut.curve.points, abs=1e-6)


def test_all_losses_are_marked_by_powers_of_ten(results: RateResults) -> None:
    for start in (338.0, 1e6):
        axis = sweep_axis(results.sweep, start)
        assert axis.powers
        assert 0 < axis.share(results.sweep.losses.min()) < axis.share(start) <= 1


def test_the_tangent_touches_the_parabola_at_the_start_with_the_slope_there() -> None:
    cut = ParabolaCut(18.0, -4 * 2**0.5, stage_of_frame(), THEME)
    low, high = cut.tangent(1.0)
    assert (low + high) / 2 == pytest.approx(cut.place(np.array([cut.distance]))[0])
    unit = cut.chart.place(1.0, 1.0) - cut.chart.place(0.0, 0.0)
    slope = (high - low)[1] / unit[1] / ((high - low)[0] / unit[0])
    assert slope == pytest.approx(-101.82, abs=0.01)


def test_cuts_stand_large_beside_the_chart(results: RateResults) -> None:
    stage = stage_of_frame()
    chart = SweepChart(results.sweep, 338.0, BEYOND * results.sweep.limit, stage, THEME)
    steep, shallow = chart.places_of_cuts(2)
    assert steep.high[0] < chart.chart.low[0]
    assert shallow.high[1] < steep.low[1]
    assert steep.share_of(stage.hero) + shallow.share_of(stage.hero) > 0.25
