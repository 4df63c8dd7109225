"""Cuts beside the chart: each where its frame is, to one scale, with the steps of one rate."""

import numpy as np
import pytest
from manim import VGroup

from scenes.films.gradient_descent.learning_rates import BEYOND, LearningRates
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.rates.charts import ParabolaCut, SweepChart
from scenes.films.gradient_descent.rates.small_cuts import SmallCuts
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import area_of, stage_of_frame
from scenes.theme.theme import THEMES

THEME = THEMES["dark"]
DISTANCES = -9 / 2**0.5 + 0.5 * 2**0.5, 5 * 2**0.5
"""Of the start (−8, 4) from the minimum (1, 3) along (1, 1), and another."""


@pytest.fixture(scope="module")
def chart() -> SweepChart:
    sweep = LearningRates.compute(LearningRatesSpec()).sweep
    return SweepChart(sweep, 338.0, BEYOND * sweep.limit, stage_of_frame(), THEME)


@pytest.fixture
def small(chart: SweepChart) -> SmallCuts:
    stage = stage_of_frame()
    cuts = [
        ParabolaCut(curvature, distance, stage, THEME)
        for curvature, distance in zip((18.0, 2.0), DISTANCES, strict=True)
    ]
    names = [sentence("λ = {curvature}", 20, "#ffffff", curvature=k) for k in (18, 2)]
    made = SmallCuts(cuts, names, chart.places_of_cuts(2), stage, THEME)
    for cut in cuts:
        cut.shrink(1.0)
    return made


def test_each_stands_in_its_frame_clear_of_the_rest(chart: SweepChart, small: SmallCuts) -> None:
    small.draw(0.0974, 30)
    frames = [area_of(small.frames[k]) for k in (0, 2)]
    assert frames[1].high[1] < frames[0].low[1]
    assert max(frame.high[0] for frame in frames) < chart.chart.low[0]
    for curves, frame in zip(small.curves, frames, strict=True):
        drawn = area_of(VGroup(*curves))
        assert (drawn.low > frame.low).all()
        assert (drawn.high < frame.high).all()


def test_both_are_to_one_scale(small: SmallCuts) -> None:
    steep, shallow = small.cuts
    rises = []
    for cut in (steep, shallow):
        low, beside = cut.place(np.array([0.0, 2.0]))
        rises.append((beside - low)[1] / (beside - low)[0] ** 2)
    assert rises[0] / rises[1] == pytest.approx(18 / 2)


def test_the_head_is_where_the_steps_of_the_rate_lead(small: SmallCuts) -> None:
    small.draw(0.0974, 30)
    for cut, curvature in zip(small.cuts, (18.0, 2.0), strict=True):
        left = cut.distance * (1 - 0.0974 * curvature) ** 30
        assert cut.ball.get_center()[:2] == pytest.approx(cut.place(np.array([left]))[0])


def test_where_steps_leave_a_cut_an_arrow_points_out_and_no_ball_rests(small: SmallCuts) -> None:
    small.draw(0.1244, 30)
    steep, shallow = small.cuts
    assert steep.ball.get_fill_opacity() == 0
    assert len(small.leaving[0].points) > 0
    assert shallow.ball.get_fill_opacity() == 1
    assert len(small.leaving[1].points) == 0
    small.draw(0.0974, 30)
    assert steep.ball.get_fill_opacity() == 1
    assert len(small.leaving[0].points) == 0
